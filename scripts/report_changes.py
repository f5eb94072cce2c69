"""Says what a change means for readers, in Markdown: `report_changes.py BASE` compares the records here with those of a commit."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
from datetime import date
from pathlib import Path

from learning_library.checks import Collection, gather
from learning_library.library import rests_on_press_alone
from learning_library.problems import shown
from learning_library.records import Record

PROJECT = Path(__file__).resolve().parents[1]
KINDS = ("reviews", "lessons", "themes", "training", "analyses")


def main() -> int:
    """Print the report."""
    with tempfile.TemporaryDirectory() as folder:
        before = records_at(sys.argv[1], Path(folder))
        print(report(before, gather([PROJECT / "data"], PROJECT, date.today())[0]))
        print(other_files(sys.argv[1]))
    return 0


def records_at(commit: str, folder: Path) -> Collection:
    """Return the records as they are in a commit. Raises CalledProcessError when there is no such commit."""
    archive = subprocess.run(["git", "archive", "--format=tar", "--end-of-options", commit, "data"], cwd=PROJECT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    return gather([folder / "data"], folder, date.today())[0]


def other_files(commit: str) -> str:
    """Return the files besides records that differ from a commit: helplines, lists of words, handwritten pages and code."""
    done = subprocess.run(["git", "diff", "--name-only", "--end-of-options", commit], cwd=PROJECT, check=True, capture_output=True, text=True)
    others = [name for name in done.stdout.splitlines() if not name.startswith(tuple(f"data/{kind}/" for kind in KINDS))]
    return "\n".join(["", "Other files that change; read them with care:", *(f"- `{name}`" for name in others)]) if others else ""


def report(before: Collection, after: Collection) -> str:
    """Return counts before and after, and the pages that are new, changed or gone, with the fields that change."""
    lines = ["## What changes for readers", "", "| kind | before | after |", "| --- | ---: | ---: |"]
    lines += [f"| {kind} | {len(before.records(kind))} | {len(after.records(kind))} |" for kind in KINDS]
    lines.append(f"| reviews on press alone | {_on_press(before)} | {_on_press(after)} |")
    for kind in KINDS:
        lines += _pages(kind, before, after)
    return "\n".join([*lines, "", *_recurrence(before, after)])


def _pages(kind: str, before: Collection, after: Collection) -> list[str]:
    old, new = before.records(kind), after.records(kind)
    broken = {name for folder, name in after.broken if folder == kind}
    parts = {
        "New": [f"- `{kind}/{name}/`: {shown(new[name].title)}" for name in sorted(new.keys() - old.keys())],
        "Cannot be read": [f"- `{kind}/{name}/`" for name in sorted(broken)],
        "Gone, so that their addresses break": [f"- `{kind}/{name}/`: {shown(old[name].title)}" for name in sorted(old.keys() - new.keys() - broken)],
        "Changed": [f"- `{kind}/{name}/`: {', '.join(_changed_fields(old[name], new[name]))}" for name in sorted(new.keys() & old.keys()) if new[name] != old[name]],
    }
    return [line for word, names in parts.items() if names for line in ("", f"{word} ({kind}):", *names)]


def _changed_fields(old: Record, new: Record) -> list[str]:
    return [name for name in type(new).model_fields if getattr(old, name) != getattr(new, name)]


def _on_press(collection: Collection) -> int:
    return sum(rests_on_press_alone(review) for review in collection.records("reviews").values())


def _recurrence(before: Collection, after: Collection) -> list[str]:
    old, new = _counts(before), _counts(after)
    moved = sorted(lesson for lesson in old.keys() | new.keys() if old.get(lesson, 0) != new.get(lesson, 0))
    return ["Lessons whose count changes:", *(f"- `{lesson}`: {old.get(lesson, 0)} to {new.get(lesson, 0)} reviews" for lesson in moved)] if moved else []


def _counts(collection: Collection) -> dict[str, int]:
    counts: dict[str, int] = {}
    for review in collection.records("reviews").values():
        for lesson in {finding.lesson for finding in review.findings}:
            counts[lesson] = counts.get(lesson, 0) + 1
    return counts


if __name__ == "__main__":
    sys.exit(main())
