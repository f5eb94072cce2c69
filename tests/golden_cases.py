"""Golden cases: data files in `golden/` that say what goes in and, word for word, what comes out.

A case is a mapping with a name of its own; `golden/source.yml` and `golden/rules.yml` explain their keys at the top.
A case with the key `awaits` describes what is right but not yet so. It must fail until the code is mended; then the
test asks to take the key out.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from learning_library.checks import Collection, gather
from learning_library.problems import Problem

TESTS = Path(__file__).resolve().parent
PROJECT = TESTS.parent
FIXTURE = TESTS / "fixtures" / "library"
VOCABULARIES = PROJECT / "data" / "vocabularies"
TODAY = date(2025, 6, 30)


@dataclass(frozen=True)
class SourceCase:
    """A text, and the value or the problems that strict reading makes of it."""

    name: str
    text: str
    value: Mapping[str, Any] | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    problems: str = ""
    awaits: str = ""


@dataclass(frozen=True)
class RuleCase:
    """Changes to the invented library, and the lines that the check then prints."""

    name: str
    rule: str
    change: list[dict[str, str]]
    problems: str
    awaits: str = ""


Case = SourceCase | RuleCase


def read_cases(name: str, kind: type[SourceCase] | type[RuleCase]) -> list[Any]:
    """Return the cases of a golden file. Raises TypeError for a key that no case has."""
    text = (TESTS / "golden" / name).read_text(encoding="utf-8")
    return [kind(**case) for case in yaml.safe_load(text)]


def named(cases: Iterable[Case]) -> list[Any]:
    """Return the cases as parameters of a test, each under its own name."""
    return [pytest.param(case, id=case.name, marks=_marks(case)) for case in cases]


def copy_library(folder: Path) -> Path:
    """Copy the invented library and the project's vocabularies to a folder, and return it."""
    shutil.copytree(FIXTURE, folder)
    shutil.copytree(VOCABULARIES, folder / "vocabularies")
    return folder


def make_changes(root: Path, changes: Iterable[Mapping[str, str]]) -> None:
    """Change files below the root: find and replace, write a text, or remove."""
    for change in changes:
        path = root / change["file"]
        if "find" in change:
            _replace(path, change["find"], change["replace"])
        elif "text" in change:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(change["text"], encoding="utf-8", newline="")
        else:
            assert "remove" in change, f"{change} needs find and replace, or text, or remove"
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def check_folder(folder: Path) -> tuple[Collection, list[Problem]]:
    """Check a data folder as of the day on which all golden cases take place."""
    return gather([folder], folder.parent, TODAY)


def as_lines(problems: Iterable[Problem]) -> list[str]:
    """Return the problems as they are printed."""
    return [problem.as_text() for problem in problems]


def _marks(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=case.awaits)] if case.awaits else []


def _replace(path: Path, find: str, replace: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in {path.name}; it must stand once"
    path.write_text(text.replace(find, replace), encoding="utf-8", newline="")
