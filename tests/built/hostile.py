"""Turns a valid library into a hostile one: every free text that a record may hold carries an attack."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from learning_library.checks.fields import parse_record
from learning_library.problems import FieldPath
from learning_library.records import FOLDERS, SINGLE_FILES
from learning_library.source import Document

ATTACK = (
    "<script>window.hacked=1</script><img src=x onerror=window.hacked=1> {{ 7*7 }} {% raw %} ${7*7} "
    "[click](javascript:window.hacked=1) **bold** # head | cell | --- &lt;b&gt; \"'></title></script><svg onload=window.hacked=1>"
)
LEAST = 200  # letters
KEPT = ("id", "key", "source", "published", "read_on", "date", "email", "phone")


def make_hostile(data: Path, attack: str = ATTACK, ending: str = ".yml") -> int:
    """Rewrite the records below a data folder whose names end so with an attack wherever the models accept text; returns how many were placed."""
    placed = 0
    for path in sorted(path for path in data.rglob("*.yml") if path.name.endswith(ending)):
        folder = path.parent.name if path.parent != data else "."
        if (folder in FOLDERS and folder != "vocabularies") or (folder == "." and path.stem in SINGLE_FILES):
            value = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            value = _plain(value)
            placed += sum(_attack(value, field, folder, path.stem, attack) for field in list(_texts(value, ())))
            path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    return placed


def _plain(value: Any) -> Any:
    """Give numbers and truth values back their kind; the base loader reads everything as text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return {"true": True, "false": False}.get(value, int(value) if value.isdigit() and len(value) < 4 else value)


def _texts(value: Any, path: FieldPath) -> Iterator[FieldPath]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        if isinstance(item, str) and name not in KEPT:
            yield (*path, name)
        else:
            yield from _texts(item, (*path, name))


def _unlike_any_other(place: str, length: int) -> str:
    """Return one long word that no other place has; two lessons must not say nearly the same."""
    digits = "".join(sha256(f"{place} {number}".encode()).hexdigest() for number in range(length // 64 + 1))
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits[:length])


def _attack(value: Any, path: FieldPath, folder: str, record_id: str, attack: str) -> int:
    """Put the attack at one path, and take it back when the model refuses it or when the field holds an id or a listed word."""
    parent = value
    for part in path[:-1]:
        parent = parent[part]
    before = parent[path[-1]]
    if " " not in before and path[-1] not in ("title", "name", "term"):
        return 0
    place = f"{folder} {record_id} {'.'.join(map(str, path))}"
    parent[path[-1]] = f"{attack} at {place} {_unlike_any_other(place, max(LEAST, len(attack))) if folder == 'lessons' else ''}".strip()
    if parse_record(Document("x.yml", folder, record_id, value))[0] is not None:
        return 1
    parent[path[-1]] = before
    return 0
