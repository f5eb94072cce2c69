"""Numbers about the records themselves, which the check prints after its count."""

from __future__ import annotations

import re
from statistics import median
from typing import Any

from .checks import Collection
from .library import rests_on_press_alone

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def measures(collection: Collection) -> list[str]:
    """Return one line each: how long sentences are, and on how many reviews press alone is the source."""
    reviews = list(collection.records("reviews").values())
    pressed = sum(rests_on_press_alone(review) for review in reviews)
    lengths = [len(sentence.split()) for text in _running_text(collection) for sentence in SENTENCE_END.split(text)]
    return [
        f"median sentence of summaries, lessons and themes: {median(lengths):g} words" if lengths else "no sentences yet",
        f"reviews that rest on press alone: {pressed} of {len(reviews)}",
    ]


def _running_text(collection: Collection) -> list[str]:
    lessons: list[Any] = list(collection.records("lessons").values())
    themes: list[Any] = list(collection.records("themes").values())
    texts = [review.summary for review in collection.records("reviews").values()]
    texts += [text for lesson in lessons for text in (lesson.explanation, lesson.try_this_week)]
    return texts + [text for theme in themes for text in (theme.definition, theme.why_it_matters)]
