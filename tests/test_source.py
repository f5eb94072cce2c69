"""Strict reading: the golden cases of `golden/source.yml`, and what cannot be written down as a text."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic

import pytest
from learning_library.problems import Problem, field_name
from learning_library.source import HIDDEN_CHARACTERS, MAXIMUM_BYTES, Document, parse_document, read_document

from golden_cases import SourceCase, as_lines, named, read_cases

CASES: list[SourceCase] = read_cases("source.yml", SourceCase)
LONGEST_SECONDS = 2


def read_bytes(folder: Path, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read a file with this content, named case.yml."""
    path = folder / "case.yml"
    path.write_bytes(data)
    return read_document(path, folder, ".")


def line_of(document: Document, name: str) -> int:
    """Return the line of a field written as in messages, such as `findings[0].lesson`."""
    parts = name.replace("[", ".").replace("]", "").split(".")
    return document.line(tuple(int(part) if part.isdigit() else part for part in parts))


@pytest.mark.parametrize("case", named(CASES))
def test_source(case: SourceCase) -> None:
    """The text gives exactly the value, or exactly the messages."""
    document, problems = parse_document(case.text, "case.yml", ".", "case")
    assert as_lines(problems) == case.problems.splitlines()
    assert json.dumps(document and document.value) == json.dumps(case.value)
    assert not document or {name: line_of(document, name) for name in case.lines} == case.lines


def test_names_of_cases_differ() -> None:
    """Each case can be called by its name."""
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", named(CASES))
def test_reading_a_file_is_reading_its_text(case: SourceCase, tmp_path: Path) -> None:
    """A file gives what its text gives."""
    assert read_bytes(tmp_path, case.text.encode()) == parse_document(case.text, "case.yml", ".", "case")


@pytest.mark.parametrize(
    ("encoding", "line"),
    [("latin-1", 2), ("cp1252", 2), ("utf-16", 1)],
)
def test_another_encoding(encoding: str, line: int, tmp_path: Path) -> None:
    """A file in another encoding is named with the line of the first wrong letter."""
    document, problems = read_bytes(tmp_path, "title: Sam\narea: Siân\n".encode(encoding))
    assert document is None
    assert as_lines(problems) == [f"case.yml:{line}: is not UTF-8 text; save the file with the encoding UTF-8"]


def test_a_letter_cut_in_half(tmp_path: Path) -> None:
    """A file that ends inside a letter is named with its last line."""
    problems = read_bytes(tmp_path, "title: Sam\narea: Siâ".encode()[:-1])[1]
    assert as_lines(problems) == ["case.yml:2: is not UTF-8 text; save the file with the encoding UTF-8"]


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    """A file of exactly the largest size is read."""
    assert read_bytes(tmp_path, b"a: " + b"x" * (MAXIMUM_BYTES - 3))[1] == []


def test_too_large_a_file(tmp_path: Path) -> None:
    """A file one byte above the largest size is not read."""
    document, problems = read_bytes(tmp_path, b"a: " + b"x" * (MAXIMUM_BYTES - 2))
    assert document is None
    assert as_lines(problems) == ["case.yml:1: is 524289 bytes long; a record may have at most 524288"]


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """A file that cannot be opened is a problem, not an exception."""
    (tmp_path / "case.yml").symlink_to(tmp_path / "gone.yml")
    document, problems = read_document(tmp_path / "case.yml", tmp_path, ".")
    assert document is None
    assert [problem.message for problem in problems] == ["cannot be read: No such file or directory"]


def test_a_folder_named_like_a_file(tmp_path: Path) -> None:
    """A folder in the place of a file is a problem, not an exception."""
    (tmp_path / "case.yml").mkdir()
    problems = read_document(tmp_path / "case.yml", tmp_path, ".")[1]
    assert as_lines(problems) == ["case.yml:1: cannot be read: Is a directory"]


@pytest.mark.xfail(strict=True, reason="resolving a link that leads to itself raises RuntimeError before Python 3.13")
def test_a_link_to_itself(tmp_path: Path) -> None:
    """A symbolic link that leads to itself is a problem, not an exception."""
    (tmp_path / "case.yml").symlink_to(tmp_path / "case.yml")
    problems = read_document(tmp_path / "case.yml", tmp_path, ".")[1]
    assert as_lines(problems) == ["case.yml:1: cannot be read: Too many levels of symbolic links"]


@pytest.mark.parametrize("character", ["\0", "\u200b", "=======\n"])
@pytest.mark.xfail(strict=True, reason="the lines of all matches are counted before all but twenty are dropped")
def test_many_hidden_characters_take_no_time(character: str) -> None:
    """A file full of hidden characters or markers is refused as fast as any other."""
    text = character * (100_000 // len(character.encode()))
    text = text * (3 if character == "\0" else 5)
    start = monotonic()
    assert len(parse_document(text, "case.yml", ".", "case")[1]) == 20
    assert monotonic() - start < LONGEST_SECONDS


@pytest.mark.parametrize("code", [0x00, 0x1B, 0x7F, 0x85, 0xAD, 0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xFFF9])
def test_hidden_characters(code: int) -> None:
    """These characters show nothing on the screen, so they are refused."""
    assert HIDDEN_CHARACTERS.match(chr(code)), field_name((f"U+{code:04X}",))
