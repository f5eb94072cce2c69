"""The small values that views are made of, and how records become links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..library import Library
from ..records import KINDS, Review, Source

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
MAIN_THEMES = 3
FILTERS = ("kind", "theme", "agency", "age", "harm", "outcome", "nation", "type", "decade")


@dataclass(frozen=True)
class Link:
    """A title and an address: below the site's root without a leading slash, or a whole web address."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A heading of a page, for its list of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Fact:
    """A label and its values, each of which may be a link."""

    label: str
    values: tuple[Link | str, ...]


@dataclass(frozen=True)
class PageView:
    """What every page shows, whatever its kind: the record or values of its own are in `content`."""

    title: str
    description: str
    template: str
    kind: str
    content: Any
    sections: tuple[Section, ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    year: str = ""
    updated: str = ""
    record: str = ""
    structured_data: dict[str, Any] | None = None
    path: tuple[Link, ...] = ()
    indexed: bool = True

    @property
    def main_themes(self) -> tuple[str, ...]:
        """Return the ids of at most three themes, for what a page shows by theme, such as support lines."""
        return self.filters.get("theme", ())[:MAIN_THEMES]

    @property
    def filter_list(self) -> list[str]:
        """Return the filters as Pagefind reads them, each from an element of its own: `theme:neglect`."""
        return [f"{name}:{word}" for name, words in self.filters.items() for word in words] or ["kind:page"]


def url_of(kind: str, record_id: str) -> str:
    """Return the address of a record's page below the site's root."""
    return f"{KINDS[kind]}/{record_id}/"


def link_to(library: Library, kind: str, record_id: str, note: str = "") -> Link:
    """Return a link to a record's page under its own title."""
    return Link(getattr(library, KINDS[kind])[record_id].title, url_of(kind, record_id), note)


def links_to(library: Library, kind: str, record_ids: Iterable[str]) -> tuple[Link, ...]:
    """Return links to several records of a kind."""
    return tuple(link_to(library, kind, record_id) for record_id in record_ids)


def lesson_links(library: Library, lesson_ids: Iterable[str]) -> tuple[Link, ...]:
    """Return links to lessons, each with how many of the reviews here it was found in."""
    return tuple(link_to(library, "lesson", lesson, recurrence_note(library, lesson)) for lesson in lesson_ids)


def recurrence_note(library: Library, lesson_id: str) -> str:
    """Return "found in x of the y reviews here"."""
    return f"found in {library.recurrence(lesson_id)} of the {len(library.counted_reviews)} reviews here"


def review_line(library: Library, review_id: str) -> Link:
    """Return a link to a review with its type, nation and year, as lists show it."""
    review = library.reviews[review_id]
    note = f"{library.label('review-types', review.review_type)}, {library.label('nations', review.nation)}, {review.published[:4]}"
    return Link(review.title, url_of("review", review_id), note)


def shown_date(value: object) -> str:
    """Return a date as readers see it: `2022-03-14` is `14 March 2022`, `2022-03` is `March 2022`."""
    parts = str(value).split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 review`, `2 reviews`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def decade_of(review: Review) -> str:
    """Return the decade of publication, such as `2010s`."""
    return f"{review.published[:3]}0s"


def shortened(text: str, length: int = 155) -> str:
    """Return the text cut at a word, for descriptions in search engines."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def sections(*named: tuple[str, str, object]) -> tuple[Section, ...]:
    """Return the sections whose content is not empty; each is given as id, title, content."""
    return tuple(Section(section_id, title) for section_id, title, content in named if content)


def source_labels(library: Library, listed: Sequence[Source]) -> str:
    """Return which kinds of source a record rests on, such as `1 briefing and 2 press reports`."""
    kinds = [source.kind for source in listed]
    named = [counted(kinds.count(kind), term.label.lower()) for kind, term in library.vocabularies["source-kinds"].items() if kind in kinds]
    return joined(named)


def joined(words: Sequence[str]) -> str:
    """Return words as a sentence lists them: `a, b and c`."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
