"""Empty records with an explanation of every field, made from the models so that they never drift from them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from .records import FOLDERS, KINDS, Record, Vocabulary, marked_fields

WIDTH = 100
FILL_IN = "TODO"
TODAY_FIELDS = ("added", "checked")


def template(kind: str, given: Mapping[str, str] | None = None, today: date | None = None) -> str:
    """Return an empty record of a kind as commented YAML; fields in `given` are filled in.

    Optional fields stand as comments. Whatever must be written is `TODO`, and the check names it until it is. With `today` given,
    the days on which the record was added and checked are filled in.
    """
    model = FOLDERS[KINDS[kind]]
    head = [f"# yaml-language-server: $schema=../schemas/{kind}.json", "# Lines that begin with # are explanations or optional fields; to use a field, remove the # and the one space after it.", "# At the end the explanations may go."]
    days = dict.fromkeys(TODAY_FIELDS, today.isoformat()) if today else {}
    return "\n".join([*head, *_fields(model, "", {**days, **(given or {})})]) + "\n"


def record_name(given: Mapping[str, str]) -> str:
    """Return the id for a new record: area, title and year, as far as they are known; the area stands in front, as it does elsewhere."""
    area = given.get("area", "")
    area = "" if area == "national" else area
    rest = re.sub(rf",?\s*\b{re.escape(area)}\b", "", given.get("title", "")) if area else given.get("title", "")
    return record_id(" ".join([area, rest, given.get("published", "")[:4]]))


def record_id(title: str) -> str:
    """Return the id that a title makes: lower-case words with hyphens, at most 80 characters."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:80].strip("-")


def _fields(model: type[Record], indent: str, given: Mapping[str, str]) -> Iterator[str]:
    marks = marked_fields(model)
    for name, info in model.model_fields.items():
        yield from _explanation(indent, info.description or "", info.is_required(), marks.get(name))
        start = f"{indent}{name}:"
        part = next((found for found in _parts(info.annotation)), None)
        lines = _value(start, part, "list[" in str(info.annotation), indent, given.get(name, FILL_IN))
        yield from lines if info.is_required() or name in given else (f"{indent}# {line.removeprefix(indent)}" for line in lines)


def _explanation(indent: str, description: str, required: bool, mark: object) -> Iterator[str]:
    words = f" Words: data/vocabularies/{mark.name}.yml." if isinstance(mark, Vocabulary) else ""
    text = f"{description}{words}{'' if required else ' (optional)'}"
    yield from (f"{indent}# {line}" for line in textwrap.wrap(text, WIDTH, break_on_hyphens=False))


def _value(start: str, part: type[Record] | None, many: bool, indent: str, known: str) -> list[str]:
    if part is None:
        return [start, f"{indent}  - {known}"] if many else [f"{start} {_quoted(known)}"]
    inner = list(_fields(part, f"{indent}    " if many else f"{indent}  ", {}))
    if many:
        first = next(index for index, line in enumerate(inner) if not line.strip().startswith("#"))
        inner[first] = f"{indent}  - {inner[first].strip()}"
    return [start, *inner]


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9][\w ,.()/-]*", text) and not re.fullmatch(r"true|false|null", text) else "'" + text.replace("'", "''") + "'"


def _parts(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
