"""What the page of a theme shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..library import Library
from ..records import Theme
from .analysis import FigureOnTheme, figures_on, messages_on
from .parts import Link, PageView, lesson_links, link_to, links_to, review_line, sections, shortened
from .review import edit_link

PATH = (Link("Themes", "themes/"),)


@dataclass(frozen=True)
class YearOfReviews:
    """The reviews of one year."""

    year: str
    reviews: tuple[Link, ...]


@dataclass(frozen=True)
class ThemeContent:
    """The theme itself, with its lessons, reviews and training."""

    theme: Theme
    parent: str
    lessons: tuple[Link, ...]
    recurrence: str
    years: tuple[YearOfReviews, ...]
    training: Link | None
    figures: tuple[FigureOnTheme, ...]
    messages: tuple[tuple[str, Link], ...]
    related: tuple[Link, ...]
    edit: Link


def theme_view(library: Library, theme_id: str) -> PageView:
    """Return the page of a theme."""
    theme = library.themes[theme_id]
    content = _content(library, theme_id, theme)
    return PageView(
        title=theme.title,
        description=shortened(theme.definition),
        template="theme.html",
        kind="Theme",
        content=content,
        sections=sections(
            ("lessons", "Practice lessons", content.lessons),
            ("training", "Training", content.training),
            ("figures", "National figures", content.figures),
            ("messages", "What national analyses say", content.messages),
            ("reviews", "Reviews by year", content.years),
            ("words", "Also called", True),
            ("related", "Related themes", content.related),
            ("limits", "What reviews can show about it", True),
            ("record", "About this record", True),
        ),
        filters={"kind": ("theme",), "theme": (theme_id,)},
        updated=theme.checked.isoformat(),
        record=f"themes/{theme_id}",
        structured_data=_structured_data(theme),
        path=PATH,
    )


def _content(library: Library, theme_id: str, theme: Theme) -> ThemeContent:
    session = library.training_by_theme.get(theme_id)
    review_ids = library.reviews_by_theme.get(theme_id, [])
    return ThemeContent(
        theme=theme,
        parent=library.label("cross-cutting-themes", theme.parent),
        lessons=lesson_links(library, library.lessons_by_theme.get(theme_id, [])),
        recurrence=f"{len(review_ids)} of the {len(library.counted_reviews)} reviews in this library have a finding on this theme",
        years=reviews_by_year(library, review_ids),
        training=link_to(library, "training", session) if session else None,
        figures=figures_on(library, theme_id),
        messages=messages_on(library, theme_id),
        related=links_to(library, "theme", theme.related),
        edit=edit_link(library, "themes", theme_id),
    )


def reviews_by_year(library: Library, review_ids: list[str]) -> tuple[YearOfReviews, ...]:
    """Return reviews grouped by their year of publication, newest first; the ids come newest first."""
    groups = groupby(review_ids, key=lambda review_id: library.reviews[review_id].published[:4])
    return tuple(YearOfReviews(year, tuple(review_line(library, review_id) for review_id in group)) for year, group in groups)


def _structured_data(theme: Theme) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "name": theme.title,
        "description": theme.definition,
        "alternateName": [*theme.also_called, *theme.older_terms],
        "inLanguage": "en-GB",
    }
