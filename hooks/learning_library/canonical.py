"""Records in their canonical form: keys in the order of the model, one way of wrapping, comments kept.

`formatted` writes a record anew from what strict reading finds in it, and puts each comment back above the key it stood
above. So two people who write the same record write the same file, and a change shows only what changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import yaml

from .problems import FieldPath
from .records import FOLDERS, SINGLE_FILES, Record
from .source import Document, parse_document, plain_resolvers

WIDTH = 110
LONG = 88
COMMENT = re.compile(r"^\s*#")


class _Dumper(yaml.SafeDumper):
    """Writes lists indented under their key, long texts folded, and quotes what the reader would not take for text."""

    yaml_implicit_resolvers = plain_resolvers()

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        """Never write a list at the column of its key."""
        return super().increase_indent(flow, False)


def _text(dumper: yaml.Dumper, value: str) -> yaml.Node:
    folded = len(value) > LONG and "\n" not in value and value == value.strip() and "  " not in value
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=">" if folded else None)


_Dumper.add_representer(str, _text)


def formatted(document: Document, text: str) -> str:
    """Return the canonical form of a file; `document` is what strict reading found in its `text`.

    The values read from the result are those of `document`, and formatting it again changes nothing.
    """
    model = SINGLE_FILES[document.id] if document.folder == "." else FOLDERS[document.folder]
    value = _in_order(document.value, model)
    body = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False)
    return _with_comments(body, _comments(document, text))


def _in_order(value: Any, model: type[Record] | None) -> Any:
    if isinstance(value, list):
        return [_in_order(item, model) for item in value]
    if not isinstance(value, dict):
        return value
    fields = model.model_fields if model else {}
    order = {name: place for place, name in enumerate(fields)}
    known = sorted(value, key=lambda name: order.get(name, len(order)))
    return {name: _in_order(value[name], _model_of(fields[name].annotation) if name in fields else None) for name in known}


def _model_of(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_of(part))), None)


def _comments(document: Document, text: str) -> dict[FieldPath | None, list[str]]:
    """Return the comments of a file by the path of the next key or item; None stands for the end of the file."""
    by_line: dict[int, FieldPath] = {}
    for path, line in document.lines.items():
        if path and (line not in by_line or len(path) < len(by_line[line])):
            by_line[line] = path
    found: dict[FieldPath | None, list[str]] = {}
    waiting: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if number in by_line:
            found.setdefault(by_line[number], []).extend(waiting)
            waiting = []
        elif COMMENT.match(line) and number not in document.text_lines:
            waiting.append(line.strip())
    return {**{path: lines for path, lines in found.items() if lines}, None: waiting}


def _with_comments(body: str, comments: dict[FieldPath | None, list[str]]) -> str:
    lines = body.splitlines()
    places = {path: line for line, path in _paths(lines)}
    for path, found in sorted(((path, found) for path, found in comments.items() if path in places), key=lambda item: -places[item[0]]):
        indent = re.match(r" *", lines[places[path]])
        lines[places[path] : places[path]] = [f"{indent.group() if indent else ''}{comment}" for comment in found]
    return "\n".join([*lines, *comments.get(None, [])]) + "\n"


def _paths(lines: list[str]) -> Iterator[tuple[int, FieldPath]]:
    """Yield the line (from 0) and path of each key and item that begins on a line of its own."""
    document, _ = parse_document("\n".join(lines) + "\n", "", ".", "")
    shortest: dict[int, FieldPath] = {}
    for path, line in document.lines.items() if document else ():
        if path and (line not in shortest or len(path) < len(shortest[line])):
            shortest[line] = path
    yield from ((line - 1, path) for line, path in shortest.items())
