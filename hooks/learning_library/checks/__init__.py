"""The rules a record, and the whole library, must keep.

`fields` puts each file into its model, `record_rules` looks at one record, `library_rules` at all of them together.
`gather` runs the three and returns every problem of one run.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..problems import Problem, relative_name
from ..source import Document, read_document
from .collection import Collection, Entry
from .fields import STILL_TO_WRITE, parse_record
from .layout import data_files
from .library_rules import check_copies_say_so, check_library, check_words_are_known
from .record_rules import check_record
from .wording import check_acronyms_are_known, check_file_names_hold_no_name, check_language, check_names_are_known, check_no_sentence_stands_twice, without_exceptions

__all__ = ["Collection", "Entry", "gather", "gather_some"]
SINGLE_RULES = (check_words_are_known, check_copies_say_so, check_language, check_names_are_known, check_acronyms_are_known, check_file_names_hold_no_name, check_no_sentence_stands_twice)


def gather(folders: Sequence[Path], root: Path, today: date) -> tuple[Collection, list[Problem]]:
    """Read and check everything below the data folders.

    `today` decides what a future date is. Returns the records that could be read, and all problems, sorted. Rules over
    the whole library run even when single files are broken, so that one run tells everything; they know which records
    are broken and do not blame others for pointing to them.
    """
    documents, problems = _read_all(folders, root)
    if problems and not documents:
        return Collection(), problems
    collection = Collection()
    for document in documents:
        record, found = parse_record(document)
        problems += found
        if record is None:
            collection.add_broken(document.folder, document.id)
        else:
            collection.add(Entry(document, record))
    for entry in collection.entries():
        problems += check_record(entry, today)
    problems += check_library(collection)
    return collection, sorted(set(without_exceptions(collection, _said_once(problems))))


def gather_some(files: Sequence[Path], folder: Path, root: Path, today: date) -> tuple[Collection, list[Problem]]:
    """Read and check single files of a data folder, quickly: beside them only the closed lists are read.

    Other records are known by their file names. Rules that need all records (titles, orphans, repeated sentences) run over these
    files alone.
    """
    chosen = {path.resolve() for path in files}
    every, misplaced = data_files(folder, root)
    inside = {path.resolve() for path, _ in every}
    names = {relative_name(path, root) for path in files}
    problems = [problem for problem in misplaced if problem.file in names]
    problems += [Problem(relative_name(path, root), 1, "", f"is no record of {relative_name(folder, root)}/") for path in files if path.resolve() not in inside]
    collection = Collection()
    for path, kind in every:
        if path.resolve() in chosen or kind == "vocabularies" or path.name in ("exceptions.yml", "glossary.yml"):
            problems += _read_into(collection, path, root, kind)
        else:
            collection.add_broken(kind, path.stem)
    wanted = [entry for entry in collection.entries() if (root / entry.document.file).resolve() in chosen]
    for entry in wanted:
        problems += check_record(entry, today)
    mine = {entry.document.file for entry in wanted}
    problems += [problem for rule in SINGLE_RULES for problem in rule(collection) if problem.file in mine]
    # Exceptions of other files look unneeded here; only what was found in the chosen files is told.
    return collection, sorted({problem for problem in without_exceptions(collection, _said_once(problems)) if problem in problems})


def _said_once(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems without what else is wrong with a field that is still to be written."""
    unwritten = {(problem.file, problem.field) for problem in problems if problem.message == STILL_TO_WRITE}
    return [problem for problem in problems if problem.message == STILL_TO_WRITE or (problem.file, problem.field) not in unwritten]


def _read_into(collection: Collection, path: Path, root: Path, kind: str) -> list[Problem]:
    document, problems = read_document(path, root, kind)
    record, found = parse_record(document) if document else (None, [])
    if document and record is not None:
        collection.add(Entry(document, record))
    else:
        collection.add_broken(kind, path.stem)
    return problems + found


def _read_all(folders: Sequence[Path], root: Path) -> tuple[list[Document], list[Problem]]:
    documents: list[Document] = []
    problems: list[Problem] = []
    for folder in folders:
        files, found = data_files(folder, root)
        problems += found
        for path, kind in files:
            document, found = read_document(path, root, kind)
            problems += found
            documents += [document or Document(path.name, kind, path.stem, None)]
    return documents, problems
