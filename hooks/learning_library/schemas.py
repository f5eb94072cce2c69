"""JSON Schemas for editors and the field guide for contributors, both made from the models in `records`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from .records import FOLDERS, SINGLE_FILES, Record, Vocabulary, marked_fields

SCHEMA_NAMES: dict[str, type[Record]] = {
    "review": FOLDERS["reviews"],
    "lesson": FOLDERS["lessons"],
    "theme": FOLDERS["themes"],
    "training": FOLDERS["training"],
    "analysis": FOLDERS["analyses"],
    "vocabulary": FOLDERS["vocabularies"],
    **SINGLE_FILES,
}


@dataclass(frozen=True)
class FieldGuide:
    """One field of a record as contributors read it: indented name, whether it is needed, meaning, and its closed list."""

    name: str
    needed: bool
    many: bool
    meaning: str
    vocabulary: str


@dataclass(frozen=True)
class RecordGuide:
    """All fields of a kind of record, those of its parts included."""

    name: str
    purpose: str
    fields: tuple[FieldGuide, ...]


def schema_text(name: str, words: Mapping[str, list[str]]) -> str:
    """Return the JSON Schema of a kind of record as text; `words` gives the ids of each closed list."""
    schema = SCHEMA_NAMES[name].model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    _fill_in_words(schema, words)
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def field_guide() -> tuple[RecordGuide, ...]:
    """Return the field guide over all kinds of record."""
    return tuple(RecordGuide(name, model.__doc__ or "", tuple(_guide_fields(model, ""))) for name, model in SCHEMA_NAMES.items())


def _fill_in_words(part: Any, words: Mapping[str, list[str]]) -> None:
    if isinstance(part, dict):
        if part.get("x-vocabulary") in words:
            part["enum"] = words[part["x-vocabulary"]]
        for value in part.values():
            _fill_in_words(value, words)
    elif isinstance(part, list):
        for value in part:
            _fill_in_words(value, words)


def _guide_fields(model: type[Record], before: str) -> Iterator[FieldGuide]:
    marks = marked_fields(model)
    for name, info in model.model_fields.items():
        mark = marks.get(name)
        many = "list[" in str(info.annotation)
        vocabulary = mark.name if isinstance(mark, Vocabulary) else ""
        yield FieldGuide(before + name, info.is_required(), many, info.description or "", vocabulary)
        for part in _parts(info.annotation):
            yield from _guide_fields(part, f"{before}{name}{'[]' if many else ''}.")


def _parts(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
