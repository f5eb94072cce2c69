"""The records joined up: who refers to whom, and the counts that follow from it.

Everything here is computed from what people wrote and never written back. Withdrawn reviews keep their page but count
nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import nsmallest
from pathlib import Path

from .checks import Collection, gather
from .problems import InvalidData, blocking
from .records import Analysis, Cpd, Finding, Glossary, Lesson, Review, Site, Support, SupportLine, Term, Theme, Timeline, Training

RELATED_REVIEWS = 5


@dataclass(frozen=True)
class Found:
    """One place where a lesson was found: the review, and the finding's number in it (from 0)."""

    review_id: str
    index: int
    finding: Finding


@dataclass(frozen=True)
class Library:
    """All records by id, and what can be worked out from them."""

    reviews: Mapping[str, Review]
    lessons: Mapping[str, Lesson]
    themes: Mapping[str, Theme]
    training: Mapping[str, Training]
    analyses: Mapping[str, Analysis]
    vocabularies: Mapping[str, Mapping[str, Term]]
    glossary: Glossary
    timeline: Timeline
    support: Support
    cpd: Cpd
    site: Site
    files: Mapping[str, Path]

    @cached_property
    def counted_reviews(self) -> dict[str, Review]:
        """Published reviews by id, newest first: the y in "x of the y reviews in this library"."""
        published = {key: review for key, review in self.reviews.items() if review.status == "published"}
        return dict(sorted(published.items(), key=lambda item: (item[1].published, item[0]), reverse=True))

    @cached_property
    def found(self) -> dict[str, list[Found]]:
        """For each lesson id, every finding that teaches it, newest review first."""
        places: dict[str, list[Found]] = defaultdict(list)
        for review_id, review in self.counted_reviews.items():
            for index, finding in enumerate(review.findings):
                places[finding.lesson].append(Found(review_id, index, finding))
        return places

    @cached_property
    def reviews_by_lesson(self) -> dict[str, list[str]]:
        """For each lesson id, the ids of the reviews it was found in, newest first, each once."""
        return {lesson: list(dict.fromkeys(place.review_id for place in places)) for lesson, places in self.found.items()}

    @cached_property
    def lessons_by_review(self) -> dict[str, set[str]]:
        """For each review id, the ids of the lessons it teaches."""
        return {review_id: set(lesson_ids(review)) for review_id, review in self.counted_reviews.items()}

    @cached_property
    def lessons_by_theme(self) -> dict[str, list[str]]:
        """For each theme id, its lessons, the most often found first."""
        by_theme: dict[str, list[str]] = defaultdict(list)
        for lesson_id in sorted(self.lessons, key=lambda key: (-self.recurrence(key), self.lessons[key].title)):
            for theme in self.lessons[lesson_id].themes:
                by_theme[theme].append(lesson_id)
        return by_theme

    @cached_property
    def themes_by_review(self) -> dict[str, list[str]]:
        """For each review id, the themes of its lessons, the most frequent first. Never typed, always computed."""
        result = {}
        for review_id, review in self.counted_reviews.items():
            counts = Counter(theme for lesson in lesson_ids(review) for theme in self.lessons[lesson].themes)
            result[review_id] = sorted(counts, key=lambda theme: (-counts[theme], self.themes[theme].title))
        return result

    @cached_property
    def reviews_by_theme(self) -> dict[str, list[str]]:
        """For each theme id, the ids of its reviews, newest first."""
        by_theme: dict[str, list[str]] = defaultdict(list)
        for review_id, themes in self.themes_by_review.items():
            for theme in themes:
                by_theme[theme].append(review_id)
        return by_theme

    @cached_property
    def training_by_theme(self) -> dict[str, str]:
        """For each theme id that has one, the id of its training session."""
        return {session.theme: session_id for session_id, session in self.training.items()}

    @cached_property
    def newest_date(self) -> date:
        """The day of the newest change to any record: the date of the whole library, whenever it is built."""
        dated = [*self.reviews.values(), *self.lessons.values(), *self.themes.values(), *self.training.values(), *self.analyses.values()]
        return max((record.checked for record in dated), default=date(2000, 1, 1))

    def support_lines(self, themes: Iterable[str]) -> list[SupportLine]:
        """Return the support lines for everybody, and those for one of the themes, in the order of the file."""
        wanted = set(themes)
        return [line for line in self.support.lines if not line.themes or wanted.intersection(line.themes)]

    def recurrence(self, lesson_id: str) -> int:
        """Return in how many reviews of the library the lesson was found."""
        return len(self.reviews_by_lesson.get(lesson_id, ()))

    def related_reviews(self, review_id: str) -> list[tuple[str, list[str]]]:
        """Return up to five reviews that share lessons with this one, with those lessons; rare lessons weigh more."""
        lessons = lesson_ids(self.reviews[review_id])
        weight: dict[str, float] = defaultdict(float)
        for lesson in lessons:
            for other in self.reviews_by_lesson[lesson]:
                weight[other] -= 1 / self.recurrence(lesson)
        weight.pop(review_id)
        nearest = nsmallest(RELATED_REVIEWS, ((negative, other) for other, negative in weight.items()))
        return [(other, [lesson for lesson in lessons if lesson in self.lessons_by_review[other]]) for _, other in nearest]

    def label(self, vocabulary: str, word: str) -> str:
        """Return how readers see a word of a closed list."""
        return self.vocabularies[vocabulary][word].label

    def labels(self, vocabulary: str, words: Iterable[str]) -> list[str]:
        """Return the labels of several words, in the order of the closed list."""
        chosen = set(words)
        return [term.label for word, term in self.vocabularies[vocabulary].items() if word in chosen]


def lesson_ids(review: Review) -> list[str]:
    """Return the lessons a review teaches, each once, in the order of its findings."""
    return list(dict.fromkeys(finding.lesson for finding in review.findings))


def rests_on_press_alone(review: Review) -> bool:
    """Tell whether every finding of the review was read in a press report only."""
    kinds = {source.key: source.kind for source in review.sources}
    return all(kinds.get(finding.source) == "press" for finding in review.findings)


def load_library(folders: list[Path], root: Path, today: date) -> Library:
    """Read, check and join up everything below the data folders.

    Raises InvalidData with all problems when a single one is found: a library is whole or it is not built. Notes stop nothing.
    """
    collection, problems = gather(folders, root, today)
    if blocking(problems):
        raise InvalidData(blocking(problems))
    return join_up(collection, root)


def join_up(collection: Collection, root: Path) -> Library:
    """Return the library of a collection in which nothing is missing."""
    vocabularies = {name: {term.id: term for term in record.terms} for name, record in collection.records("vocabularies").items()}
    files = {f"{entry.document.folder}/{entry.document.id}": root / entry.document.file for entry in collection.entries()}
    return Library(
        reviews=collection.records("reviews"),
        lessons=collection.records("lessons"),
        themes=collection.records("themes"),
        training=collection.records("training"),
        analyses=collection.records("analyses"),
        vocabularies=vocabularies,
        glossary=collection.single("glossary"),
        timeline=collection.single("timeline"),
        support=collection.single("support"),
        cpd=collection.single("cpd"),
        site=collection.single("site"),
        files=files,
    )
