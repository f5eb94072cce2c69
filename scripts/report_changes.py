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

PROJECT = Path(__file__).resolve().parents[1]
KINDS = ("reviews", "lessons", "themes", "training", "analyses")


def main() -> int:
    """Print the report."""
    with tempfile.TemporaryDirectory() as folder:
        before = records_at(sys.argv[1], Path(folder))
        print(report(before, gather([PROJECT / "data"], PROJECT, date.today())[0]))
    return 0


def records_at(commit: str, folder: Path) -> Collection:
    """Return the records as they are in a commit. Raises CalledProcessError when there is no such commit."""
    archive = subprocess.run(["git", "archive", "--format=tar", "--end-of-options", commit, "data"], cwd=PROJECT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    return gather([folder / "data"], folder, date.today())[0]


def report(before: Collection, after: Collection) -> str:
    """Return counts before and after, and the pages that are new, changed or gone."""
    lines = ["## What changes for readers", "", "| kind | before | after |", "| --- | ---: | ---: |"]
    lines += [f"| {kind} | {len(before.records(kind))} | {len(after.records(kind))} |" for kind in KINDS]
    for kind in KINDS:
        old, new = before.records(kind), after.records(kind)
        for word, names in (("New", new.keys() - old.keys()), ("Gone", old.keys() - new.keys()), ("Changed", {name for name in new.keys() & old.keys() if new[name] != old[name]})):
            if names:
                lines += ["", f"{word} {kind}:", *(f"- `{kind}/{name}/`" for name in sorted(names))]
    return "\n".join([*lines, "", *_recurrence(before, after)])


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
