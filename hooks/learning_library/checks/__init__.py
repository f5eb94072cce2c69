"""The rules a record, and the whole library, must keep.

`fields` puts each file into its model, `record_rules` looks at one record, `library_rules` at all of them together.
`gather` runs the three and returns every problem of one run.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..problems import Problem
from ..source import Document, read_document
from .collection import Collection, Entry
from .fields import parse_record
from .layout import data_files
from .library_rules import check_library
from .record_rules import check_record

__all__ = ["Collection", "Entry", "gather"]


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
    return collection, sorted(set(problems))


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
