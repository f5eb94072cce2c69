"""The rules: the golden cases of `golden/rules.yml`, each a named test, and no rule without a case."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from learning_library import records
from learning_library.checks import Collection, fields, library_rules, record_rules
from learning_library.checks.wording import without_exceptions
from learning_library.records import FOLDERS, SINGLE_FILES, Record
from learning_library.source import Document, read_document
from pydantic import BaseModel, ValidationError

from golden_cases import TODAY, RuleCase, as_lines, check_folder, copy_library, make_changes, named, read_cases

CASES: list[RuleCase] = read_cases("rules.yml", RuleCase)
KINDS_OF_LIMITS = ("string_too_long", "greater_than_equal", "less_than_equal", "literal_error")
WITHOUT_A_KIND = ("file_name", "to_do")
KINDS_OF_PLACES = ("layout.ending", "layout.single_file", "layout.folder", "layout.no_folder")


def rules_of(module: ModuleType, but: str) -> dict[str, Callable[..., Any]]:
    """Return the rules of a module, which are its functions named `check_...`, but for the one that runs them."""
    return {name: value for name, value in vars(module).items() if name.startswith("check_") and name != but}


RECORD_RULES = rules_of(record_rules, "check_record")
LIBRARY_RULES = rules_of(library_rules, "check_library")


def kinds_of_messages() -> set[str]:
    """Return every kind of message about a field, as the cases name it."""
    own = re.findall(r'PydanticCustomError\("(\w+)"', Path(records.__file__).read_text(encoding="utf-8"))
    return {f"fields.{kind}" for kind in (*fields._MESSAGES, *own, *KINDS_OF_LIMITS, *WITHOUT_A_KIND)}


@pytest.mark.parametrize("case", named(CASES))
def test_rule(case: RuleCase, library_folder: Path) -> None:
    """The check prints exactly the lines of the case."""
    make_changes(library_folder.parent, case.change)
    assert as_lines(check_folder(library_folder)[1]) == case.problems.splitlines()


@pytest.mark.parametrize("name", sorted({*RECORD_RULES, *LIBRARY_RULES, *kinds_of_messages(), *KINDS_OF_PLACES}))
def test_no_rule_is_without_a_case(name: str) -> None:
    """Each rule and each kind of message has a case in which it is broken."""
    assert [case.name for case in CASES if case.rule == name and case.problems], f"{name} has no case in golden/rules.yml"


def test_cases_name_rules_that_are_there() -> None:
    """No case is about a rule that is gone."""
    known = {*RECORD_RULES, *LIBRARY_RULES, *kinds_of_messages(), *KINDS_OF_PLACES, "none"}
    assert {case.rule for case in CASES} - known == set()


def test_names_of_cases_differ() -> None:
    """Each case can be called by its name."""
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_record_rule_is_run() -> None:
    """The lists of rules over one record name every such function."""
    assert {rule.__name__ for _, rule in (*record_rules.RULES, *record_rules.DATED_RULES)} == set(RECORD_RULES)


@pytest.mark.parametrize("name", [*RECORD_RULES, *LIBRARY_RULES])
def test_rule_alone_finds_what_its_cases_say(name: str, tmp_path: Path) -> None:
    """The cases name the right rule: run alone, it finds problems of its cases and no others."""
    found = []
    for case in (case for case in CASES if case.rule == name and not case.awaits):
        folder = copy_library(tmp_path / case.name / "data")
        make_changes(folder.parent, case.change)
        lines = found_by(name, check_folder(folder)[0])
        assert set(lines) <= set(case.problems.splitlines()), case.name
        found += lines
    assert found


@pytest.mark.parametrize("case", named(case for case in CASES if case.rule.startswith("fields.") and case.rule.removeprefix("fields.") not in WITHOUT_A_KIND))
def test_message_is_of_the_kind_the_case_names(case: RuleCase, library_folder: Path) -> None:
    """The changed file has an error of the kind that the case names."""
    make_changes(library_folder.parent, case.change)
    path = library_folder.parent / case.change[0]["file"]
    folder = "." if path.parent == library_folder else path.parent.name
    document = read_document(path, library_folder.parent, folder)[0]
    assert document and case.rule.removeprefix("fields.") in kinds_of_errors(document)


def found_by(name: str, collection: Collection) -> list[str]:
    """Return the lines that one rule finds when it is run alone."""
    if name in LIBRARY_RULES:
        allowed = without_exceptions(collection, list(LIBRARY_RULES[name](collection)))
        return [line for line in as_lines(allowed) if not line.startswith("data/exceptions.yml")]
    dated = {rule.__name__: model for model, rule in record_rules.DATED_RULES}
    fits = {rule.__name__: model for model, rule in record_rules.RULES} | dated
    today = (TODAY,) if name in dated else ()
    entries = [entry for entry in collection.entries() if isinstance(entry.record, fits[name])]
    return as_lines(entry.document.problem(*found) for entry in entries for found in RECORD_RULES[name](entry.record, *today))


def kinds_of_errors(document: Document) -> set[str]:
    """Return the kinds of errors that a document's model finds in it."""
    model = SINGLE_FILES[document.id] if document.folder == "." else FOLDERS[document.folder]
    with pytest.raises(ValidationError) as error:
        model.model_validate(document.value)
    return {detail["type"] for detail in error.value.errors()}


def models_within(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Return a model and the models of its parts."""
    parts = [fields._first_model(info.annotation) for info in model.model_fields.values()]
    return {model}.union(*(models_within(part) for part in parts if part))


def test_the_invented_library_fills_every_field(library_folder: Path) -> None:
    """Every field of every model is written out somewhere in the invented library, so that the tests reach it."""
    written: dict[str, set[str]] = {}
    for entry in check_folder(library_folder)[0].entries():
        note_written_fields(entry.record, written)
    models = {part for model in (*FOLDERS.values(), *SINGLE_FILES.values()) for part in models_within(model)}
    unused = {f"{model.__name__}.{name}" for model in models for name in set(model.model_fields) - written[model.__name__]}
    assert unused == set()


def note_written_fields(value: object, written: dict[str, set[str]]) -> None:
    """Add the fields that people wrote in this part of a record, and in its parts."""
    if isinstance(value, list):
        for item in value:
            note_written_fields(item, written)
    elif isinstance(value, Record):
        written.setdefault(type(value).__name__, set()).update(value.model_fields_set)
        for name in value.model_fields_set:
            note_written_fields(getattr(value, name), written)
