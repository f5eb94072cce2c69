"""What the lists show: reviews, lessons, themes, Explore, glossary, timeline, review types and the field guide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..library import Library
from ..records import GlossaryTerm, Term, Theme, TimelineEvent
from .parts import Link, PageView, counted, decade_of, lesson_links, links_to, sections, url_of
from .theme import YearOfReviews, reviews_by_year


@dataclass(frozen=True)
class Group:
    """A heading with links below it."""

    id: str
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ReviewsContent:
    """All reviews by year, and how many."""

    count: str
    years: tuple[YearOfReviews, ...]
    withdrawn: tuple[Link, ...]


@dataclass(frozen=True)
class Facet:
    """A filter of Explore with its choices."""

    name: str
    title: str
    choices: tuple[Term, ...]


@dataclass(frozen=True)
class TermView:
    """A glossary entry with the pages it leads to."""

    entry: GlossaryTerm
    themes: tuple[Link, ...]


@dataclass(frozen=True)
class EventView:
    """An event of the timeline with the names of its nations."""

    event: TimelineEvent
    nations: str


@dataclass(frozen=True)
class TypeView:
    """A type of review with its nations and how many reviews of it are here."""

    term: Term
    nations: str
    count: str


def reviews_view(library: Library) -> PageView:
    """Return the list of all reviews, newest first."""
    reviews = library.counted_reviews
    withdrawn = tuple(Link(review.title, url_of("review", key)) for key, review in library.reviews.items() if key not in reviews)
    content = ReviewsContent(counted(len(reviews), "review"), reviews_by_year(library, list(reviews)), withdrawn)
    named = [(f"year-{year.year}", year.year, True) for year in content.years]
    return PageView("Reviews", "Every review in the library, newest first.", "reviews.html", "Page", content, sections=sections(*named), indexed=False)


def lessons_view(library: Library) -> PageView:
    """Return the list of all lessons under their main theme, the most often found first."""
    groups = []
    for theme_id, theme in _by_title(library.themes):
        lessons = [lesson for lesson in library.lessons_by_theme.get(theme_id, []) if library.lessons[lesson].themes[0] == theme_id]
        if lessons:
            groups.append(Group(theme_id, theme.title, lesson_links(library, lessons)))
    named = [(group.id, group.title, True) for group in groups]
    return PageView("Practice lessons", "What the reviews teach, each lesson once, with how often it was found.", "lessons.html", "Page", tuple(groups), sections=sections(*named), indexed=False)


def themes_view(library: Library) -> PageView:
    """Return the list of all themes under their cross-cutting theme."""
    groups = theme_groups(library)
    named = [(group.id, group.title, True) for group in groups]
    return PageView("Themes", "The subjects that run through the reviews.", "themes.html", "Page", groups, sections=sections(*named), indexed=False)


def theme_groups(library: Library) -> tuple[Group, ...]:
    """Return the themes grouped by cross-cutting theme, with how many lessons and reviews each has."""
    groups = []
    for parent, term in library.vocabularies["cross-cutting-themes"].items():
        links = tuple(_theme_line(library, key) for key, theme in _by_title(library.themes) if theme.parent == parent)
        if links:
            groups.append(Group(parent, term.label, links))
    return tuple(groups)


def explore_view(library: Library) -> PageView:
    """Return the search page with one filter per facet; only words that some page carries are offered."""
    reviews = library.counted_reviews.values()
    vocabularies = library.vocabularies
    facets = (
        Facet("kind", "Kind of page", KIND_CHOICES),
        Facet("theme", "Theme", tuple(_term(key, theme.title) for key, theme in _by_title(library.themes))),
        Facet("agency", "Agency", _used(vocabularies["agencies"], _agencies(library))),
        Facet("age", "Age band", _used(vocabularies["age-bands"], (band for review in reviews for band in review.child.age_bands))),
        Facet("harm", "Kind of harm", _used(vocabularies["harms"], (harm for review in reviews for harm in review.harms))),
        Facet("outcome", "Outcome", _used(vocabularies["outcomes"], (review.outcome for review in reviews))),
        Facet("nation", "Nation", _used(vocabularies["nations"], (review.nation for review in reviews))),
        Facet("type", "Type of review", _used(vocabularies["review-types"], (review.review_type for review in reviews))),
        Facet("decade", "Decade", tuple(_term(decade, decade) for decade in sorted({decade_of(review) for review in reviews}, reverse=True))),
    )
    return PageView("Explore", "Search the whole library and narrow it down by theme, agency, age, harm, outcome, nation, type and decade.", "explore.html", "Page", facets, indexed=False)


def glossary_view(library: Library) -> PageView:
    """Return the glossary, sorted by term."""
    entries = sorted(library.glossary.terms, key=lambda term: term.term.casefold())
    content = tuple(TermView(entry, links_to(library, "theme", entry.themes)) for entry in entries)
    return PageView("Glossary", "Words and acronyms of safeguarding reviews, explained.", "glossary.html", "Page", content, indexed=False)


def timeline_view(library: Library) -> PageView:
    """Return the timeline of law, guidance and practice."""
    events = sorted(library.timeline.events, key=lambda event: event.date)
    content = tuple(EventView(event, ", ".join(library.labels("nations", event.nations))) for event in events)
    return PageView("Timeline of law and guidance", "How reviews came to be what they are, by nation.", "timeline.html", "Page", content)


def review_types_view(library: Library) -> PageView:
    """Return the names of reviews by nation and era."""
    content = []
    for word, term in library.vocabularies["review-types"].items():
        number = sum(review.review_type == word for review in library.counted_reviews.values())
        content.append(TypeView(term, ", ".join(library.labels("nations", term.nations)), counted(number, "review")))
    return PageView("Names of reviews by nation and era", "What reviews have been called, where and when.", "review_types.html", "Page", tuple(content))


KIND_CHOICES = tuple(
    Term(id=word, label=label, description=label)
    for word, label in (("lesson", "Practice lessons"), ("theme", "Themes"), ("review", "Reviews"), ("training", "Training"), ("analysis", "National analyses"), ("page", "Other pages"))
)


def _theme_line(library: Library, theme_id: str) -> Link:
    lessons = counted(len(library.lessons_by_theme.get(theme_id, ())), "lesson")
    reviews = counted(len(library.reviews_by_theme.get(theme_id, ())), "review")
    return Link(library.themes[theme_id].title, url_of("theme", theme_id), f"{lessons}, {reviews}")


def _agencies(library: Library) -> Iterable[str]:
    yield from (agency for review in library.counted_reviews.values() for agency in review.agencies)
    yield from (role for lesson in library.lessons.values() for role in lesson.roles)


def _used(vocabulary: Mapping[str, Term], words: Iterable[str]) -> tuple[Term, ...]:
    chosen = set(words)
    return tuple(term for word, term in vocabulary.items() if word in chosen)


def _term(word: str, label: str) -> Term:
    return Term.model_construct(id=word, label=label, description=label)


def _by_title(records: Mapping[str, Theme]) -> list[tuple[str, Theme]]:
    return sorted(records.items(), key=lambda item: item[1].title)
