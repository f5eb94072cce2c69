"""What the library's own counts say: numbers about its reviews, which answer the critics as far as a selection can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ..library import Library, rests_on_press_alone
from ..records import Review
from .parts import Link, PageView, counted, lesson_links, sections

LONG_APART = 10
SHOWN = 8


@dataclass(frozen=True)
class OwnCount:
    """A question with what the counts say to it."""

    id: str
    title: str
    says: tuple[str, ...]
    links: tuple[Link, ...] = ()


def counts_view(library: Library) -> PageView:
    """Return the page of the library's own counts."""
    counts = (_again(library), _recommendations(library), _balance(library), _basis(library), _spread(library))
    return PageView(
        "Our own counts",
        "What the reviews in this library show, counted anew with every build.",
        "counts.html",
        "Page",
        counts,
        sections=sections(*((count.id, count.title, True) for count in counts)),
        indexed=False,
    )


def _again(library: Library) -> OwnCount:
    apart = [lesson for lesson in library.lessons if _years_apart(library, lesson) >= LONG_APART]
    often = sorted(apart, key=lambda lesson: (-library.recurrence(lesson), lesson))
    return OwnCount(
        "again",
        "Are the same lessons found again?",
        (
            f"{len(apart)} of the {len(library.lessons)} lessons were found in reviews published {LONG_APART} years and more apart.",
            f"{sum(library.recurrence(lesson) >= SHOWN for lesson in library.lessons)} were found in {SHOWN} or more of the {len(library.counted_reviews)} reviews.",
            "That a lesson comes back does not tell why: it may be hard to act on, or reviews may look for it.",
        ),
        lesson_links(library, often[:SHOWN]),
    )


def _recommendations(library: Library) -> OwnCount:
    given = [item for review in library.counted_reviews.values() for item in review.recommendations]
    followed = [item for item in given if item.follow_up]
    named = Counter(step.status for item in followed for step in item.follow_up)
    statuses = [f"{term.label}: {named[word]}" for word, term in library.vocabularies["follow-up-statuses"].items() if named[word]]
    return OwnCount(
        "recommendations",
        "What became of recommendations?",
        (
            f"A source says something about what was done for {len(followed)} of the {counted(len(given), 'recommendation')} in this library.",
            f"What the sources report: {'; '.join(statuses)}." if statuses else "No source reports anything yet.",
            "Most of it is what the bodies themselves report. The library has not tested it.",
        ),
    )


def _balance(library: Library) -> OwnCount:
    findings = [finding for review in library.counted_reviews.values() for finding in review.findings]
    return OwnCount(
        "balance",
        "Is good practice seen, and is it asked why?",
        (
            f"What went well stands in {_of_reviews(library, lambda review: bool(review.what_went_well))}.",
            f"A source says why something happened for {sum(bool(finding.why) for finding in findings)} of the {counted(len(findings), 'finding')}.",
            "What is missing may stand in a report that could not be read.",
        ),
    )


def _basis(library: Library) -> OwnCount:
    kinds = library.vocabularies["source-kinds"]
    read = Counter(kind for review in library.counted_reviews.values() for kind in {source.kind for source in review.sources})
    return OwnCount(
        "basis",
        "What do the summaries rest on?",
        (
            f"Press alone: {_of_reviews(library, rests_on_press_alone)}. Each such page says so.",
            f"Kinds of source, and in how many reviews each was read: {'; '.join(f'{term.label.lower()} {read[word]}' for word, term in kinds.items() if read[word])}.",
        ),
    )


def _spread(library: Library) -> OwnCount:
    reviews = list(library.counted_reviews.values())
    nations = Counter(review.nation for review in reviews)
    years = [review.published[:4] for review in reviews]
    labels = library.vocabularies["nations"]
    return OwnCount(
        "spread",
        "Which reviews are here?",
        (
            f"{counted(len(reviews), 'review')}, published from {min(years)} to {max(years)}." if years else "No review yet.",
            f"By nation: {'; '.join(f'{term.label} {nations[word]}' for word, term in labels.items() if nations[word])}.",
            "They are a selection: what could be found and read. The numbers say nothing about how common a kind of harm is.",
        ),
    )


def _years_apart(library: Library, lesson_id: str) -> int:
    years = [int(library.reviews[review].published[:4]) for review in library.reviews_by_lesson.get(lesson_id, ())]
    return max(years) - min(years) if years else 0


def _of_reviews(library: Library, holds: Callable[[Review], bool]) -> str:
    reviews = library.counted_reviews.values()
    return f"{sum(holds(review) for review in reviews)} of the {len(reviews)} reviews"
