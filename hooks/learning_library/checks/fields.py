"""Puts a document into its model, and says in plain words what does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..problems import FieldPath, Problem, did_you_mean, shown
from ..records import FOLDERS, ID_PATTERN, SINGLE_FILES, Record
from ..source import Document


def parse_record(document: Document) -> tuple[Record | None, list[Problem]]:
    """Return the record, or None and every field that does not fit its model."""
    if document.value is None:
        return None, []
    model = SINGLE_FILES[document.id] if document.folder == "." else FOLDERS[document.folder]
    problems = list(_file_name_problems(document))
    try:
        return model.model_validate(document.value), problems
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, problems + [_problem(document, model, detail) for detail in details]


def _file_name_problems(document: Document) -> list[Problem]:
    if re.fullmatch(ID_PATTERN, document.id) and len(document.id) <= 80:
        return []
    return [document.problem((), f"file name {shown(document.id)} is no id; use lower-case letters, digits and single hyphens, at most 80")]


def _problem(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Problem:
    path: FieldPath = tuple(part for part in detail["loc"] if isinstance(part, (str, int)))
    translate = _MESSAGES.get(detail["type"], _message_of_library)
    return document.problem(path, translate(detail, model, path))


def _missing(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
    info = _model_at(model, path[:-1]).model_fields.get(str(path[-1]))
    meaning = f": {info.description}" if info and info.description else ""
    return f"is missing; add `{path[-1]}`{meaning}"


def _unknown(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
    allowed = list(_model_at(model, path[:-1]).model_fields)
    return f"is not a field here{did_you_mean(str(path[-1]), allowed)}; allowed are {', '.join(allowed)}"


def _wrong_type(wanted: str) -> Callable[..., str]:
    def message(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
        return f"must be {wanted}, found {_described(detail['input'])}"

    return message


def _wrong_length(word: str, limit: str) -> Callable[..., str]:
    def message(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
        context = detail["ctx"]
        return f"has {context['actual_length']} items; {word} {context[limit]} are needed"

    return message


def _wrong_pattern(detail: Mapping[str, Any], model: type[BaseModel], path: FieldPath) -> str:
    return f"found {shown(detail['input'])}; use lower-case letters, digits and single hyphens"


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


_TEXT = "text (put a number or a word such as true in quotes)"
_MESSAGES: dict[str, Callable[..., str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _wrong_type(_TEXT),
    "int_type": _wrong_type("a whole number"),
    "bool_type": _wrong_type("true or false"),
    "list_type": _wrong_type("a list, each item on a line that starts with `- `"),
    "model_type": _wrong_type("a group of `field: value` lines"),
    "string_pattern_mismatch": _wrong_pattern,
    "too_short": _wrong_length("at least", "min_length"),
    "too_long": _wrong_length("at most", "max_length"),
}
