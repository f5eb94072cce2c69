"""Strict reading: the golden cases of `golden/source.yml`, and what cannot be written down as a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from learning_library.problems import Problem
from learning_library.source import MAXIMUM_BYTES, MAXIMUM_PROBLEMS, Document, parse_document, read_document

from golden_cases import SourceCase, as_lines, named, read_cases

CASES: list[SourceCase] = read_cases("source.yml", SourceCase)


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
def test_source(case: SourceCase, tmp_path: Path) -> None:
    """The file gives exactly the value, or exactly the messages."""
    document, problems = read_bytes(tmp_path, case.text.encode())
    assert as_lines(problems) == case.problems.splitlines()
    assert json.dumps(document and document.value) == json.dumps(case.value)
    assert not document or {name: line_of(document, name) for name in case.lines} == case.lines


def test_names_of_cases_differ() -> None:
    """Each case can be called by its name."""
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize(("encoding", "line"), [("latin-1", 2), ("cp1252", 2), ("utf-16", 1)])
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


def test_a_link_to_itself(tmp_path: Path) -> None:
    """A symbolic link that leads to itself is a problem, not an exception."""
    (tmp_path / "case.yml").symlink_to(tmp_path / "case.yml")
    problems = read_document(tmp_path / "case.yml", tmp_path, ".")[1]
    assert as_lines(problems) == ["case.yml:1: cannot be read: Too many levels of symbolic links"]


@pytest.mark.parametrize(("hidden", "times"), [("\0", 100_000), ("\u200b", 100_000), ("=======\n", 30_000)])
def test_many_hidden_characters_give_few_messages(hidden: str, times: int) -> None:
    """A file full of hidden characters or markers is refused with fifty messages, not with one for each."""
    assert len(parse_document(hidden * times, "case.yml", ".", "case")[1]) == MAXIMUM_PROBLEMS
