"""The commands of `python -m learning_library`."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from .checks import gather
from .problems import count_line

PROJECT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 when all is well, 1 when there is something to mend."""
    parser = _parser()
    options = parser.parse_args(arguments)
    return int(options.run(options))


def run_check(options: argparse.Namespace) -> int:
    """Check all records and print every problem, then the count."""
    collection, problems = gather([options.data], options.data.resolve().parent, date.today())
    for problem in problems:
        print(problem.as_annotation() if options.format == "github" else problem.as_text())
    counts = ", ".join(f"{len(entries)} {folder}" for folder, entries in sorted(collection.by_folder.items()) if folder != ".")
    print(f"{count_line(problems)}; read {counts or 'no records'}")
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m learning_library", description="Records of safeguarding reviews in, a learning library out.")
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="check all records and print every problem")
    check.add_argument("--data", type=Path, default=PROJECT / "data", help="folder of the records (default: data/)")
    check.add_argument("--format", choices=("text", "github"), default="text", help="text for people, github for annotations in a pull request")
    check.set_defaults(run=run_check)
    return parser


if __name__ == "__main__":
    sys.exit(main())
