"""The real records: each file is its own named test, so that the line in the report names the file."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from learning_library.checks import Collection, gather
from learning_library.library import rests_on_press_alone
from learning_library.problems import Problem, blocking
from learning_library.schemas import SCHEMA_NAMES, schema_text
from learning_library.source import read_document

PROJECT = Path(__file__).parents[1]
DATA = PROJECT / "data"
FILES = sorted(path for path in DATA.rglob("*.yml") if path.parent.name != "schemas")


@cache
def checked() -> tuple[Collection, list[Problem]]:
    """Read and check the real records once."""
    return gather([DATA], PROJECT, date.today())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_record_keeps_every_rule(path: Path) -> None:
    """No rule finds a problem in this file."""
    name = path.relative_to(PROJECT).as_posix()
    assert [problem.as_text() for problem in blocking(checked()[1]) if problem.file == name] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_record_fits_its_published_schema(path: Path) -> None:
    """An independent reader of JSON Schema accepts the file under the schema that its first line names."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert "$schema=" in first, "the first line must name the schema; copy it from another record of this folder"
    schema = (path.parent / first.split("$schema=")[1]).resolve()
    assert schema.parent == DATA / "schemas"
    document, problems = read_document(path, PROJECT, path.parent.name)
    assert problems == [] and document is not None
    jsonschema.validate(document.value, json.loads(schema.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_schema_is_in_step_with_the_models(name: str) -> None:
    """The schema files are what the models give; `python -m learning_library schemas` writes them."""
    words = {key: [term.id for term in record.terms] for key, record in checked()[0].records("vocabularies").items()}
    assert (DATA / "schemas" / f"{name}.json").read_text(encoding="utf-8") == schema_text(name, words)


def test_the_library_has_the_spread_it_promises() -> None:
    """Years, nations, ages, harms, national reviews and good practice are as broad as the first release promises."""
    collection = checked()[0]
    reviews = collection.records("reviews").values()
    found = [lesson for review in reviews for lesson in {finding.lesson for finding in review.findings}]
    assert len(reviews) >= 24
    assert {"england", "wales", "scotland", "northern-ireland"} <= {review.nation for review in reviews}
    assert {"under-1", "1-5", "6-10", "11-15", "16-17"} <= {band for review in reviews for band in review.child.age_bands}
    assert len({harm for review in reviews for harm in review.harms} - {"not-stated"}) >= 10
    assert min(review.published for review in reviews) < "2004" and max(review.published for review in reviews) >= "2025"
    assert sum(review.review_type in ("national-child-safeguarding-practice-review", "public-inquiry") for review in reviews) >= 4
    assert sum(bool(review.what_went_well) for review in reviews) >= 8
    assert len(collection.records("themes")) >= 14 and len(collection.records("training")) >= 14
    assert len(set(found)) >= 40
    assert sum(found.count(lesson) >= 3 for lesson in set(found)) >= 12


def test_few_reviews_rest_on_press_alone() -> None:
    """At most one review in five rests on press reports alone."""
    reviews = checked()[0].records("reviews").values()
    assert sum(rests_on_press_alone(review) for review in reviews) <= len(reviews) / 5


def test_no_photograph_is_kept() -> None:
    """No picture lies among the records or the pages; those of the README are of the site itself."""
    endings = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".tif", ".tiff", ".bmp"}
    assert [path.name for folder in ("data", "docs", "overrides") for path in (PROJECT / folder).rglob("*") if path.suffix.lower() in endings] == []
