"""YAML files read strictly, with the line of every key.

Plain words keep the meaning a person sees: only `true` and `false` are truth values, only plain decimal digits are
numbers, and `no`, `1:30`, `010` or a date stay text. Duplicate keys, aliases and tags are problems, not features.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from .problems import FieldPath, Problem, field_name, relative_name, shown

MAXIMUM_BYTES = 512 * 1024
MAXIMUM_DEPTH = 20
MAXIMUM_PROBLEMS = 50
HIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
MERGE_MARKER = re.compile(r"^(<{7}|={7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)
YAML_TIPS = {
    "mapping values are not allowed": 'a text that holds ": " must stand in quotes, or on the next line after ">-"; if there is none, check the indentation',
    "could not find expected ':'": "a key needs a colon and a space after it; check the indentation of the lines above",
    "found character that cannot start": "put a text that starts with a special character into quotes",
    "did not find expected alphabetic or numeric": "put a text that starts with * or & into quotes",
    "expected <block end>": "the indentation does not fit the lines above",
    "while scanning a quoted scalar": "the quotation mark that opens here is not closed",
    "another document": "a file holds one record; remove the line --- or ...",
}


@dataclass(frozen=True)
class Document:
    """One file as it was read: plain values, the line (from 1) at which each path of keys stands, and which lines go on with a text."""

    file: str
    folder: str
    id: str
    value: Any
    lines: dict[FieldPath, int] = field(repr=False, default_factory=dict)
    text_lines: frozenset[int] = field(repr=False, default=frozenset())

    def line(self, path: FieldPath) -> int:
        """Return the line of the path, or of its nearest parent that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: FieldPath, message: str, is_note: bool = False) -> Problem:
        """Return a problem, or a note, at this path, with the file and line filled in."""
        return Problem(self.file, self.line(path), field_name(path), message, is_note)


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """PyYAML's safe loader with the few implicit types of JSON instead of those of YAML 1.1."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))



def plain_resolvers() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Return how plain words are read, for a writer that must quote the same words."""
    return {letter: list(resolvers) for letter, resolvers in _StrictLoader.yaml_implicit_resolvers.items()}


_SCALARS: dict[str, Callable[[str], Any]] = {
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
    text_lines: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, path: FieldPath) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        self.text_lines.update(range(node.start_mark.line + 2, node.end_mark.line + (2 if node.end_mark.column else 1)))
        if HIDDEN_CHARACTERS.search(node.value):
            self.refuse(node, path, "holds an invisible character, written as an escape; remove it")
        return _SCALARS[node.tag](node.value)

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
        problems = problems or list(islice(_check_events(text, file), MAXIMUM_PROBLEMS))
        node = None if problems else _compose(text)
    except yaml.YAMLError as error:
        return None, [_yaml_problem(error, file, text)]
    if problems:
        return None, problems
    if not isinstance(node, yaml.MappingNode):
        return None, [Problem(file, 1, "", "holds no record; a record begins with a line such as `title: Child A`")]
    conversion = _Conversion(file)
    value = conversion.value(node, ())
    if conversion.problems:
        return None, conversion.problems[:MAXIMUM_PROBLEMS]
    return Document(file, folder, record_id, value, conversion.lines, frozenset(conversion.text_lines)), []


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
    if text.startswith("\ufeff"):
        return [Problem(file, 1, "", "begins with a byte-order mark; save the file as UTF-8 without BOM")]
    problems = []
    for match in islice(HIDDEN_CHARACTERS.finditer(text), MAXIMUM_PROBLEMS):
        code = f"U+{ord(match.group()):04X}"
        problems.append(Problem(file, _line_at(text, match.start()), "", f"holds the invisible character {code}; remove it"))
    for match in islice(MERGE_MARKER.finditer(text), MAXIMUM_PROBLEMS):
        problems.append(Problem(file, _line_at(text, match.start()), "", "holds a marker of an unfinished merge; settle the merge first"))
    return problems


def _check_events(text: str, file: str) -> Iterator[Problem]:
    """Look over the stream of events before anything is composed.

    Composing recurses in C, so deep nesting would end the process, and it would follow aliases and tags.
    """
    lines = text.split("\n")
    depth = 0
    for event in yaml.parse(text, Loader=_StrictLoader):
        line = event.start_mark.line + 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAXIMUM_DEPTH:
            yield Problem(file, line, "", f"is nested deeper than {MAXIMUM_DEPTH} levels")
            return
        message = _message_about(event, lines)
        if message:
            yield Problem(file, line, "", message)


def _message_about(event: yaml.Event, lines: list[str]) -> str | None:
    if isinstance(event, yaml.AliasEvent):
        return "repeats another part by an alias (*); write the text out, or put a text that starts with * into quotes"
    if getattr(event, "anchor", None):
        return "names a part by an anchor (&); take it out, or put a text that starts with & into quotes"
    tag = getattr(event, "tag", None)
    if tag:
        return f"has a tag {shown(tag)}; tags are not used in records, and a text that starts with ! needs quotes"
    if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.value:
        rest = lines[event.end_mark.line][event.end_mark.column :]
        if rest.lstrip().startswith("#"):
            return "is cut off at the #, which begins a comment; put the text into quotes, or the comment on a line of its own"
    return None


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _yaml_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    said = " ".join(str(part) for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part)
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    mark = next((mark for mark in (reversed(marks) if "quoted scalar" in said else marks) if mark), None)
    line = mark.line if mark else 0
    tip = next((tip for words, tip in YAML_TIPS.items() if words in said), "check the quotes and the indentation here")
    if re.match(r" *\t", (text.split("\n") + [""])[min(line, text.count("\n"))]):
        tip = "use spaces, not tabs, to indent"
    return Problem(file, line + 1, "", f"cannot be read as YAML: {said or 'broken text'}; {tip}")
