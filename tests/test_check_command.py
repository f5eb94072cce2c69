"""The command `python -m learning_library check`: exit codes, what it prints, and that no input ends in a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from learning_library.problems import FieldPath, Problem, field_name
from learning_library.source import Document, read_document

from golden_cases import FIXTURE, PROJECT, check_folder, make_changes

HANGING = 120  # seconds after which a run counts as hanging; speed itself is measured in benchmarks/
COUNT = re.compile(r"(no problem|\d+ problems? in \d+ files?)(, \d+ notes?)?; read .+")
LINE = re.compile(r"(?P<file>data\S*):(?P<line>\d+): (?P<rest>.+)")
SAM = "data/reviews/anyshire-sam-2021.yml"
ROBIN = "data/reviews/anyshire-robin-2022.yml"
SAM_TEXT = (FIXTURE / "reviews" / "anyshire-sam-2021.yml").read_bytes()
WRONG_VALUES = {"a number": -7, "a list": [7], "a mapping": {"x": 7}, "nothing": None}
FILES = (
    "reviews/anyshire-sam-2021.yml",
    "reviews/anyshire-ash-2019.yml",
    "lessons/see-the-child.yml",
    "themes/child-voice.yml",
    "training/child-voice.yml",
    "analyses/anyshire-2020.yml",
    "vocabularies/review-types.yml",
    "glossary.yml",
    "timeline.yml",
    "support.yml",
    "site.yml",
)
MISTAKES = [
    {"file": ROBIN, "find": "lesson: see-the-child", "replace": "lesson: see-teh-child"},
    {"file": ROBIN, "find": "checked: 2024-05-04", "replace": "checked: 2024-05-03"},
    {"file": "data/themes/child-voice.yml", "find": "parent: ", "replace": "parent: 5\n# "},
    {"file": "data/site.yml", "find": "tagline: What", "replace": "tagline: Reviews: what"},
]
PRINTED = [
    f'{ROBIN}:31: findings[1].lesson: unknown lesson "see-teh-child"; did you mean "see-the-child"?',
    f"{ROBIN}:46: checked: is 2024-05-03, before the record was added (2024-05-04)",
    'data/site.yml:3: cannot be read as YAML: mapping values are not allowed in this context; a text that holds ": " must stand in quotes, or on the next line after ">-"; if there is none, check the indentation',
    "data/themes/child-voice.yml:5: parent: must be text, found the number 5; put it in quotes",
]
NASTY = {
    "a file cut off in the middle of a word": SAM_TEXT[:700],
    "a file cut off inside a quote": SAM_TEXT[: SAM_TEXT.index(b": a briefing")],
    "every byte there is": bytes(range(256)) * 400,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a megabyte of nesting": b"a: " + b"[" * 1_000_000,
    "nesting within the allowed size": b"a: " + b"[" * 400_000,
    "nesting by indentation": b"".join(b" " * level + b"-\n" for level in range(900)),
    "tabs instead of spaces": SAM_TEXT.replace(b"  ", b"\t"),
    "no line ends": SAM_TEXT.replace(b"\n", b" "),
    "an alias of aliases": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "a tag that would run a program": SAM_TEXT.replace(b"area: Anyshire", b"area: !!python/object/apply:os.abort []"),
    "a tag that makes a number of a word": SAM_TEXT.replace(b"area: Anyshire", b"area: !!int one"),
    "a merge that is not settled": b"<<<<<<< HEAD\n" + SAM_TEXT + b"=======\n" + SAM_TEXT + b">>>>>>> main\n",
    "the same key a thousand times": b"title: Jo\n" * 1000,
    "a thousand unknown fields": b"".join(b"field-%d: 1\n" % number for number in range(1000)),
    "a key of many letters": b'"' + b"k" * 1000 + b'": 1\n',
    "a number of many digits": SAM_TEXT.replace(b"added: 2024-05-04", b"added: " + b"9" * 100_000),
    "a list of everything": b"- " + SAM_TEXT.replace(b"\n", b"\n  "),
    "a file full of noughts": b"\0" * 150_000,
    "nothing at all": b"",
}


@dataclass(frozen=True)
class Run:
    """What a run of the command left behind."""

    code: int
    lines: list[str]
    errors: str


def run_check(folder: Path, *options: str, **environment: str) -> Run:
    """Run the command on a data folder, as people and pipelines do."""
    command = [sys.executable, "-m", "learning_library", "check", "--data", str(folder), *options]
    surroundings = {**os.environ, "PYTHONPATH": str(PROJECT / "hooks"), "PYTHONIOENCODING": "utf-8", **environment}
    done = subprocess.run(command, capture_output=True, env=surroundings, encoding="utf-8", errors="replace", timeout=HANGING)
    return Run(done.returncode, done.stdout.splitlines(), done.stderr)


def test_a_sound_library(library_folder: Path) -> None:
    """Without a problem the exit code is 0, and after a few measures the count is the last line."""
    run = run_check(library_folder)
    assert (run.code, run.errors) == (0, "")
    assert run.lines[1] == "reviews that rest on press alone: 0 of 3"
    assert run.lines[2:] == ["no problem, 2 notes; read analyses: 1, lessons: 3, reviews: 3, themes: 2, training: 1, vocabularies: 16"]


def test_all_problems_in_one_run(library_folder: Path) -> None:
    """Problems of several files and kinds are told together, sorted; the count is the last line; the exit code is 1."""
    make_changes(library_folder.parent, MISTAKES)
    run = run_check(library_folder)
    assert (run.code, run.errors) == (1, "")
    assert run.lines[:-1] == PRINTED
    assert run.lines[-1].startswith("4 problems in 3 files, 2 notes; read analyses: 1, lessons: 3, reviews: 3, ")


def test_notes_stop_nothing(library_folder: Path) -> None:
    """Notes of the whole library are counted, and told when they are asked for; those of a single file are always told."""
    told = run_check(library_folder, "--notes")
    assert told.code == 0 and sum(": note: " in line for line in told.lines) == 2
    single = run_check(library_folder, str(library_folder / "support.yml"))
    assert single.code == 0 and single.lines[-1] == "no problem, 2 notes; read support.yml"


def test_one_problem_is_counted_as_one(library_folder: Path) -> None:
    """The count has a singular."""
    make_changes(library_folder.parent, MISTAKES[:1])
    assert run_check(library_folder).lines[-1].startswith("1 problem in 1 file, 2 notes; read ")


def test_annotations_stand_beside_the_line(library_folder: Path) -> None:
    """For GitHub each problem is an annotation with the file and the line of the mistake."""
    make_changes(library_folder.parent, MISTAKES)
    run = run_check(library_folder, "--format", "github")
    assert run.code == 1
    assert run.lines[:-1] == [as_annotation(line) for line in PRINTED]
    assert COUNT.fullmatch(run.lines[-1])
    assert (library_folder.parent / ROBIN).read_text(encoding="utf-8").splitlines()[30] == "    lesson: see-teh-child"


def test_annotations_escape_what_has_a_meaning(library_folder: Path) -> None:
    """Colons, commas, percent signs and line ends cannot break an annotation, or begin another."""
    make_changes(library_folder.parent, [{"file": "data/a,b:c%.yml", "text": ""}])
    make_changes(library_folder.parent, [{"file": "data/support.yml", "find": "    hours", "replace": '    "x\\n::error ::y": 1\n    hours'}])
    lines = run_check(library_folder, "--format", "github").lines
    assert [line.split("::")[1] for line in lines[:-1]] == ["error file=data/a%2Cb%3Ac%25.yml,line=1", "error file=data/support.yml,line=13"]
    assert lines[1].startswith("::error file=data/support.yml,line=13::lines[1].x\\n::error ::y: is not a field here; allowed are ")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Without a data folder the exit code is 1, and the first line says so."""
    run = run_check(tmp_path / "data")
    assert (run.code, run.errors, run.lines[0]) == (1, "", "data:1: is not a folder; the records live in data/")
    assert run.lines[-1].endswith("; read nothing")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_knows_few_letters(encoding: str, library_folder: Path) -> None:
    """Letters that the terminal or the log cannot show do not end the check."""
    make_changes(library_folder.parent, [{"file": ROBIN, "find": "nation: england", "replace": "nation: Ελλάδα"}])
    run = run_check(library_folder, PYTHONIOENCODING=encoding)
    assert_no_traceback(run)
    assert run.lines[0].startswith(f"{ROBIN}:5: nation: unknown word ")


@pytest.mark.parametrize("content", NASTY.values(), ids=list(NASTY))
def test_nasty_file(content: bytes, library_folder: Path) -> None:
    """A nasty file ends in messages that name it, soon and without a traceback."""
    (library_folder / "reviews" / "anyshire-jo-2020.yml").write_bytes(content)
    run = run_check(library_folder)
    assert_no_traceback(run)
    assert {found["file"] for line in run.lines[:-1] if (found := LINE.fullmatch(line))} == {"data/reviews/anyshire-jo-2020.yml"}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", WRONG_VALUES)
def test_wrong_value_in_any_field(kind: str, name: str, library_folder: Path) -> None:
    """Whichever field of a file holds such a value, the check ends in messages; all but `nothing` are wrong everywhere."""
    path = library_folder / name
    sound = rewrite(path, read(path).value)
    for field in fields_of(sound):
        broken = rewrite(path, with_value(sound.value, field, WRONG_VALUES[kind]))
        problems = check_folder(library_folder)[1]
        assert all(LINE.fullmatch(problem.as_text()) for problem in problems)
        assert kind == "nothing" or any(is_about(problem, broken, field) for problem in problems), field_name(field)


@pytest.mark.parametrize("name", FILES)
def test_file_without_any_one_field(name: str, library_folder: Path) -> None:
    """Whichever field is left out, the check ends in messages, or the field is optional."""
    path = library_folder / name
    sound = rewrite(path, read(path).value)
    for field in (field for field in fields_of(sound) if isinstance(field[-1], str)):
        rewrite(path, without(sound.value, field))
        assert all(LINE.fullmatch(problem.as_text()) for problem in check_folder(library_folder)[1])


def as_annotation(line: str) -> str:
    """Return a printed line as GitHub reads it."""
    found = LINE.fullmatch(line)
    assert found
    return f"::error file={found['file']},line={found['line']}::{found['rest']}"


def assert_no_traceback(run: Run) -> None:
    """The run found problems, said so line by line, and ended with the count."""
    assert (run.code, run.errors) == (1, "")
    assert [line for line in run.lines[:-1] if not LINE.fullmatch(line)] == []
    assert COUNT.fullmatch(run.lines[-1])


def read(path: Path) -> Document:
    """Return a file of the invented library as it is read."""
    document, problems = read_document(path, path.parents[1], path.parent.name)
    assert document, problems
    return document


def rewrite(path: Path, value: Any) -> Document:
    """Write a value to a file, and return the file as it is read."""
    path.write_text(yaml.safe_dump(value, sort_keys=False, allow_unicode=True), encoding="utf-8")
    document = read(path)
    assert document.value == value
    return document


def fields_of(document: Document) -> list[FieldPath]:
    """Return the paths of all fields; of the items of a list, the first that has such a field."""
    shapes = {tuple("item" if isinstance(part, int) else part for part in path): path for path in reversed(document.lines) if path}
    return list(shapes.values())


def with_value(record: Any, field: FieldPath, value: object) -> Any:
    """Return a copy of the record in which the field holds the value."""
    copy = deepcopy(record)
    part_at(copy, field[:-1])[field[-1]] = value
    return copy


def without(record: Any, field: FieldPath) -> Any:
    """Return a copy of the record in which the field is left out."""
    copy = deepcopy(record)
    del part_at(copy, field[:-1])[field[-1]]
    return copy


def part_at(record: Any, path: FieldPath) -> Any:
    """Return the part of a record at a path."""
    for key in path:
        record = record[key]
    return record


def is_about(problem: Problem, document: Document, field: FieldPath) -> bool:
    """Say whether a problem names this field, or a part of it, and its line or the next."""
    line = document.line(field)
    return problem.field.startswith(field_name(field)) and problem.line in (line, line + 1)
