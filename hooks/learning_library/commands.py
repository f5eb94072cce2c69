"""The commands of `python -m learning_library`."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from .checks import gather
from .downloads import InvalidPack, pack_handout, pack_slides, read_pack
from .library import load_library
from .measures import measures
from .problems import InvalidData, count_line
from .publishing import build_site
from .schemas import SCHEMA_NAMES, schema_text

PROJECT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 when all is well, 1 when there is something to mend."""
    parser = _parser()
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # a log that knows few letters is no reason to stop
    return int(options.run(options))


def run_check(options: argparse.Namespace) -> int:
    """Check all records and print every problem, then the count."""
    collection, problems = gather([options.data], options.data.resolve().parent, date.today())
    for problem in problems:
        print(problem.as_annotation() if options.format == "github" else problem.as_text())
    for line in measures(collection) if not problems else ():
        print(line)
    counts = ", ".join(f"{folder}: {len(entries)}" for folder, entries in sorted(collection.by_folder.items()) if folder != ".")
    print(f"{count_line(problems)}; read {counts or 'nothing'}")
    return 1 if problems else 0


def run_site(options: argparse.Namespace) -> int:
    """Build the site into `site/`; a build that fails leaves the last good one as it is."""
    if not build_site(PROJECT, options.to.resolve()):
        print(f"The site was not built; {options.to} is as it was before.", file=sys.stderr)
        return 1
    print(f"The site is in {options.to}; open it through a web server, since search does not work from file:// addresses.")
    return 0


def run_schemas(options: argparse.Namespace) -> int:
    """Write the JSON Schemas that editors use beside the records."""
    collection, _ = gather([options.data], options.data.resolve().parent, date.today())
    words = {name: [term.id for term in record.terms] for name, record in collection.records("vocabularies").items()}
    folder = options.data / "schemas"
    folder.mkdir(exist_ok=True)
    for name in SCHEMA_NAMES:
        (folder / f"{name}.json").write_text(schema_text(name, words), encoding="utf-8")
    print(f"{len(SCHEMA_NAMES)} schemas written to {folder}")
    return 0


def run_pack(options: argparse.Namespace) -> int:
    """Turn a pack's data file into slides and a handout beside it, in the trainer's own templates where they are given."""
    try:
        library = load_library([options.data], options.data.resolve().parent, date.today())
        pack = read_pack(options.file, library)
        made = {".pptx": pack_slides(pack, library, options.slides_template), ".docx": pack_handout(pack, library, options.handout_template)}
    except (InvalidData, InvalidPack, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for ending, content in made.items():
        target = options.file.with_suffix(ending)
        target.write_bytes(content)
        print(f"{target} was written.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m learning_library", description="Records of safeguarding reviews in, a learning library out.")
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="check all records and print every problem")
    check.add_argument("--data", type=Path, default=PROJECT / "data", help="folder of the records (default: data/)")
    check.add_argument("--format", choices=("text", "github"), default="text", help="text for people, github for annotations in a pull request")
    check.set_defaults(run=run_check)
    site = commands.add_parser("site", help="build the whole site strictly and put it in place in one step")
    site.add_argument("--to", type=Path, default=PROJECT / "site", help="folder of the site (default: site/)")
    site.set_defaults(run=run_site)
    pack = commands.add_parser("pack", help="turn the data file of a pack into slides and a handout")
    pack.add_argument("file", type=Path, help="data file that the page \"Your pack\" gave")
    pack.add_argument("--slides-template", type=Path, help="your own .pptx; its layouts are used")
    pack.add_argument("--handout-template", type=Path, help="your own .docx; its styles are used")
    pack.add_argument("--data", type=Path, default=PROJECT / "data", help="folder of the records (default: data/)")
    pack.set_defaults(run=run_pack)
    schemas = commands.add_parser("schemas", help="write the JSON Schemas for editors after a change of the models or vocabularies")
    schemas.add_argument("--data", type=Path, default=PROJECT / "data", help="folder of the records (default: data/)")
    schemas.set_defaults(run=run_schemas)
    return parser


if __name__ == "__main__":
    sys.exit(main())
