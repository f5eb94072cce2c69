"""How many planted details and words the rules find, and how often they cry wolf on the curated records. Prints both figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from learning_library.checks import gather
from learning_library.problems import blocking

from golden_cases import PROJECT, TESTS, check_folder

PLANTED = yaml.safe_load((TESTS / "golden" / "planted.yml").read_text(encoding="utf-8"))
FOUND_AT_LEAST, FALSE_AT_MOST = 0.95, 0.02


def noticed(folder: Path, sentence: str) -> bool:
    """Plant a sentence in a review of the invented library, and tell whether the check objects to it there."""
    path = folder / "reviews" / "anyshire-sam-2021.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("Sam came to school hungry for several months.", yaml.safe_dump(sentence, width=1000, default_style='"').strip()), encoding="utf-8")
    try:
        return any(problem.field == "what_happened[0].text" for problem in blocking(check_folder(folder)[1]))
    finally:
        path.write_text(before, encoding="utf-8")


def test_planted_details_and_words_are_found(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At least 95 % of the planted sentences are objected to, and the honest sentence that stood there is not."""
    sentences = [sentence for kind in PLANTED.values() for sentence in kind]
    assert check_folder(library_folder)[1] == []
    missed = [sentence for sentence in sentences if not noticed(library_folder, sentence)]
    with capsys.disabled():
        print(f"\nplanted: {len(sentences) - len(missed)} of {len(sentences)} found; missed: {missed}")
    assert len(sentences) >= 120 and 1 - len(missed) / len(sentences) >= FOUND_AT_LEAST


def test_the_curated_records_raise_few_false_alarms(capsys: pytest.CaptureFixture[str]) -> None:
    """The rules about wording object without reason to at most 2 % of the curated records: those of today, and those that are excepted."""
    collection, problems = gather([PROJECT / "data"], PROJECT, date.today())
    records = sum(1 for entry in collection.entries() if entry.document.folder in ("reviews", "lessons", "themes", "training", "analyses"))
    alarmed = {problem.file for problem in blocking(problems)} | {f"data/{one.file}" for one in collection.folder(".")["exceptions"].record.exceptions}
    with capsys.disabled():
        print(f"\nalarms on curated records: {len(alarmed)} of {records}")
    assert len(alarmed) / records <= FALSE_AT_MOST
