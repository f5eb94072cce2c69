"""YAML files read strictly, with the line of every key.

Plain words keep the meaning a person sees: only `true` and `false` are truth values, only plain decimal digits are
numbers, and `no`, `1:30`, `010` or a date stay text. Duplicate keys, aliases and tags are problems, not features.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .problems import FieldPath, Problem, field_name, relative_name, shown

MAXIMUM_BYTES = 512 * 1024
MAXIMUM_DEPTH = 20
HIDDEN_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
MERGE_MARKER = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
YAML_TIPS = {
    "mapping values are not allowed": 'a text that holds ": " must stand in quotes, or on the next line after ">-"',
    "could not find expected ':'": "a key needs a colon and a space after it; check the indentation of the lines above",
    "found character '\\t'": "use spaces, not tabs, to indent",
    "found character that cannot start": "put a text that starts with a special character into quotes",
    "expected <block end>": "the indentation does not fit the lines above",
    "while scanning a quoted scalar": "a quotation mark is not closed",
}


@dataclass(frozen=True)
class Document:
    """One file as it was read: plain values, and the line (from 1) at which each path of keys stands."""

    file: str
    folder: str
    id: str
    value: Any
    lines: dict[FieldPath, int] = field(repr=False, default_factory=dict)

    def line(self, path: FieldPath) -> int:
        """Return the line of the path, or of its nearest parent that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: FieldPath, message: str) -> Problem:
        """Return a problem at this path, with the file and line filled in."""
        return Problem(self.file, self.line(path), field_name(path), message)


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """PyYAML's safe loader with the few implicit types of JSON instead of those of YAML 1.1."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))

_SCALARS: dict[str, Any] = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:bool": lambda text: text == "true",
    "tag:yaml.org,2002:null": lambda text: None,
    "tag:yaml.org,2002:int": lambda text: int(text) if len(text) < 19 else text,
}


@dataclass
class _Conversion:
    """Turns composed YAML nodes into plain values, noting lines and problems on the way."""

    file: str
    lines: dict[FieldPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, path: FieldPath) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, path)
        if id(node) in self.seen:
            return self.refuse(node, path, "repeats another part by an alias (*); write the text out")
        self.seen.add(id(node))
        if node.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
            return self.refuse(node, path, f"has a tag {shown(node.tag)}; tags are not used in records")
        return self.mapping(node, path) if isinstance(node, yaml.MappingNode) else self.sequence(node, path)

    def scalar(self, node: yaml.ScalarNode, path: FieldPath) -> Any:
        make = _SCALARS.get(node.tag)
        if make is None:
            return self.refuse(node, path, f"has a tag {shown(node.tag)}; tags are not used in records")
        return make(node.value)

    def sequence(self, node: yaml.SequenceNode, path: FieldPath) -> list[Any]:
        return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]

    def mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(key_node, path, "has a key that is not a plain word")
                continue
            key, key_path = key_node.value, (*path, key_node.value)
            if key in result:
                self.refuse(key_node, key_path, f"stands twice; the first is on line {self.lines[key_path]}; keep one")
                continue
            self.lines[key_path] = key_node.start_mark.line + 1
            result[key] = self.value(value_node, key_path)
        return result

    def refuse(self, node: yaml.Node, path: FieldPath, message: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, field_name(path), message))


def read_document(path: Path, root: Path, folder: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML file strictly.

    Returns the document and no problems, or None and at least one problem. Never raises for what the file holds.
    """
    file = relative_name(path, root)
    text, problems = _read_text(path, file)
    if problems:
        return None, problems
    return parse_document(text, file, folder, path.stem)


def parse_document(text: str, file: str, folder: str, record_id: str) -> tuple[Document | None, list[Problem]]:
    """Parse the text of one YAML file strictly; see `read_document`."""
    problems = _check_characters(text, file)
    try:
        problems = problems or _check_depth(text, file)
        node = None if problems else _compose(text)
    except yaml.YAMLError as error:
        return None, [_yaml_problem(error, file)]
    if problems:
        return None, problems
    if not isinstance(node, yaml.MappingNode):
        return None, [Problem(file, 1, "", "holds no record; a record is a list of `field: value` lines")]
    conversion = _Conversion(file)
    value = conversion.value(node, ())
    if conversion.problems:
        return None, conversion.problems
    return Document(file, folder, record_id, value, conversion.lines), []


def _compose(text: str) -> yaml.Node | None:
    loader = _StrictLoader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _read_text(path: Path, file: str) -> tuple[str, list[Problem]]:
    try:
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            return "", [Problem(file, 1, "", f"is {size} bytes long; a record may have at most {MAXIMUM_BYTES}")]
        data = path.read_bytes()
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", [Problem(file, line, "", "is not UTF-8 text; save the file with the encoding UTF-8")]
    except OSError as error:
        return "", [Problem(file, 1, "", f"cannot be read: {error.strerror or error}")]


def _check_characters(text: str, file: str) -> list[Problem]:
    problems = []
    for match in HIDDEN_CHARACTERS.finditer(text):
        code = f"U+{ord(match.group()):04X}"
        problems.append(Problem(file, _line_at(text, match.start()), "", f"holds the invisible character {code}; remove it"))
    for match in MERGE_MARKER.finditer(text):
        problems.append(Problem(file, _line_at(text, match.start()), "", "holds a marker of an unfinished merge; settle the merge first"))
    return problems[:20]


def _check_depth(text: str, file: str) -> list[Problem]:
    """Count levels over the stream of events: composing recurses in C, and deep nesting would end the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_StrictLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAXIMUM_DEPTH:
            return [Problem(file, event.start_mark.line + 1, "", f"is nested deeper than {MAXIMUM_DEPTH} levels")]
    return []


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _yaml_problem(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = " ".join(str(part) for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part)
    tip = next((tip for words, tip in YAML_TIPS.items() if words in said), "check the quotes and the indentation here")
    return Problem(file, mark.line + 1 if mark else 1, "", f"cannot be read as YAML: {said or 'broken text'}; {tip}")
