"""Slides and handout from a pack that somebody put together on the site, in their own template if they have one.

A pack is the data file of the page `/pack/`: a JSON object with `format`, `version`, `title` and `items`; each item has a `kind`, the
`id` of a record and perhaps a `note`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..library import Library
from ..problems import did_you_mean, shown
from ..records import KINDS
from ..views.material import LICENCE, About, lesson_material, session_material
from ..views.parts import review_line, url_of
from .documents import bulleted, heading, paragraph, text_document
from .outline import Slide
from .slides import deck

FORMAT = "learning-library-pack"
LARGEST = 1_000_000


class InvalidPack(Exception):
    """Raised when a file holds no pack that can be used; the message names file, item, what was found and what to do."""


@dataclass(frozen=True)
class PackItem:
    """A record of the pack: its title, what is shown of it as heading and points, where it stands, and the reader's own note."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    url: str
    note: str


@dataclass(frozen=True)
class Pack:
    """A pack with its title and items in order."""

    title: str
    items: tuple[PackItem, ...]


def read_pack(path: Path, library: Library) -> Pack:
    """Read a pack's data file. Raises InvalidPack with every problem of the file."""
    value = _json(path)
    if not isinstance(value, dict) or value.get("format") != FORMAT or not isinstance(value.get("items"), list):
        raise InvalidPack(f'{path}: is no pack; it must be the data file of the page "Your pack", with "format": "{FORMAT}" and "items"')
    problems = [f"{path}: items[{index}].{problem}" for index, item in enumerate(value["items"]) if (problem := _problem(item, library))]
    if problems or not value["items"]:
        raise InvalidPack("\n".join(problems) or f"{path}: items: is empty; add something to the pack on the site first")
    items = tuple(_ITEMS[item["kind"]](library, item["id"], _plain(item.get("note"))) for item in value["items"])
    return Pack(_plain(value.get("title")) or "A pack of learning from reviews", items)


def pack_slides(pack: Pack, library: Library, template: Path | None = None) -> bytes:
    """Return the pack as slides: an opening, then each item part by part, with the reader's notes in the notes field."""
    outline = [Slide(pack.title, (library.site.name,), "", first=True)]
    for item in pack.items:
        for index, (name, points) in enumerate(item.parts):
            outline.append(Slide(item.title if index == 0 else f"{item.title}: {name.lower()}", points, "\n".join(filter(None, (item.note, item.url)))))
    outline.append(Slide("Sources", (*(f"{item.title}: {item.url}" for item in pack.items), LICENCE)))
    return deck(_about(pack, library), outline, "slides", template)


def pack_handout(pack: Pack, library: Library, template: Path | None = None) -> bytes:
    """Return the pack as one handout."""

    def write(document: Any) -> None:
        for item in pack.items:
            heading(document, item.title)
            for name, points in item.parts:
                heading(document, name, 2)
                bulleted(document, points)
            if item.note:
                heading(document, "Own note", 2)
                paragraph(document, item.note)
            paragraph(document, f"From: {item.url}")
        paragraph(document, LICENCE)

    return text_document(_about(pack, library), "handout", write, template)


def _plain(text: object) -> str:
    """Return a text without the characters that no XML, and so no office file, may hold."""
    return "".join(character for character in str(text or "") if character.isprintable() or character == "\n")


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidPack(f"{path}: is larger than {LARGEST} bytes; a pack is a small text file")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidPack(f"{path}: cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise InvalidPack(f'{path}: is no JSON file; take the data file of the page "Your pack"') from None


def _problem(item: Any, library: Library) -> str:
    if not isinstance(item, dict) or item.get("kind") not in _ITEMS:
        return f"kind: found {shown(item.get('kind') if isinstance(item, dict) else item)}; allowed are {', '.join(_ITEMS)}"
    known = getattr(library, KINDS[item["kind"]])
    if item.get("id") in known:
        return ""
    return f"id: unknown {item['kind']} {shown(item.get('id'))}{did_you_mean(str(item.get('id')), known) or '; it is not in this library (any more)'}"


def _lesson(library: Library, key: str, note: str) -> PackItem:
    lesson = lesson_material(library, key)
    parts = (("Practice lesson", (lesson.explanation, f"It was {lesson.found}.")), ("What good looks like", lesson.good), ("Prompts for supervision", lesson.prompts), ("Try this week", (lesson.try_this_week,)))
    return PackItem(lesson.title, parts, lesson.url, note)


def _review(library: Library, key: str, note: str) -> PackItem:
    review = library.reviews[key]
    line = review_line(library, key)
    found = tuple(f"{finding.text} Lesson: {library.lessons[finding.lesson].title}" for finding in review.findings)
    parts = ((f"Review ({line.note})", (review.summary,)), ("Findings", found), ("Questions", tuple(review.questions)))
    return PackItem(review.title, parts, line.url, note)


def _theme(library: Library, key: str, note: str) -> PackItem:
    theme = library.themes[key]
    lessons = tuple(library.lessons[lesson].title for lesson in library.lessons_by_theme.get(key, []))
    return PackItem(theme.title, (("Theme", (theme.definition, theme.why_it_matters)), ("Practice lessons", lessons), ("Limits", (theme.limits,))), url_of("theme", key), note)


def _training(library: Library, key: str, note: str) -> PackItem:
    session = session_material(library, key)
    parts = (("Training session: outcomes", session.outcomes), ("Discussion", session.discussion), ("Action plan", tuple(action[0] for action in session.actions)))
    return PackItem(session.title, parts, session.url, note)


def _about(pack: Pack, library: Library) -> About:
    return About(pack.title, library.site.tagline, library.site.name, library.newest_date.isoformat())


_ITEMS: dict[str, Callable[[Library, str, str], PackItem]] = {"review": _review, "lesson": _lesson, "theme": _theme, "training": _training}
