"""The seven-minute briefing as one printed page: a tagged PDF (PDF/UA-1), set by Typst.

Seven parts, as partnerships' own seven-minute briefings have them: background, why it matters, what reviews found, learning, what
good looks like, what to do now, questions and links. The page's type gets smaller, within limits, until all of it fits.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from ..problems import DoesNotFit
from ..views.material import LICENCE, Material

TEMPLATE = Path(__file__).with_name("briefing.typ")
SIZES = (12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9)  # points
LESSONS, FOUND, QUESTIONS, ACTIONS = (5, 4, 3, 2), 3, 3, 3


def briefing_pdf(material: Material) -> bytes:
    """Return the briefing as a PDF of one A4 page, with as many lessons as fit. Raises DoesNotFit when not even two do."""
    for lessons in LESSONS:
        for size in SIZES:
            given = {"ignore_system_fonts": True, "sys_inputs": {"data": json.dumps(_data(material, size, lessons))}}
            if typst.query(TEMPLATE, "<pages>", field="value", one=True, **given) == "1":
                return typst.compile(TEMPLATE, format="pdf", pdf_standards="ua-1", timestamp=int(material.about.moment.timestamp()), **given)
    raise DoesNotFit(f"training/{material.id}: the seven-minute briefing does not fit on one page; shorten the theme's definition, the discussion or the actions")


def briefing_parts(material: Material, most: int = LESSONS[0]) -> list[dict[str, Any]]:
    """Return the seven parts: each with a title, texts and points; `most` is how many lessons they speak of."""
    lessons = material.lessons[:most]
    examples = [f"{finding} ({review})" for lesson in lessons for finding, review in lesson.examples[:1]][:FOUND] or [step.learning for step in material.case[:1]]
    return [
        _part("1. Background", [material.definition]),
        _part("2. Why it matters", [material.why_it_matters]),
        _part("3. What reviews found", [], examples),
        _part("4. Learning", [], [f"{lesson.title} ({lesson.found})." for lesson in lessons]),
        _part("5. What good looks like", [], [lesson.good[0] for lesson in lessons]),
        _part("6. What to do now", [lessons[0].try_this_week], [action[0] for action in material.actions[:ACTIONS]]),
        _part("7. Questions and links", [], [*material.discussion[:QUESTIONS], "Where to report a concern here: ________________", f"Session, sources and files: {material.url}", "If this is near to you, talk to somebody: Samaritans 116 123." if _samaritans(material) else material.support[0]]),
    ]


def _samaritans(material: Material) -> bool:
    return any("116 123" in line for line in material.support)


def _part(title: str, texts: list[str], points: list[str] | None = None) -> dict[str, Any]:
    return {"title": title, "texts": texts, "points": points or []}


def _data(material: Material, size: float, lessons: int) -> dict[str, Any]:
    moment = material.about.moment
    return {
        "title": f"{material.theme}: seven-minute briefing",
        "site": material.site,
        "theme": material.theme,
        "line": f"{material.site}, {material.dated_words}. {LICENCE}",
        "parts": briefing_parts(material, lessons),
        "size": size,
        "year": moment.year,
        "month": moment.month,
        "day": moment.day,
    }
