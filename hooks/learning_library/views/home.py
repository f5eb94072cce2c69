"""What the home page shows."""

from __future__ import annotations

from dataclasses import dataclass

from ..library import Library
from .listings import Group, theme_groups
from .parts import Link, PageView, lesson_links, review_line, shown_date

NEWEST = 6
MOST_FOUND = 6


@dataclass(frozen=True)
class HomeContent:
    """Counts, themes, and what is new."""

    tagline: str
    counts: tuple[Link, ...]
    themes: tuple[Group, ...]
    most_found: tuple[Link, ...]
    newest: tuple[Link, ...]
    updated: str


def home_view(library: Library) -> PageView:
    """Return the home page."""
    newest = sorted(library.counted_reviews, key=lambda key: (library.reviews[key].added, library.reviews[key].published), reverse=True)
    lessons = sorted(library.lessons, key=lambda key: (-library.recurrence(key), key))
    content = HomeContent(
        tagline=library.site.tagline,
        counts=(
            Link(f"{len(library.counted_reviews)} reviews", "reviews/"),
            Link(f"{len(library.lessons)} practice lessons", "lessons/"),
            Link(f"{len(library.themes)} themes", "themes/"),
            Link(f"{len(library.training)} training sessions", "training/"),
            Link(f"{len(library.analyses)} national analyses", "analyses/"),
        ),
        themes=theme_groups(library),
        most_found=lesson_links(library, lessons[:MOST_FOUND]),
        newest=tuple(review_line(library, key) for key in newest[:NEWEST]),
        updated=shown_date(library.newest_date),
    )
    return PageView(library.site.name, library.site.tagline, "home.html", "Page", content, indexed=False)
