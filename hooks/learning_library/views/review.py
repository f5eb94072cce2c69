"""What the page of a review shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..library import Library, rests_on_press_alone
from ..records import Finding, Review, Source
from .parts import Fact, Link, PageView, Section, decade_of, joined, link_to, links_to, recurrence_note, review_line, sections, shortened, shown_date, source_labels

PATH = (Link("Reviews", "reviews/"),)


@dataclass(frozen=True)
class FindingView:
    """A finding with its lesson and how often that lesson came back."""

    number: int
    finding: Finding
    lesson: Link


@dataclass(frozen=True)
class RelatedReview:
    """Another review and the lessons it shares."""

    review: Link
    lessons: str


@dataclass(frozen=True)
class ReviewContent:
    """The review itself, and what was computed for its page."""

    review: Review
    facts: tuple[Fact, ...]
    findings: tuple[FindingView, ...]
    related: tuple[RelatedReview, ...]
    sources: dict[str, Source]
    follow_up: dict[str, str]
    basis: str
    press_only: bool
    citation: str
    edit: Link


def review_view(library: Library, review_id: str) -> PageView:
    """Return the page of a published review."""
    review = library.reviews[review_id]
    content = ReviewContent(
        review=review,
        facts=_facts(library, review_id),
        findings=tuple(_finding(library, index, finding) for index, finding in enumerate(review.findings)),
        related=_related(library, review_id),
        sources={source.key: source for source in review.sources},
        follow_up={word: term.label for word, term in library.vocabularies["follow-up-statuses"].items()},
        basis=source_labels(library, review.sources),
        press_only=rests_on_press_alone(review),
        citation=_citation(library, review),
        edit=edit_link(library, "reviews", review_id),
    )
    return PageView(
        title=review.title,
        description=shortened(review.summary),
        template="review.html",
        kind="Review",
        content=content,
        sections=_sections(content),
        filters=_filters(library, review_id),
        year=review.published[:4],
        updated=review.checked.isoformat(),
        record=f"reviews/{review_id}",
        structured_data=_structured_data(library, review_id),
        path=PATH,
    )


def withdrawn_view(library: Library, review_id: str) -> PageView:
    """Return the notice that stands at the address of a withdrawn review. It is not in the search."""
    review = library.reviews[review_id]
    return PageView(review.title, "This summary was withdrawn.", "withdrawn.html", "Review", review, updated=review.checked.isoformat(), path=PATH, indexed=False)


def edit_link(library: Library, folder: str, record_id: str) -> Link:
    """Return where the record's YAML opens: for editing in the repository when one is set, else as published here."""
    repository = library.site.repository_url
    if repository:
        return Link("Edit this record", f"{repository.rstrip('/')}/edit/main/data/{folder}/{record_id}.yml")
    return Link("Edit this record", f"{folder}/{record_id}.yml", "opens its YAML; send a changed copy to whoever hosts this library")


def _finding(library: Library, index: int, finding: Finding) -> FindingView:
    return FindingView(index + 1, finding, link_to(library, "lesson", finding.lesson, recurrence_note(library, finding.lesson)))


def _facts(library: Library, review_id: str) -> tuple[Fact, ...]:
    review = library.reviews[review_id]
    facts = [
        ("Child", [review.child.description]),
        ("Age", library.labels("age-bands", review.child.age_bands)),
        ("Outcome", [library.label("outcomes", review.outcome)]),
        ("Kinds of harm", library.labels("harms", review.harms)),
        ("Setting", library.labels("settings", review.settings)),
        ("Type of review", [library.label("review-types", review.review_type)]),
        ("Method", library.labels("methods", [review.method] if review.method else [])),
        ("Nation and area", [f"{library.label('nations', review.nation)}: {review.area}"]),
        ("Published", [f"{shown_date(review.published)}, {review.publisher}"]),
        ("Agencies", library.labels("agencies", review.agencies)),
        ("Themes", links_to(library, "theme", library.themes_by_review[review_id])),
    ]
    return tuple(Fact(label, tuple(values)) for label, values in facts if values)


def _related(library: Library, review_id: str) -> tuple[RelatedReview, ...]:
    return tuple(
        RelatedReview(review_line(library, other), joined([f"“{library.lessons[lesson].title}”" for lesson in lessons]))
        for other, lessons in library.related_reviews(review_id)
    )


def _sections(content: ReviewContent) -> tuple[Section, ...]:
    review = content.review
    return sections(
        ("summary", "Summary", review.summary),
        ("at-a-glance", "Facts at a glance", content.facts),
        ("what-happened", "What happened", review.what_happened),
        ("what-went-well", "What went well", review.what_went_well),
        ("findings", "Findings and lessons", review.findings),
        ("recommendations", "Recommendations", review.recommendations),
        ("questions", "Questions for your practice", review.questions),
        ("related", "Related reviews", content.related),
        ("sources", "Sources", review.sources),
        ("record", "About this record", True),
    )


def _filters(library: Library, review_id: str) -> dict[str, tuple[str, ...]]:
    review = library.reviews[review_id]
    return {
        "kind": ("review",),
        "theme": tuple(library.themes_by_review[review_id]),
        "agency": tuple(review.agencies),
        "age": tuple(review.child.age_bands),
        "harm": tuple(review.harms),
        "outcome": (review.outcome,),
        "nation": (review.nation,),
        "type": (review.review_type,),
        "decade": (decade_of(review),),
    }


def _citation(library: Library, review: Review) -> str:
    return (
        f"{library.site.name} ({review.checked.year}). {review.title}: summary of “{review.official_title}” "
        f"({review.publisher}, {review.published[:4]}). Last checked {shown_date(review.checked)}."
    )


def _structured_data(library: Library, review_id: str) -> dict[str, Any]:
    review = library.reviews[review_id]
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": review.title,
        "description": shortened(review.summary),
        "learningResourceType": "Summary of a safeguarding review",
        "about": [library.themes[theme].title for theme in library.themes_by_review[review_id]],
        "dateModified": review.checked.isoformat(),
        "inLanguage": "en-GB",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isBasedOn": {"@type": "Report", "name": review.official_title, "publisher": review.publisher, "datePublished": review.published},
    }
