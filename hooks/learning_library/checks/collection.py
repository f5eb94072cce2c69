"""All records by folder and id, each with the document it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..problems import FieldPath
from ..records import OwnWords, marked_values
from ..source import Document


@dataclass(frozen=True)
class Entry:
    """A record and the document it was read from, which knows its lines."""

    document: Document
    record: Any

    @cached_property
    def own_words(self) -> list[tuple[FieldPath, str]]:
        """Every text of the record that is in the library's own words, with its path; several rules ask for it."""
        return [(path, text) for path, text, mark in marked_values(self.record) if isinstance(mark, OwnWords)]


@dataclass
class Collection:
    """Records by folder and id; broken ones are known by name, so that references to them are not called unknown."""

    by_folder: dict[str, dict[str, Entry]] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        self.by_folder.setdefault(entry.document.folder, {})[entry.document.id] = entry

    def add_broken(self, folder: str, record_id: str) -> None:
        self.broken.add((folder, record_id))

    def entries(self) -> Iterator[Entry]:
        for folder in sorted(self.by_folder):
            yield from self.folder(folder).values()

    def folder(self, folder: str) -> dict[str, Entry]:
        """Return the entries of a folder by id."""
        return self.by_folder.get(folder, {})

    def records(self, folder: str) -> dict[str, Any]:
        """Return the records of a folder by id, sorted by id."""
        return {record_id: entry.record for record_id, entry in sorted(self.folder(folder).items())}

    def single(self, name: str) -> Any:
        """Return the record of a single file, such as `glossary`. Raises KeyError when it was not read."""
        return self.by_folder["."][name].record
