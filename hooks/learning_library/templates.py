"""The environment of the library's own templates: whatever a contributor writes comes out of it as text."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .views.parts import shown_date


def make_environment(folder: Path) -> Environment:
    """Return the environment of the library's own templates: everything is escaped, and an unknown name is an error."""
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["date"] = shown_date
    environment.filters["paragraphs"] = paragraphs
    return environment


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text; a blank line parts them."""
    return [part.strip() for part in text.split("\n\n") if part.strip()] if "\n" in text else [text]
