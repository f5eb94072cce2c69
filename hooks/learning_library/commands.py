"""The commands of `python -m learning_library`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from difflib import unified_diff
from itertools import islice
from pathlib import Path

from .authoring import FILL_IN, record_id, record_name, template
from .canonical import formatted
from .checks import gather, gather_some
from .checks.fields import parse_record
from .checks.layout import data_files
from .library import load_library
from .measures import measures
from .problems import InvalidData, blocking, count_line
from .publishing import build_site
from .records import FOLDERS, KINDS, Record, Vocabulary, marked_fields
from .schemas import SCHEMA_NAMES, schema_text
from .source import Document, read_document

PROJECT = Path(__file__).resolve().parents[2]
SHOWN_FILES = 3
DIFFERENCES = 60  # lines
IDENTIFYING = ("title", "official_title", "nation", "area", "publisher", "published", "report_url")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 when all is well, 1 when there is something to mend."""
    parser = _parser()
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # a log that knows few letters is no reason to stop
    return int(options.run(options))


def run_check(options: argparse.Namespace) -> int:
    """Check all records, or only the files that were named, and print every problem, then the count.

    Notes stop nothing. They are printed for single files; for all records they are only counted unless they are asked for.
    """
    root = options.data.resolve().parent
    if options.files:
        collection, problems = gather_some(options.files, options.data, root, date.today())
    else:
        collection, problems = gather([options.data, *options.also], root, date.today())
    serious = blocking(problems)
    unread = sum(1 for folder, name in collection.broken if any(problem.file.endswith(f"{folder}/{name}.yml") for problem in serious))
    for problem in problems if options.files or options.notes else serious:
        print(problem.as_annotation() if options.format == "github" else problem.as_text())
    for line in measures(collection) if not serious and not options.files else ():
        print(line)
    counts = ", ".join(f"{folder}: {len(entries)}" for folder, entries in sorted(collection.by_folder.items()) if folder != ".")
    more = "; the other rules look at a record once its fields are right" if unread else ""
    print(f"{count_line(problems)}; read {_counted_files(options.files) if options.files else counts or 'nothing'}{more}")
    return 1 if serious else 0


def _counted_files(files: Sequence[Path]) -> str:
    return ", ".join(path.name for path in files[:SHOWN_FILES]) + (f" and {len(files) - SHOWN_FILES} more" if len(files) > SHOWN_FILES else "")


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
    for kind in KINDS:
        (folder / f"empty-{kind}.yml").write_text(template(kind), encoding="utf-8")
    print(f"{len(SCHEMA_NAMES)} schemas and {len(KINDS)} empty records written to {folder}")
    return 0


def run_new(options: argparse.Namespace) -> int:
    """Write an empty record with explanations; ask for the few facts that identify it unless a title is given. Never overwrites."""
    known = {"title": options.title, "published": options.year} if options.title else _asked(options.kind, options.data)
    given = {name: text for name, text in known.items() if text}
    path = options.data / KINDS[options.kind] / f"{record_name(given)}.yml"
    if "title" not in given or not record_id(given["title"]):
        print("A title needs at least one letter or digit.", file=sys.stderr)
        return 1
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template(options.kind, given, date.today()))
    except FileExistsError:
        print(f"{path} is there already; open it, or give the new record another title.", file=sys.stderr)
        return 1
    print(f"{path} was written. Fill in each {FILL_IN}, then run: .venv/bin/python -m learning_library check {path}")
    return 0


def _asked(kind: str, data: Path) -> dict[str, str]:
    """Ask for the facts that identify a record, again where an answer cannot be used; an empty one is left for later."""
    model = FOLDERS[KINDS[kind]]
    names = [name for name in IDENTIFYING if name in model.model_fields]
    print("Press Enter to leave a field for later." if len(names) > 1 else "")
    return {name: _answer(model, kind, name, data) for name in names}


def _answer(model: type[Record], kind: str, name: str, data: Path) -> str:
    mark = marked_fields(model).get(name)
    words = _words(data, mark.name) if isinstance(mark, Vocabulary) else []
    choice = f" One of: {', '.join(words)}." if words else ""
    while True:
        answer = input(f"{name}: {model.model_fields[name].description}{choice}\n> ").strip()
        found = [problem.message for problem in parse_record(Document("answer", KINDS[kind], "answer", {name: answer}))[1] if problem.field == name]
        if not answer or (not found and (not words or answer in words)):
            return answer
        print(*(found or ["is not one of these words"]), sep="\n")


def _words(data: Path, vocabulary: str) -> list[str]:
    document = read_document(data / "vocabularies" / f"{vocabulary}.yml", data, "vocabularies")[0]
    return [str(term["id"]) for term in document.value["terms"]] if document and isinstance(document.value, dict) else []


def run_fmt(options: argparse.Namespace) -> int:
    """Put records into their canonical form, or with --check only say which are not in it."""
    root = options.data.resolve().parent
    chosen = {path.resolve() for path in options.files}
    changed = broken = 0
    for path, kind in data_files(options.data, root)[0]:
        if chosen and path.resolve() not in chosen:
            continue
        document, problems = read_document(path, root, kind)
        if document is None:
            broken += 1
            print("\n".join(problem.as_text() for problem in problems))
        elif (fresh := formatted(document, path.read_text(encoding="utf-8"))) != path.read_text(encoding="utf-8"):
            changed += 1
            print(f"{document.file}: {'is not in its canonical form; run fmt, or make these changes:' if options.check else 'formatted'}")
            if options.check:
                print(*islice(unified_diff(path.read_text(encoding="utf-8").splitlines(), fresh.splitlines(), "as it is", "as it should be", lineterm="", n=1), DIFFERENCES), sep="\n")
            if not options.check:
                path.write_text(fresh, encoding="utf-8")
    print(f"{changed} {'to format' if options.check else 'formatted'}, {broken} could not be read")
    return 1 if broken or (options.check and changed) else 0


def run_pack(options: argparse.Namespace) -> int:
    """Turn a pack's data file into slides and a handout beside it, in the trainer's own templates where they are given."""
    from .downloads.pack import InvalidPack, pack_handout, pack_slides, read_pack  # here, since the other commands must not wait for it

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
    check = commands.add_parser("check", help="check all records, or single files, and print every problem")
    check.add_argument("files", type=Path, nargs="*", help="files to check by themselves, in well under a second")
    check.add_argument("--data", type=Path, default=PROJECT / "data", help="folder of the records (default: data/)")
    check.add_argument("--also", type=Path, action="append", default=[], metavar="FOLDER", help="a second folder of records, as a copy of the library may have; can be given again")
    check.add_argument("--format", choices=("text", "github"), default="text", help="text for people, github for annotations in a pull request")
    check.add_argument("--notes", action="store_true", help="print notes on all records too; for single files they are always printed")
    check.set_defaults(run=run_check)
    site = commands.add_parser("site", help="build the whole site strictly and put it in place in one step")
    site.add_argument("--to", type=Path, default=PROJECT / "site", help="folder of the site (default: site/)")
    site.set_defaults(run=run_site)
    new = commands.add_parser("new", help="write an empty record with an explanation of every field")
    new.add_argument("kind", choices=list(KINDS), help="kind of record")
    new.add_argument("--title", help="title of the record; asked for when it is not given")
    new.add_argument("--year", help="year of publication; it becomes part of the file's name")
    new.add_argument("--data", type=Path, default=PROJECT / "data", help="folder of the records (default: data/)")
    new.set_defaults(run=run_new)
    fmt = commands.add_parser("fmt", help="put records into their canonical form: order of keys, wrapping, comments kept")
    fmt.add_argument("files", type=Path, nargs="*", help="files to format (default: all)")
    fmt.add_argument("--check", action="store_true", help="change nothing; end with 1 when a record is not in its form")
    fmt.add_argument("--data", type=Path, default=PROJECT / "data", help="folder of the records (default: data/)")
    fmt.set_defaults(run=run_fmt)
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
