"""What the page of a practice lesson shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..library import Found, Library
from ..records import Lesson
from .parts import Link, PageView, counted, link_to, links_to, recurrence_note, review_line, sections, shortened
from .review import edit_link

PATH = (Link("Lessons", "lessons/"),)


@dataclass(frozen=True)
class Place:
    """One finding that teaches the lesson, with its review."""

    review: Link
    finding: str
    address: str


@dataclass(frozen=True)
class Count:
    """How many of the reviews with this lesson share a word."""

    label: str
    number: int


@dataclass(frozen=True)
class LessonContent:
    """The lesson itself, and where it was found."""

    lesson: Lesson
    recurrence: str
    years: str
    nations: tuple[Count, ...]
    agencies: tuple[Count, ...]
    by_year: tuple[Count, ...]
    places: tuple[Place, ...]
    themes: tuple[Link, ...]
    roles: list[str]
    stages: list[str]
    training: tuple[Link, ...]
    edit: Link


def lesson_view(library: Library, lesson_id: str) -> PageView:
    """Return the page of a lesson."""
    lesson = library.lessons[lesson_id]
    content = _content(library, lesson_id, lesson)
    return PageView(
        title=lesson.title,
        description=shortened(lesson.explanation),
        template="lesson.html",
        kind="Lesson",
        content=content,
        sections=sections(
            ("what-good-looks-like", "What good looks like", True),
            ("supervision", "Prompts for supervision", True),
            ("try-this-week", "Try this week", True),
            ("where-found", "Where it was found", content.places),
            ("themes", "Themes and training", True),
            ("record", "About this record", True),
        ),
        filters={"kind": ("lesson",), "theme": tuple(lesson.themes), "agency": tuple(lesson.roles)},
        updated=lesson.checked.isoformat(),
        record=f"lessons/{lesson_id}",
        structured_data=_structured_data(library, lesson),
        path=PATH,
    )


def _content(library: Library, lesson_id: str, lesson: Lesson) -> LessonContent:
    review_ids = library.reviews_by_lesson.get(lesson_id, [])
    reviews = [library.reviews[review_id] for review_id in review_ids]
    return LessonContent(
        lesson=lesson,
        recurrence=recurrence_note(library, lesson_id),
        years=_years([review.published[:4] for review in reviews]),
        nations=_counts(library, "nations", (review.nation for review in reviews)),
        agencies=_counts(library, "agencies", (agency for review in reviews for agency in review.agencies)),
        by_year=tuple(Count(year, number) for year, number in sorted(Counter(review.published[:4] for review in reviews).items())),
        places=tuple(_place(library, place) for place in library.found.get(lesson_id, [])),
        themes=links_to(library, "theme", lesson.themes),
        roles=library.labels("agencies", lesson.roles),
        stages=library.labels("stages", lesson.stages),
        training=tuple(link_to(library, "training", library.training_by_theme[theme]) for theme in lesson.themes if theme in library.training_by_theme),
        edit=edit_link(library, "lessons", lesson_id),
    )


def _place(library: Library, place: Found) -> Place:
    line = review_line(library, place.review_id)
    return Place(line, place.finding.text, f"{line.url}#finding-{place.index + 1}")


def _years(years: list[str]) -> str:
    if not years:
        return ""
    return f"in reviews published from {min(years)} to {max(years)}" if min(years) != max(years) else f"in {counted(len(years), 'review')} published in {years[0]}"


def _counts(library: Library, vocabulary: str, words: Iterable[str]) -> tuple[Count, ...]:
    counts = Counter(words)
    return tuple(Count(library.label(vocabulary, word), number) for word, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _structured_data(library: Library, lesson: Lesson) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": lesson.title,
        "description": shortened(lesson.explanation),
        "learningResourceType": "Practice lesson",
        "about": [library.themes[theme].title for theme in lesson.themes],
        "dateModified": lesson.checked.isoformat(),
        "inLanguage": "en-GB",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
