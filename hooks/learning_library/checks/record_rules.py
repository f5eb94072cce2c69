"""Rules over one record. Each rule is a function whose docstring is the rule; it yields the field's path and a message.

A third value, True, makes a note of it, which stops nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Any

from ..colours import LEAST_CONTRAST, contrast_with_white
from ..problems import FieldPath, Problem, choices, shown
from ..records import Analysis, Lesson, NamesSource, Record, Review, Site, Support, Theme, Training, marked_values
from .collection import Entry
from .wording import WRITTEN_FOR_READERS, check_link_texts_name_nobody, check_no_identifying_details, check_no_markup, check_sentences_are_short

Found = Iterator[tuple[FieldPath, str] | tuple[FieldPath, str, bool]]
SUMMARY_WORDS = 150
FULL_REPORT = "full-report"
FIRST_REVIEWS = "1945"
HELPLINES_OLD = timedelta(days=183)
FORM_MINUTES = {"short": 60, "long": 180, "briefing": 7}


def check_record(entry: Entry, today: date) -> list[Problem]:
    """Run every rule that fits the record's model."""
    rules = [rule for model, rule in RULES if isinstance(entry.record, model)]
    dated = [rule for model, rule in DATED_RULES if isinstance(entry.record, model)]
    found = [*chain.from_iterable(rule(entry.record) for rule in rules), *chain.from_iterable(rule(entry.record, today) for rule in dated)]
    return [entry.document.problem(*one) for one in found]


def check_sources_are_listed(record: Review | Analysis) -> Found:
    """A statement names a source that stands in the record's list `sources`."""
    keys = [source.key for source in record.sources]
    for path, key, mark in marked_values(record):
        if isinstance(mark, NamesSource) and key not in keys:
            yield path, f"unknown source {shown(key)}{choices(key, keys, 'listed are')}"


def check_source_keys_are_unique(record: Review | Analysis) -> Found:
    """No two sources of a record share a key or an address."""
    for name in ("key", "url"):
        counts = Counter(getattr(source, name) for source in record.sources)
        for index, source in enumerate(record.sources):
            if counts[getattr(source, name)] > 1:
                yield ("sources", index, name), f"{shown(getattr(source, name))} stands at more than one source"


def check_every_source_is_used(record: Review | Analysis) -> Found:
    """A source in the list supports at least one statement."""
    used = {key for _, key, mark in marked_values(record) if isinstance(mark, NamesSource)}
    for index, source in enumerate(record.sources):
        if source.key not in used:
            yield ("sources", index, "key"), f"source {shown(source.key)} supports no statement; use it or take it out"


def check_words_stand_once(record: Record) -> Found:
    """A word of a closed list, or an id, stands once in a list."""
    seen: set[tuple[FieldPath, str]] = set()
    for path, word, _ in marked_values(record):
        if isinstance(path[-1], int):
            if (path[:-1], word) in seen:
                yield path, f"{shown(word)} stands twice in this list"
            seen.add((path[:-1], word))


def check_review_dates_are_in_order(review: Review) -> Found:
    """Published, added, checked and withdrawn follow each other; a source is read after it was published."""
    if review.published < FIRST_REVIEWS:
        yield ("published",), f"is {review.published}; a year before {FIRST_REVIEWS} is taken for a slip, so look at it again"
    if review.published > review.added.isoformat():
        yield ("published",), f"is {review.published}, after the record was added ({review.added})"
    for index, source in enumerate(review.sources):
        length = min(len(source.read_on), len(source.published or ""))
        if source.published and source.read_on[:length] < source.published[:length]:
            yield ("sources", index, "read_on"), f"is {source.read_on}, before the source was published ({source.published})"
    if review.withdrawn and review.withdrawn.day < review.added:
        yield ("withdrawn", "day"), f"is {review.withdrawn.day}, before the record was added ({review.added})"


def check_sources_are_not_older(review: Review) -> Found:
    """A source from before the review's year is looked at twice: it speaks of the case, not of what the review found."""
    for index, source in enumerate(review.sources):
        if source.published and source.published[:4] < review.published[:4]:
            yield ("sources", index, "published"), f"is {source.published}, before the review was published ({review.published}); make sure that no statement takes it for a finding of the review", True


def check_reports_have_locators(review: Review) -> Found:
    """A finding read in the full report says where: page, paragraph, chapter or section."""
    kinds = {source.key: source.kind for source in review.sources}
    for index, finding in enumerate(review.findings):
        if kinds.get(finding.source) == FULL_REPORT and not finding.locator:
            yield ("findings", index, "locator"), "is missing, though the source is the full report; add the page, paragraph or section"


def check_colour_can_be_read(site: Site) -> Found:
    """The colour of a copy stands out from white, so that links and the bar can be read."""
    if site.colour and contrast_with_white(site.colour) < LEAST_CONTRAST:
        yield ("colour",), f"{shown(site.colour)} has a contrast of {contrast_with_white(site.colour):.1f} with white; at least {LEAST_CONTRAST} is needed, so choose a darker one"


def check_support_lines_are_fresh(support: Support, today: date) -> Found:
    """The number of a support line was looked at within the last six months."""
    for index, line in enumerate(support.lines):
        if today - line.checked > HELPLINES_OLD:
            yield ("lines", index, "checked"), f"is {line.checked}, more than six months ago; look at the service's own page, then write today's date", True


def check_checked_is_not_before_added(record: Any) -> Found:
    """A record is checked on or after the day it was added."""
    if record.checked < record.added:
        yield ("checked",), f"is {record.checked}, before the record was added ({record.added})"


def check_no_future_date(record: Record, today: date) -> Found:
    """No date lies in the future."""
    for path, value in _dates(record, ()):
        if value[: len(today.isoformat())] > today.isoformat()[: len(value)]:
            yield path, f"is {value}, which lies in the future (today is {today})"


def check_withdrawal_has_its_notice(review: Review) -> Found:
    """A withdrawn review has a reason and a day; a published one has neither."""
    if review.status == "withdrawn" and review.withdrawn is None:
        yield ("status",), "is withdrawn, but the notice is missing; add `withdrawn` with `reason` and `day`"
    if review.status == "published" and review.withdrawn is not None:
        yield ("withdrawn",), "stands in a record whose status is published; set `status: withdrawn` or take it out"


def check_summary_is_short(review: Review) -> Found:
    """A summary has at most 150 words."""
    words = len(review.summary.split())
    if words > SUMMARY_WORDS:
        yield ("summary",), f"has {words} words; at most {SUMMARY_WORDS}"


def check_words_of_a_theme_stand_once(theme: Theme) -> Found:
    """A synonym of a theme stands in one of its three lists only."""
    words = [(name, i, w) for name in ("also_called", "older_terms", "everyday_words") for i, w in enumerate(getattr(theme, name))]
    counts = Counter(word.casefold() for _, _, word in words)
    for name, index, word in words:
        if counts[word.casefold()] > 1:
            yield (name, index), f"{shown(word)} stands more than once among the words of this theme"


def check_analysis_says_something(analysis: Analysis) -> Found:
    """An analysis has at least one message or one figure."""
    if not analysis.figures and not analysis.messages:
        yield ("messages",), "is empty, and so is `figures`; an analysis needs at least one message or figure worth a page"


def check_plan_minutes_add_up(training: Training) -> Found:
    """The steps of a plan add up to its minutes."""
    for index, plan in enumerate(training.plans):
        total = sum(step.minutes for step in plan.steps)
        if total != plan.minutes:
            yield ("plans", index, "minutes"), f"is {plan.minutes}, but the steps add up to {total}"


def check_each_form_has_one_plan(training: Training) -> Found:
    """A session has one plan in each form: the short one of 60 minutes, the long one of half a day, the briefing of seven minutes."""
    for index, plan in enumerate(training.plans):
        wanted = FORM_MINUTES.get(plan.form, plan.minutes)
        if [other.form for other in training.plans].count(plan.form) > 1:
            yield ("plans", index, "form"), f"{shown(plan.form)} stands at more than one plan; write one plan in each form"
        if plan.minutes != wanted:
            yield ("plans", index, "minutes"), f"is {plan.minutes}; the form {shown(plan.form)} takes {wanted}"


def check_one_answer_is_right(training: Training) -> Found:
    """A knowledge-check question has exactly one right answer."""
    for index, question in enumerate(training.quiz):
        right = sum(option.correct for option in question.options)
        if right != 1:
            yield ("quiz", index, "options"), f"{right} answers are marked `correct: true`; exactly one must be"


def _dates(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _dates(item, (*path, index))
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if name in DATE_FIELDS:
                yield from _date(getattr(value, name), (*path, name))
            elif isinstance(getattr(value, name), (list, Record)):
                yield from _dates(getattr(value, name), (*path, name))


def _date(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if value is not None:
        yield path, str(value)


DATE_FIELDS = ("published", "read_on", "added", "checked", "day", "date")
RULES: tuple[tuple[Any, Callable[[Any], Found]], ...] = (
    ((Review, Analysis), check_sources_are_listed),
    ((Review, Analysis), check_source_keys_are_unique),
    ((Review, Analysis), check_every_source_is_used),
    (Record, check_words_stand_once),
    (Review, check_review_dates_are_in_order),
    (Review, check_sources_are_not_older),
    (Review, check_reports_have_locators),
    ((Review, Lesson, Theme, Training, Analysis), check_checked_is_not_before_added),
    (Review, check_withdrawal_has_its_notice),
    (Review, check_summary_is_short),
    (Theme, check_words_of_a_theme_stand_once),
    (Site, check_colour_can_be_read),
    (Analysis, check_analysis_says_something),
    (Training, check_plan_minutes_add_up),
    (Training, check_each_form_has_one_plan),
    (Training, check_one_answer_is_right),
    (WRITTEN_FOR_READERS, check_no_identifying_details),
    ((Review, Analysis), check_link_texts_name_nobody),
    (WRITTEN_FOR_READERS, check_sentences_are_short),
    (WRITTEN_FOR_READERS, check_no_markup),
)
DATED_RULES: tuple[tuple[Any, Callable[[Any, date], Found]], ...] = (
    (Record, check_no_future_date),
    (Support, check_support_lines_are_fresh),
)
