"""Two hundred broken records: real ones, each broken in one way. Every one ends in messages that name file and line, and soon."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from learning_library.checks import gather_some
from learning_library.problems import blocking

from golden_cases import PROJECT

TODAY = date(2026, 12, 31)
KINDS = ("reviews", "lessons", "themes", "training", "analyses")
LONGEST_SECONDS = 2.0
NUMBER = 200


def replaced(pattern: str, by: str) -> Callable[[str], str]:
    """Return a change that replaces the first place of a pattern."""
    return lambda text: re.sub(pattern, lambda match: match.expand(by), text, count=1, flags=re.MULTILINE)


BREAKS: dict[str, Callable[[str], str | bytes]] = {
    "cut off in a key": lambda text: text[: text.index("title") + 3],
    "cut off in a list": lambda text: text[: text.rindex("- ") + 1] + "'",
    "title is a list": replaced(r"^title: *(.*)$", "title: [one, two]\nx: >-\n  y"),
    "title is a number": replaced(r"^title:.*(\n  .*)*", "title: 7"),
    "title is empty": replaced(r"^title:.*(\n  .*)*", "title: "),
    "title is missing": replaced(r"^title:.*(\n  .*)*\n", ""),
    "a field is unknown": lambda text: text + "colour: red\n",
    "a key stands twice": lambda text: text + "added: 2026-11-22\n",
    "a tab indents": lambda text: text.replace("\n  ", "\n\t", 1),
    "a merge is not settled": lambda text: text.replace("\n", "\n<<<<<<< HEAD\n", 1),
    "a byte-order mark": lambda text: "\ufeff" + text,
    "another encoding": lambda text: text.encode("utf-16"),
    "a byte that is no text": lambda text: text.encode() + b"\xff\xfe\n",
    "an alias that explodes": lambda text: text + "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "ten megabytes of nesting": lambda text: text + "deep: " + "[" * 10_000_000,
    "nesting below the limit of size": lambda text: text + "deep: " + "[" * 200_000,
    "a control character": lambda text: text.replace("e", "e\x07", 1),
    "right-to-left characters": lambda text: text.replace("e", "e\u202e", 1),
    "a tag of a program": lambda text: text + "run: !!python/object/apply:os.system [ls]\n",
    "two documents": lambda text: text + "---\ntitle: again\n",
    "a comment cuts a text": replaced(r"^(added: .*)$", "\\1 # today"),
    "a day that is none": replaced(r"^added: .*$", "added: 2026-02-30"),
    "a day to come": replaced(r"^checked: .*$", "checked: 2031-01-01"),
    "checked before it was added": replaced(r"^checked: .*$", "checked: 2001-01-01"),
    "still to do": replaced(r"^title:.*(\n  .*)*", "title: TODO"),
    "an e-mail address": replaced(r"^title:.*(\n  .*)*", "title: Write to sam@example.org"),
    "a telephone number": replaced(r"^title:.*(\n  .*)*", "title: Ring 01632 960123 now"),
    "a word to avoid": replaced(r"^title:.*(\n  .*)*", "title: A lifestyle choice"),
    "a sentence without an end": replaced(r"^title:.*(\n  .*)*", "title: " + "word " * 40),
    "nothing at all": lambda text: "",
    "only a comment": lambda text: "# nothing\n",
    "a list and no record": lambda text: "- one\n- two\n",
    "a text and no record": lambda text: "once upon a time\n",
    "a quotation mark left open": replaced(r"^title:.*(\n  .*)*", "title: 'open"),
    "indentation that does not fit": lambda text: text + " x: 1\n   y: 2\n",
    "a null for a list": replaced(r"^(roles|findings|figures|outcomes|also_called|sources|messages):\n(?:  .*\n|- .*\n)+", "\\1: ~\n"),
    "a group for a text": replaced(r"^added: .*$", "added: {year: 2026}"),
    "lines of another system, broken": lambda text: text.replace("\n", "\r") + "\x00",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real records."""
    folder = tmp_path_factory.mktemp("broken") / "data"
    shutil.copytree(PROJECT / "data", folder)
    return folder


def cases() -> list[object]:
    """Return two hundred pairs of a real record and a way to break it; every way is used, and every kind of record."""
    chance = random.Random(45)
    files = [chance.choice(sorted((PROJECT / "data" / kind).glob("*.yml"))) for kind in KINDS for _ in range(NUMBER // len(KINDS))]
    names = list(BREAKS)
    return [pytest.param(path.relative_to(PROJECT / "data"), names[index % len(names)], id=f"{path.stem}: {names[index % len(names)]}") for index, path in enumerate(files)]


@pytest.mark.parametrize(("path", "name"), cases())
def test_broken_record_is_named(path: Path, name: str, data: Path) -> None:
    """The check ends soon, with a message that names the file and a line of it; no exception escapes."""
    whole = (PROJECT / "data" / path).read_text(encoding="utf-8")
    broken = BREAKS[name](whole)
    file = data / path
    file.write_bytes(broken if isinstance(broken, bytes) else broken.encode("utf-8", "surrogatepass"))
    started = perf_counter()
    try:
        problems = gather_some([file], data, data.parent, TODAY)[1]
    finally:
        file.write_text(whole, encoding="utf-8")
    assert perf_counter() - started < LONGEST_SECONDS
    assert problems, f"{name} was not noticed"
    assert all(problem.file == f"data/{path.as_posix()}" and problem.line >= 1 and problem.message for problem in problems)


def test_whole_records_have_no_problem(data: Path) -> None:
    """The same way of checking finds nothing in the records as they are."""
    files = [file for kind in KINDS for file in sorted((data / kind).glob("*.yml"))[:5]]
    assert blocking(gather_some(files, data, data.parent, TODAY)[1]) == []
