"""The pages that belong to one reader and live in their browser: the pack, and My learning."""

from __future__ import annotations

from dataclasses import dataclass

from ..library import Library
from ..records import CpdForm
from .material import LICENCE
from .parts import PageView


@dataclass(frozen=True)
class PackContent:
    """What the page of the pack says about licence."""

    licence: str


@dataclass(frozen=True)
class LearningContent:
    """The reflection forms of My learning."""

    forms: tuple[CpdForm, ...]


def pack_view(library: Library) -> PageView:
    """Return the page on which a reader puts a pack together."""
    return PageView("Your pack", "Collect reviews, lessons, themes and sessions, and take them away as one handout.", "pack.html", "Page", PackContent(LICENCE), indexed=False)


def my_learning_view(library: Library) -> PageView:
    """Return the page on which a reader keeps a record of learning."""
    content = LearningContent(tuple(library.cpd.forms))
    return PageView("My learning", "Keep a record of what you read and practised here, on your own device.", "my_learning.html", "Page", content, indexed=False)
