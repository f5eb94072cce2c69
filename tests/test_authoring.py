"""The ways in: empty records, the canonical form, checking one file, the form, and what reviewers of a change are told."""

from __future__ import annotations

import importlib.util
import re
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from learning_library import commands
from learning_library.authoring import template
from learning_library.canonical import formatted
from learning_library.checks.fields import STILL_TO_WRITE, parse_record
from learning_library.checks.layout import data_files
from learning_library.records import FOLDERS, KINDS
from learning_library.source import parse_document, read_document

from golden_cases import PROJECT, check_folder

TODAY = date(2025, 6, 30)


def script(name: str) -> ModuleType:
    """Load one of the scripts."""
    spec = importlib.util.spec_from_file_location(name, PROJECT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", KINDS)
def test_empty_records_hold_every_field(kind: str) -> None:
    """An empty record is YAML that is read strictly, names every field of its model, and only what is to be written is wrong with it."""
    text = template(kind, today=TODAY)
    document, problems = parse_document(text, "empty.yml", KINDS[kind], "empty")
    assert document is not None, problems
    named = set(re.findall(r"^(?:# )?(\w+):", text, re.MULTILINE))
    assert named == set(FOLDERS[KINDS[kind]].model_fields)
    told = [problem.message for problem in parse_record(document)[1]]
    assert STILL_TO_WRITE in told
    assert all("TODO" in message or message == STILL_TO_WRITE or re.search(r"at least \d+ needed|must be (true or false|a whole number)|is not a day", message) for message in told), told


@pytest.mark.parametrize("kind", KINDS)
def test_empty_records_in_the_repository_are_in_step(kind: str) -> None:
    """The empty records that people copy are those of the models as they are; `learning_library schemas` writes them."""
    assert (PROJECT / "data" / "schemas" / f"empty-{kind}.yml").read_text(encoding="utf-8") == template(kind)


def test_new_writes_and_never_overwrites(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new record gets its name from title and year; a second one of the same name is refused and the first stays."""
    order = ["new", "review", "--title", "Child Z: a 'test'", "--year", "2024", "--data", str(library_folder)]
    assert commands.main(order) == 0
    path = library_folder / "reviews" / "child-z-a-test-2024.yml"
    assert read_document(path, library_folder.parent, "reviews")[0].value["title"] == "Child Z: a 'test'"
    path.write_text("title: mine\n")
    assert commands.main(order) == 1
    assert path.read_text() == "title: mine\n" and "is there already" in capsys.readouterr().err
    assert commands.main(["new", "lesson", "--title", "!!!", "--data", str(library_folder)]) == 1


def test_new_asks_for_what_identifies_a_review(library_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a title the facts are asked for; what cannot be used is asked again, an empty answer is left for later, and area, title and year make the name."""
    answers = iter(["Child Y, Anyshire", "Serious Case Review: Child Y", "Cymru", "wales", "Anyshire", "", "in autumn", "2020-11", ""])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    assert commands.main(["new", "review", "--data", str(library_folder)]) == 0
    value = read_document(library_folder / "reviews" / "anyshire-child-y-2020.yml", library_folder.parent, "reviews")[0].value
    assert (value["nation"], value["publisher"], value["published"]) == ("wales", "TODO", "2020-11") and "report_url" not in value


def test_a_second_folder_is_checked_with_the_first(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy's own records may point to those of the library, and are checked with them."""
    own = library_folder.parent / "local" / "reviews"
    own.mkdir(parents=True)
    text = (library_folder / "reviews" / "anyshire-sam-2021.yml").read_text()
    (own / "anyshire-jo-2021.yml").write_text(text.replace("Sam", "Jo").replace("lesson: share-early", "lesson: share-erly").replace("sam", "jo"))
    assert commands.main(["check", "--data", str(library_folder), "--also", str(own.parent)]) == 1
    assert 'local/reviews/anyshire-jo-2021.yml' in capsys.readouterr().out


def test_an_empty_record_is_not_done(library_folder: Path) -> None:
    """What is still TODO is named by the check, also in texts."""
    path = library_folder / "lessons" / "share-early.yml"
    path.write_text(path.read_text().replace("Ring back one person who waits for an answer.", "TODO"))
    assert [problem.as_text() for problem in check_folder(library_folder)[1]] == ["data/lessons/share-early.yml:17: try_this_week: is still to be written; write it, or take the field out if it is optional"]


def test_one_file_is_checked_by_itself(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fields, words and references of the file are checked; nobody else is blamed, and another folder's file is refused."""
    path = library_folder / "reviews" / "anyshire-sam-2021.yml"
    path.write_text(path.read_text().replace("lesson: share-early", "lesson: share-erly").replace("  - neglect\n", "  - neglct\n"))
    (library_folder / "lessons" / "see-the-child.yml").write_text("title: [broken")
    assert commands.main(["check", str(path), "--data", str(library_folder)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "2 problems in 1 file; read anyshire-sam-2021.yml" and 'unknown lesson "share-erly"' in told[1] and 'unknown word "neglct"' in told[0]
    assert commands.main(["check", str(PROJECT / "README.md"), "--data", str(library_folder)]) == 1
    assert "is no record of data/" in capsys.readouterr().out


def records() -> list[Any]:
    """Return every record of the project as a parameter of a test."""
    return [pytest.param(path, kind, id=f"{kind}/{path.stem}") for path, kind in data_files(PROJECT / "data", PROJECT)[0]]


@pytest.mark.parametrize(("path", "kind"), records())
def test_every_record_is_in_its_canonical_form(path: Path, kind: str) -> None:
    """Formatting a record changes nothing; `learning_library fmt` brings it into its form."""
    document, _ = read_document(path, PROJECT, kind)
    text = path.read_text(encoding="utf-8")
    assert document and formatted(document, text) == text


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=200)
VALUES = st.recursive(TEXTS | st.booleans() | st.integers(-9999, 9999), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True), inner, min_size=1, max_size=5), max_leaves=15)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True), VALUES, min_size=1, max_size=8), st.lists(st.from_regex(r"# [a-z ]{1,30}[a-z]", fullmatch=True), max_size=3))
def test_format_keeps_values_and_comments(value: dict[str, Any], comments: list[str]) -> None:
    """Whatever a file holds: its values stay, its comments stay, and formatting again changes nothing."""
    text = "".join(f"{comment}\n" for comment in comments) + yaml.safe_dump(value, sort_keys=False, allow_unicode=True)
    document, _ = parse_document(text, "x.yml", "reviews", "x")
    if document is None:
        return  # strict reading refuses some texts that a dumper writes
    out = formatted(document, text)
    again, problems = parse_document(out, "x.yml", "reviews", "x")
    assert again is not None, problems
    assert again.value == document.value
    assert formatted(again, out) == out
    assert [line for line in out.splitlines() if line in comments][: len(comments)] == comments


def test_comments_stay_above_their_keys() -> None:
    """A comment above a key or an item goes with it when keys are put in order."""
    text = "# first\nofficial_title: B\n# about the title\ntitle: A\nquestions:\n  # why this one\n  - One?\n  - >-\n    # not a comment\n# the end\n"
    document, problems = parse_document(text, "x.yml", "reviews", "x")
    assert document, problems
    assert formatted(document, text) == "# about the title\ntitle: A\n# first\nofficial_title: B\nquestions:\n  # why this one\n  - One?\n  - '# not a comment'\n# the end\n"


FORM = "### Title\n\nChild Z, Anyshire\n\n### Official title\n\nReview of Z\n\n### Publisher\n\nA board\n\n### Published\n\n2022-03\n\n### Nation\n\nengland\n\n### Area\n\nAnyshire\n\n### Address of the report\n\nhttps://example.org/z\n\n### Findings\n\n- Notes were in three systems (page 12)\n- <script>alert(1)</script> $(touch hacked): `x` # & *y\n\n### What went well\n\n_No response_\n"


def test_form_becomes_a_draft(library_folder: Path) -> None:
    """A filled form becomes a record in canonical form, with hostile text as text; the check then names what is to do."""
    path = script("form_to_record").write_draft(FORM + "### Findings\n\nsecond heading is not read\n### Evil\n\nkey: value\n", library_folder, TODAY)
    document, _ = read_document(path, library_folder.parent, "reviews")
    assert document and path.name == "anyshire-child-z-2022.yml"
    assert [finding["text"] for finding in document.value["findings"]] == ["Notes were in three systems", "<script>alert(1)</script> $(touch hacked): `x` # & *y"]
    assert document.value["findings"][0]["locator"] == "page 12" and "what_went_well" not in document.value
    assert formatted(document, path.read_text()) == path.read_text()
    told = [problem.as_text() for problem in check_folder(library_folder)[1]]
    assert told and all("anyshire-child-z-2022.yml" in line for line in told)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("### Title\n\nChild Z, Anyshire\n", "### Title\n\n_No response_\n"), "no answer to: Title"),
        (("https://example.org/z", "javascript:alert(1)"), "Address of the report: .* is not a web address"),
        (("2022-03", "in spring"), "Published: .* is not a date"),
        (("- Notes were", "\n".join(["- A finding"] * 11) + "\n- Notes were"), "13 lines .* at most 10"),
        (("Review of Z", "Serious Case Review concerning Ash"), "anyshire-ash-2019.yml has the same official title"),
        (("https://example.org/z", "https://example.org/briefings/sam"), "anyshire-sam-2021.yml has"),
        (("Child Z, Anyshire", "Z" * 300), "Title: has 300 characters"),
        (("Child Z, Anyshire", "../../../etc/passwd\u202e"), ""),
    ],
)
def test_bad_forms_are_refused_or_tamed(library_folder: Path, change: tuple[str, str], said: str) -> None:
    """What identifies a review must be there and fit; a title cannot lead out of the folder."""
    module = script("form_to_record")
    if said:
        with pytest.raises(module.BadForm, match=said):
            module.write_draft(FORM.replace(*change), library_folder, TODAY)
        assert len(list((library_folder / "reviews").iterdir())) == 3
    else:
        assert module.write_draft(FORM.replace(*change), library_folder, TODAY).parent == library_folder / "reviews"
    assert not list(library_folder.parent.rglob("hacked"))


@pytest.mark.parametrize(("written", "locator"), [("(paragraph 4.2)", "paragraph 4.2"), ("(pages 18-19)", "pages 18-19"), ("(p. 12).", "p. 12"), ("(section 3)", "section 3"), ("(a word)", None)])
def test_form_keeps_the_place_as_it_is_written(library_folder: Path, written: str, locator: str | None) -> None:
    """A page, paragraph or section at the end of a line becomes the locator, in the words of whoever filled in the form."""
    finding = script("form_to_record").draft(script("form_to_record").read_form(FORM.replace("(page 12)", written)), TODAY)["findings"][0]
    assert finding.get("locator") == locator and ("(" in finding["text"]) == (locator is None)


def test_form_asks_for_fields_of_the_record() -> None:
    """The form's questions are those that the script reads, and its nations are those of the closed list."""
    form = yaml.safe_load((PROJECT / ".github" / "ISSUE_TEMPLATE" / "suggest-a-review.yml").read_text(encoding="utf-8"))
    asked = {part["attributes"]["label"]: part for part in form["body"] if part["type"] not in ("markdown", "checkboxes")}
    assert {label: part["id"] for label, part in asked.items()} == {label: name for label, (name, _) in script("form_to_record").FIELDS.items()}
    nations = yaml.safe_load((PROJECT / "data" / "vocabularies" / "nations.yml").read_text(encoding="utf-8"))
    assert set(asked["Nation"]["attributes"]["options"]) <= {term["id"] for term in nations["terms"]}


def test_report_of_a_change(library_folder: Path) -> None:
    """A change is told as counts, new and changed pages, and lessons whose count moves."""
    before = check_folder(library_folder)[0]
    path = library_folder / "reviews" / "anyshire-sam-2021.yml"
    path.write_text(path.read_text().replace("lesson: include-fathers", "lesson: see-the-child"))
    (library_folder / "reviews" / "anyshire-robin-2022.yml").unlink()
    told = script("report_changes").report(before, check_folder(library_folder)[0])
    assert "| reviews | 3 | 2 |" in told and "Gone, so that their addresses break (reviews):\n- `reviews/anyshire-robin-2022/`" in told and "Changed (reviews):\n- `reviews/anyshire-sam-2021/`: findings" in told
    assert "`include-fathers`:" in told


def test_reminders(library_folder: Path) -> None:
    """Old checks are listed with their dates, and addresses that do not answer with the records that hold them."""
    module, collection = script("remind"), check_folder(library_folder)[0]
    old = list(module.old_checks(collection, date(2026, 1, 1)))
    assert any("data/lessons/share-early.yml: last checked 2024-05-04" in line for line in old) and any("listening line" in line for line in old)
    assert list(module.old_checks(collection, date(2024, 6, 1))) == []
    dead = list(module.dead_links(collection, lambda url: "answers 404" if url.endswith("/study") else ""))
    assert dead == ["- [ ] <https://example.org/study>: answers 404 (data/analyses/anyshire-2020.yml)"]


def test_workflows_hold_what_they_promise() -> None:
    """Actions are pinned by hash, a pull request has read-only rights and no secrets, and no field of a form stands in a command."""
    for path in (PROJECT / ".github" / "workflows").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        flow = yaml.safe_load(text)
        assert flow["permissions"]["contents"] == ("write" if path.stem == "suggested-review" else "read")
        assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]) for job in flow["jobs"].values() for step in job["steps"] if "uses" in step)
        assert "pull_request_target" not in text and "secrets." not in text
        commands_run = [step["run"] for job in flow["jobs"].values() for step in job["steps"] if "run" in step]
        assert not any("${{" in run for run in commands_run), path.name
