"""Rules over the library's own words: what language they use, and whom they could identify.

Each rule is a function whose docstring is the rule. Official titles, names of publishers and the words that people type are
not the library's own words; `records.OwnWords` marks those that are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..problems import FieldPath, Problem, shown
from ..records import Analysis, Lesson, OwnWords, Record, Review, Theme, Training, marked_values
from .collection import Collection, Entry

WRITTEN_FOR_READERS = (Review, Lesson, Theme, Training, Analysis)
LONG_SENTENCE = 12
MOST_WORDS = 35
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
RELATION = r"(?:mother|father|mum|dad|parent|son|daughter|brother|sister|sibling|stepmother|stepfather|grandmother|grandfather|aunt|uncle|cousin|partner|boyfriend|girlfriend|husband|wife|carer|perpetrator)"
DETAILS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? \d{{4}}\b|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b", re.I), "a full date; give the year, or the month and year"),
    (re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b"), "a full date; give the year, or the month and year"),
    (re.compile(r"\b(?:born|birthday|died|dob|d\.o\.b\.?)(?: was)? (?:on|on the)? ?\d{1,2}(?:st|nd|rd|th)? (?:of )?" + MONTH, re.I), "a day of birth or death; give the year"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"), "a postcode; leave it out"),
    (re.compile(r"(?<![\d.])(?:\+44 ?(?:\(0\) ?)?|0)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)"), "a telephone number; leave it out"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "an e-mail address; leave it out"),
    (re.compile(r"\b[A-Z]\d{12}\b"), "a pupil number; leave it out"),
    (re.compile(rf"\b{RELATION}(?:,| called| named)? (?!Agencies|Child\b|I\b|In\b)[A-Z][a-z]{{2,}}\b"), "the name of a relative or carer; leave it out"),
    (re.compile(rf"\b(?:[Ss]on|[Dd]aughter|[Cc]hild|[Bb]rother|[Ss]ister) of (?:Mr|Mrs|Ms|Miss|Dr)?\.? ?[A-Z][a-z]+ [A-Z][a-z]+"), "the name of a relative; leave it out"),
    (re.compile(r"\b(?:Mr|Mrs|Ms|Miss|PC|DC)\.? [A-Z][a-z]+"), "a person's name; say what part the person had"),
    (re.compile(r"\b\d{1,4}[A-Za-z]? (?:[A-Z][a-z]+ ){1,3}(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Court|Terrace|Gardens|Way|Place)\b"), "an address; leave it out"),
    (re.compile(r"\b[A-Z][\w'’]+(?: [A-Z][\w'’]+)* (?:Primary|Junior|Infant|Infants|Secondary|High|Grammar|Nursery|Community|Academy|Comprehensive)(?: [A-Z]\w+)* School\b|\b[A-Z][\w'’]+ [A-Z]?[\w'’]* ?(?:Academy|Ward)\b"), "the name of a school or ward; say what kind of place it was"),
    (re.compile(r"\b[A-Z]{1,2}\.? ?\((?:aged? )?\d{1,2}\)"), "initials with an age; leave them out"),
)
NHS_NUMBER = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")


def own_words(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text of a record that is in the library's own words, with its path."""
    return ((path, text) for path, text, mark in marked_values(record) if isinstance(mark, OwnWords))


def check_no_identifying_details(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """The library's words hold no full date, postcode, number, address or relative's name that could identify a child."""
    for path, text in own_words(record):
        for pattern, what in DETAILS:
            if match := pattern.search(text):
                yield path, f"holds {shown(match.group())}, which looks like {what}"
        if any(_is_nhs_number(match.group()) for match in NHS_NUMBER.finditer(text)):
            yield path, "holds what looks like an NHS number; leave it out"


def check_sentences_are_short(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """A sentence has at most 35 words."""
    for path, text in own_words(record):
        for sentence in SENTENCE_END.split(text):
            if len(sentence.split()) > MOST_WORDS:
                yield path, f"has a sentence of {len(sentence.split())} words ({shown(sentence[:40])}…); at most {MOST_WORDS}, better 20"


def check_language(collection: Collection) -> Iterator[Problem]:
    """The library's words hold none of the forms of `data/vocabularies/language.yml`."""
    forms = {form.casefold(): term for term in _avoided(collection) for form in term.forms}
    if not forms:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)", re.I)
    for entry, path, text in _texts(collection):
        for found in sorted({match.group() for match in pattern.finditer(text)}):
            term = forms[found.casefold()]
            yield entry.document.problem(path, f"says {shown(found)}, which this library avoids: {term.description} Better: {term.prefer}")


def check_no_sentence_stands_twice(collection: Collection) -> Iterator[Problem]:
    """A sentence of 12 words or more stands once in the whole library."""
    first: dict[str, str] = {}
    for entry, path, text in _texts(collection):
        for sentence in SENTENCE_END.split(text):
            words = re.findall(r"[\w'’]+", sentence.casefold())
            if len(words) < LONG_SENTENCE:
                continue
            place = f"{entry.document.file}:{entry.document.line(path)}"
            other = first.setdefault(" ".join(words), place)
            if other != place:
                yield entry.document.problem(path, f"repeats a sentence of {other} ({shown(sentence[:40])}…); say it once, or say it anew")


def _texts(collection: Collection) -> Iterator[tuple[Entry, FieldPath, str]]:
    for entry in collection.entries():
        if isinstance(entry.record, WRITTEN_FOR_READERS):
            for path, text in own_words(entry.record):
                yield entry, path, text


def _avoided(collection: Collection) -> Iterable[object]:
    entry = collection.folder("vocabularies").get("language")
    return entry.record.terms if entry else ()


def _is_nhs_number(text: str) -> bool:
    """The last of ten digits is a checksum over the others, modulo 11 (NHS Data Dictionary, NHS number)."""
    digits = [int(character) for character in text if character.isdigit()]
    rest = 11 - sum(digit * (10 - index) for index, digit in enumerate(digits[:9])) % 11
    return rest % 11 == digits[9] and rest != 10
