"""What a message about bad input is, and how it is printed. Rules yield problems; only commands print them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it stands (file, line from 1, field) and what to do about it.

    A note is something to think about; it stops nothing.
    """

    file: str
    line: int
    field: str
    message: str
    is_note: bool = False

    def as_text(self) -> str:
        """Return ``file:line: field: message``, which terminals and editors make clickable."""
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}: {field}{'note: ' if self.is_note else ''}{self.message}"

    def as_annotation(self) -> str:
        """Return a workflow command that puts the message beside the line in a pull request."""
        field = f"{self.field}: " if self.field else ""
        location = f"file={_escape_property(self.file)},line={self.line}"
        return f"::{'notice' if self.is_note else 'error'} {location}::{_escape_data(field + self.message)}"


class InvalidData(Exception):
    """Raised when the records cannot become a library; carries every problem found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


class DoesNotFit(Exception):
    """Raised when a briefing needs more than one page in the smallest type that can be read."""


def report(problems: Sequence[Problem]) -> str:
    """Return all problems, one a line, and the count as the last line."""
    lines = [problem.as_text() for problem in problems]
    return "\n".join([*lines, count_line(problems)])


def count_line(problems: Sequence[Problem]) -> str:
    """Return the closing line: how many problems in how many files, and how many notes."""
    serious, notes = blocking(problems), len(problems) - len(blocking(problems))
    line = f"{_counted(len(serious), 'problem')} in {_counted(len({problem.file for problem in serious}), 'file')}" if serious else "no problem"
    return f"{line}, {_counted(notes, 'note')}" if notes else line


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that must be mended before anything is built: all but the notes."""
    return [problem for problem in problems if not problem.is_note]


def field_name(path: FieldPath) -> str:
    """Return a path as a person writes it: ``("findings", 2, "lesson")`` is ``findings[2].lesson``."""
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else f".{printable(shortened(part))}"
    return name.removeprefix(".")


def shortened(text: str) -> str:
    """Return a text cut to 60 characters."""
    return text if len(text) <= 60 else text[:57] + "..."


def printable(text: str) -> str:
    """Return a text with control characters written as escapes, so that it cannot break a line of output."""
    return text if text.isprintable() else text.encode("unicode_escape").decode("ascii")


def shown(value: object) -> str:
    """Return a value as it is quoted in a message: cut to 60 characters, control characters made visible."""
    return f'"{printable(shortened(str(value)))}"'


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """Return a hint that names the nearest allowed word, or nothing when none is near."""
    near = get_close_matches(word[:100], list(allowed), n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def choices(word: str, allowed: Iterable[str], lead: str = "allowed are") -> str:
    """Return the nearest allowed word, if one is near, and all of them: `; did you mean "a"? Allowed are a, b`."""
    hint = did_you_mean(word, allowed)
    start = f"{hint} {lead.capitalize()}" if hint else f"; {lead}"
    return f"{start} {', '.join(allowed) or 'none'}"


def relative_name(path: Path, root: Path) -> str:
    """Return a file's name as messages show it: below the project where it lies there, with forward slashes."""
    path, root = path.absolute(), root.absolute()
    name = path.relative_to(root) if path.is_relative_to(root) else path
    return "/".join(printable(part) for part in name.as_posix().split("/"))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
