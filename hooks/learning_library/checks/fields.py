"""Puts a document into its model, and says in plain words what does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..authoring import FILL_IN
from ..problems import FieldPath, Problem, choices, shown
from ..records import FOLDERS, ID_PATTERN, SINGLE_FILES, Record
from ..source import MAXIMUM_PROBLEMS, Document


STILL_TO_WRITE = "is still to be written; write it, or take the field out if it is optional"


def parse_record(document: Document) -> tuple[Record | None, list[Problem]]:
    """Return the record, or None and every field that does not fit its model."""
    if document.value is None:
        return None, []
    model = SINGLE_FILES[document.id] if document.folder == "." else FOLDERS[document.folder]
    problems = [*_file_name_problems(document), *_left_to_do(document, document.value, ())]
    try:
        return model.model_validate(document.value), problems
    except ValidationError as error:
        details = error.errors(include_url=False)[:MAXIMUM_PROBLEMS]
        return None, problems + [_problem(document, model, detail) for detail in details]


def _file_name_problems(document: Document) -> list[Problem]:
    if re.fullmatch(ID_PATTERN, document.id) and len(document.id) <= 80:
        return []
    return [document.problem((), f"file name {shown(document.id)} is no id; use lower-case letters, digits and single hyphens, at most 80")]


def _left_to_do(document: Document, value: object, path: FieldPath) -> Iterator[Problem]:
    """Yield a problem for each text that is still the `TODO` of an empty record."""
    if value == FILL_IN:
        yield document.problem(path, STILL_TO_WRITE)
    elif isinstance(value, (dict, list)):
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _left_to_do(document, item, (*path, name))


def _problem(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Problem:
    path: FieldPath = tuple(part for part in detail["loc"] if isinstance(part, (str, int)))
    translate = _MESSAGES.get(detail["type"], _message_of_library)
    return document.problem(path, translate(detail, model, path))


def _missing(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
    info = _model_at(model, path[:-1]).model_fields.get(str(path[-1]))
    meaning = f": {info.description}" if info and info.description else ""
    return f"is missing; add `{path[-1]}`{meaning}"


def _unknown(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
    return f"is not a field here{choices(str(path[-1]), list(_model_at(model, path[:-1]).model_fields))}"


def _wrong_type(wanted: str) -> Callable[..., str]:
    def message(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
        if detail["input"] is None:
            return "is empty; write something, or take the field out if it is optional"
        quotes = "; put it in quotes" if wanted == "text" and isinstance(detail["input"], (int, bool)) else ""
        return f"must be {wanted}, found {_described(detail['input'])}{quotes}"

    return message


def _wrong_length(limit: str, wanted: str) -> Callable[..., str]:
    def message(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
        number = detail["ctx"]["actual_length"]
        return f"has {number} {'item' if number == 1 else 'items'}; {wanted.format(detail['ctx'][limit])}"

    return message


def _wrong_pattern(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
    return f"found {shown(detail['input'])}; use lower-case letters, digits and single hyphens"


def _wrong_range(words: str, limit: str) -> Callable[..., str]:
    def message(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
        return f"must be {words} {detail['ctx'][limit]}, found {_described(detail['input'])}"

    return message


def _too_long(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
    return f"has {len(detail['input'])} characters; at most {detail['ctx']['max_length']} are allowed"


def _alone(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
    return str(detail["msg"])


def _message_of_library(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
    message = detail["msg"][0].lower() + detail["msg"][1:]
    return f"found {_described(detail['input'])}; {message}"


def _described(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, int):
        return f"the number {value}"
    if isinstance(value, dict):
        return "a group of fields"
    return "a list" if isinstance(value, list) else f"the text {shown(value)}"


def _model_at(model: type[BaseModel], path: FieldPath) -> type[BaseModel]:
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _first_model(model.model_fields[part].annotation) or model
    return model


def _first_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = (_first_model(part) for part in getattr(annotation, "__args__", ()))
    return next((part for part in parts if part), None)


_MESSAGES: dict[str, Callable[..., str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _wrong_type("text"),
    "int_type": _wrong_type("a whole number"),
    "bool_type": _wrong_type("true or false"),
    "list_type": _wrong_type("a list, each item on a line that starts with `- `"),
    "model_type": _wrong_type("a group of `field: value` lines"),
    "string_pattern_mismatch": _wrong_pattern,
    "too_short": _wrong_length("min_length", "at least {} needed"),
    "too_long": _wrong_length("max_length", "at most {} allowed"),
    "greater_than_equal": _wrong_range("at least", "ge"),
    "less_than_equal": _wrong_range("at most", "le"),
    "literal_error": _wrong_range("one of", "expected"),
    "string_too_long": _too_long,
    "empty_text": _alone,
}
