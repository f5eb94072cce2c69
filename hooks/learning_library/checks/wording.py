"""Rules over the library's own words: what language they use, and whom they could identify.

Each rule is a function whose docstring is the rule. Official titles, names of publishers and the words that people type are
not the library's own words; `records.OwnWords` marks those that are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import product
from typing import Any
from unicodedata import combining, normalize

from ..problems import FieldPath, Problem, shown
from ..records import Analysis, Lesson, OwnWords, Record, Review, Theme, Training, WordingException, marked_values
from .collection import Collection, Entry

Words = tuple[str, ...]
WRITTEN_FOR_READERS = (Review, Lesson, Theme, Training, Analysis)
LONG_SENTENCE = 12
MOST_WORDS = 35
PROPER_NOUNS = "proper-nouns"
PROPER = re.compile(r"\b[A-Z][a-z][a-z'’]*")
CLAUSE_END = re.compile(r"(?<=[.!?:])\s+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
ORDINAL = r"(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
RELATION = (
    r"(?:mother|father|mum|mam|dad|parents?|son|daughter|brothers?|sisters?|siblings?|twins?|step-?(?:mother|father|mum|dad|brother|sister)|grand(?:mother|father|parents?|ma|pa)|"
    r"nan|nana|gran|granny|grandad|aunt|auntie|uncle|cousin|partner|ex-partner|boyfriend|girlfriend|husband|wife|carers?|foster carers?|perpetrator|neighbour|lodger)"
)
ROLE = r"(?:social worker|head ?teacher|teacher|health visitor|midwife|doctor|paediatrician|police officer|officer|nurse|key ?worker|manager|solicitor|judge|reviewer|chair)"
TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Sister|PC|DC|DS|DI|DCI|Sgt|Sergeant|Inspector|Constable)"
NAME = r"(?:[A-Z]\. ?)?(?:O'|O’|Mc|Mac)?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?"
NO_NAME = r"(?!Agencies|Child|Baby|Family|Young|I\b|In\b|The\b|And\b|A\b)"
DATE, DAY, SCHOOL = "a full date; give the year, or the month and year", "a day; give the month or the year", "the name of a school or nursery; say what kind of place it was"
INITIALS = "initials with an age; leave them out"
NUMBER_WORD = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
RELATIVE, PERSON, PLACE = "the name of a relative or carer; leave it out", "a person's name; say what part the person had", "an address or the name of a ward; leave it out"
DETAILS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? (?:\d{{4}}|\d{{2}}\b)|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b", re.I), DATE),
    (re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b"), DATE),
    (re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?! \d)|\b(?!may\b|march\b){MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?! ?%)|\b(?:March|May) \d{{1,2}}(?:st|nd|rd|th)\b", re.I), DAY),
    (re.compile(rf"\b(?:{ORDINAL}) (?:day )?(?:of )?{MONTH}|\b{MONTH} the (?:{ORDINAL})\b", re.I), DAY),
    (re.compile(r"\b(?:Christmas (?:Day|Eve)|Boxing Day|New Year(?:'s|’s) (?:Day|Eve)|Good Friday|Easter (?:Sunday|Monday))(?:,| of| in)? (?:19|20)\d{2}\b"), DAY),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b"), "a postcode; leave it out"),
    (re.compile(r"(?<![\d.])(?:\(0\d{2,5}\)|(?:\+44 ?(?:\(0\) ?)?|0)\d{2,4})[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)"), "a telephone number; leave it out"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "an e-mail address; leave it out"),
    (re.compile(r"\b[A-Za-z]\d{12}\b"), "a pupil number; leave it out"),
    (re.compile(rf"\b{RELATION}(?:,| called| named|:)? {NO_NAME}{NAME}(?:,| and\b|\b(?!'s| [A-Z]))"), RELATIVE),
    (re.compile(rf"\b{RELATION},? {NO_NAME}{NAME} {NAME}\b"), RELATIVE),
    (re.compile(rf"\b(?:Nan|Nana|Gran|Granny|Grandad|Auntie|Aunt|Uncle) {NO_NAME}[A-Z][a-z]{{2,}}\b"), RELATIVE),
    (re.compile(rf"\b{NO_NAME}[A-Z][a-z]{{2,}}, (?:his|her|their|the) (?:\w+ )?{RELATION}\b"), RELATIVE),
    (re.compile(rf"\b(?:[Ss]on|[Dd]aughter|[Cc]hild|[Bb]rother|[Ss]ister) of (?:{TITLE}\.? )?[A-Z][a-z]+ [A-Z][a-z]+"), RELATIVE),
    (re.compile(rf"\b{TITLE}\.? {NAME}\b"), PERSON),
    (re.compile(rf"\b{ROLE},? {NO_NAME}[A-Z][a-z]+ (?:O'|O’|Mc)?[A-Z][a-z]+", re.A), PERSON),
    (re.compile(r"\b[A-Z][a-z]+ (?:Road|Street|Avenue|Lane|Crescent|Terrace|Gardens|Grove|Mews|Square)\b|\b\d{1,4}[A-Za-z]? (?:[A-Z][a-z]+ ){1,3}(?:Close|Drive|Court|Way|Place|Hill|Rise)\b"), PLACE),
    (re.compile(r"\b[Ww]ard \d+[A-Z]?\b|\b[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:Ward|Neonatal Unit|General Hospital|Infirmary|Surgery|Medical Centre)\b"), PLACE),
    (re.compile(r"\b[A-Z][\w'’]+(?: [A-Z][\w'’]+)* (?:Primary|Junior|Infant|Infants|Secondary|High|Grammar|Nursery|Community|Academy|Comprehensive|First|Middle)(?: [A-Z]\w+)* School\b"), SCHOOL),
    (re.compile(r"\b[A-Z][\w'’]+ (?:[A-Z][\w'’]+ )?(?:Academy|High(?! Court| Street| Commission)|Day Nursery|Pre-?[Ss]chool|Playgroup|Kindergarten|Children's Centre|Sixth Form)\b"), SCHOOL),
    (re.compile(r"\b[A-Z]\.? ?[A-Z]\.?,? \(?(?:aged? )?\d{1,2}\b(?! ?%)(?!\d)"), INITIALS),
    (re.compile(rf"(?<!Child )(?<!Baby )\b(?:[B-Z]|A(?= ?\()|(?:[A-Z]\.){{2}}),? ?\(?(?:who (?:was|is) |aged? |nearly |just )*(?:\d{{1,2}}|{NUMBER_WORD})(?: ?(?:yrs?|years?|yo|months?)\b|\)|, [A-Z]\b)"), INITIALS),
    (re.compile(rf"\b(?:{NUMBER_WORD})-(?:year|month|week)-old [A-Z]\b|\b\d{{1,2}}-(?:year|month|week)-old [A-Z]\b"), INITIALS),
    (re.compile(rf"\b[A-Z](?:, [A-Z])* and [A-Z] \((?:aged )?(?:\d{{1,2}}|{NUMBER_WORD})\b"), INITIALS),
    (re.compile(r"\bNHS(?: number| no\.?)?:? \d{3}[ -]?\d{3}[ -]?\d{4}\b", re.I), "an NHS number; leave it out"),
)
MARKUP = re.compile(r"</?[a-z][^>]*>|\*\*|__|\]\(|^#+ |`", re.I | re.M)
SPACE = re.compile(r"\s")
DASH = re.compile(r"[\u2010-\u2015]")
NUMBERS = re.compile(r"[\d@]")
MONTH_NAME = re.compile(rf"\b{MONTH}|Christmas|Boxing|New Year|Easter|Good Friday")
CAPITAL_INSIDE = re.compile(r"[^.!?\s]\s+[A-Z(]|\b[A-Z][a-z]{0,4}\. [A-Z]|\b[A-Z][a-z]{2,}, (?:his|her|their|the) ")
INVENTED = (DATE, DAY, PLACE)
ALLOWED_IN_TITLES = (DATE, DAY, PLACE, SCHOOL, PERSON)  # of official titles; relatives, numbers and addresses are in none
NEED_A_CAPITAL = (RELATIVE, PERSON, SCHOOL)
NEED_EITHER = (PLACE, INITIALS)
CHOICE = re.compile(r"\([^)]*\)|[^\s()]+")
ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,6}s?\b")
LOOSE_WORD = re.compile(r"[\w'’]+")
NHS_NUMBER = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")


def own_words(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text of a record that is in the library's own words, with its path."""
    return ((path, text) for path, text, mark in marked_values(record) if isinstance(mark, OwnWords))


def check_no_identifying_details(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """The library's words hold no full date, postcode, number, address or relative's name that could identify a child."""
    for path, written in own_words(record):
        text = DASH.sub("-", SPACE.sub(" ", written))  # a hard space or a long dash hides nothing
        for pattern, what in _worth_trying(text):
            if isinstance(record, Training) and what in INVENTED:
                continue  # sheets of a session hold invented days and wards
            for found in dict.fromkeys(match.group() for match in pattern.finditer(text)):
                yield path, f"holds {shown(found)}, which looks like {what}"
        if any(_is_nhs_number(match.group()) for match in NHS_NUMBER.finditer(text)):
            yield path, "holds what looks like an NHS number; leave it out"


def check_link_texts_name_nobody(record: Review | Analysis) -> Iterator[tuple[FieldPath, str]]:
    """The title of a source, which becomes the text of a link, holds no name of a relative, and no number or address."""
    for index, source in enumerate(record.sources):
        for pattern, what in _worth_trying(source.title):
            if what not in ALLOWED_IN_TITLES and (match := pattern.search(source.title)):
                yield ("sources", index, "title"), f"holds {shown(match.group())}, which looks like {what}; shorten the title, and say so in brackets"


def _worth_trying(text: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield the patterns that can match at all: each needs a digit or an @, but for those that need something else or either."""
    numbers, names, months = bool(NUMBERS.search(text)), bool(CAPITAL_INSIDE.search(text)), bool(MONTH_NAME.search(text))
    for pattern, what in DETAILS:
        if (names and what in (*NEED_A_CAPITAL, *NEED_EITHER)) or (numbers and what not in NEED_A_CAPITAL) or (months and what == DAY):
            yield pattern, what


def check_no_markup(record: Record) -> Iterator[tuple[FieldPath, str, bool]]:
    """The library's words hold no HTML and no Markdown: they are shown as they are typed."""
    for path, text in own_words(record):
        if match := MARKUP.search(text):
            yield path, f"holds {shown(match.group())}, which looks like HTML or Markdown; it would be shown as it is typed", True


def check_sentences_are_short(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """A sentence has at most 35 words."""
    for path, text in own_words(record):
        for sentence in SENTENCE_END.split(text):
            if len(sentence.split()) > MOST_WORDS:
                yield path, f"has a sentence of {len(sentence.split())} words ({shown(sentence[:40])}…); at most {MOST_WORDS}, better 20"


def check_language(collection: Collection) -> Iterator[Problem]:
    """The library's words hold none of the forms of `data/vocabularies/language.yml`."""
    forms = {words: term for term in _avoided(collection) for form in term.forms for words in _spelt_out(form)}
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in forms:
        lengths[words[0]].add(len(words))
    for entry, path, text in _texts(collection) if forms else ():
        for found, words in sorted(_avoided_in(text, forms, lengths).items()):
            term = forms[words]
            is_note = term.level == "note" or _shows_poor_words(entry.record, path)
            yield entry.document.problem(path, f"says {shown(found)}, which this library {'avoids where it can' if is_note else 'avoids'}: {term.description} Better: {term.prefer}", is_note)


def _avoided_in(text: str, forms: Container[Words], lengths: Mapping[str, set[int]]) -> dict[str, Words]:
    """Return the avoided words of a text as they stand there; a hyphen, a space and a line end are the same. Longer forms win.

    `lengths` gives, for the first word of each form, how many words such forms have.
    """
    spans = list(LOOSE_WORD.finditer(text))
    plain = [match.group().casefold().replace("’", "'") for match in spans]
    found: dict[str, Words] = {}
    end = -1
    for start, word in enumerate(plain):
        if start <= end or word not in lengths:
            continue
        for length in sorted(lengths[word], reverse=True):
            words = tuple(plain[start : start + length])
            if words in forms:
                end = start + len(words) - 1
                found[text[spans[start].start() : spans[end].end()]] = words
                break
    return found


def _shows_poor_words(record: Record, path: FieldPath) -> bool:
    """Sessions hold poor notes to mend, wrong answers and what people say in an invented case: there the words stand on purpose."""
    return isinstance(record, Training) and (path[0] in ("sheets", "quiz", "plans") or path[-1] == "story")


def _spelt_out(form: str) -> Iterator[Words]:
    """Yield the words of a form, once for each choice: `(put|puts) at risk` is `put at risk` and `puts at risk`."""
    choices = [part.strip("()").split("|") for part in CHOICE.findall(form)]
    return (tuple(_plain_words(" ".join(chosen))) for chosen in product(*choices))


def _plain_words(form: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in LOOSE_WORD.findall(form)]


def check_names_are_known(collection: Collection) -> Iterator[Problem]:
    """A name inside a sentence of a review stands in its title, area, publisher or sources, or in a closed list."""
    everywhere = _names(_words_of_lists(collection))
    for entry in collection.folder("reviews").values():
        review = entry.record
        known = everywhere | _names([review.title, review.official_title, review.area, review.publisher, *(f"{source.title} {source.publisher}" for source in review.sources)])
        for path, text in entry.own_words:
            unknown = [name for sentence in CLAUSE_END.split(text) for name in _names_inside(sentence) if name not in known]
            if unknown and path != ("title",):
                yield entry.document.problem(path, f"holds {' and '.join(shown(name) for name in dict.fromkeys(unknown))}, which may name a person or place; leave it out, or write it in small letters where it is no name (a body or scheme goes into data/vocabularies/proper-nouns.yml)")


def check_acronyms_are_known(collection: Collection) -> Iterator[Problem]:
    """A short form in capitals stands in the glossary, in a closed list or in the record's own title."""
    everywhere = set(ACRONYM.findall(" ".join(_words_of_lists(collection))))
    for entry, path, text in _texts(collection):
        if isinstance(entry.record, Training):
            continue  # cards and poor notes to mend hold capitals on purpose
        record = entry.record
        known = everywhere.union(*(ACRONYM.findall(part) for part in _titles(record)))
        unknown = [short for short in ACRONYM.findall(text) if short not in known and short.rstrip("s") not in known]
        if unknown:
            yield entry.document.problem(path, f"holds the short form {shown(unknown[0])}; write it out, or add it to data/glossary.yml")


def check_file_names_hold_no_name(collection: Collection) -> Iterator[Problem]:
    """Each word of a review's file name begins a word of the record itself, so that it names no child whom the record does not name."""
    for entry in collection.folder("reviews").values():
        written = _plain_letters(" ".join(["", *_all_texts(entry.record)]))
        unknown = [word for word in entry.document.id.split("-") if not word.isdigit() and not re.search(rf"\b{word}", written)]
        if unknown:
            yield entry.document.problem((), f"the file's name holds {shown(unknown[0])}, which stands nowhere in the record; name the file by title, area and year")


def _titles(record: Any) -> Iterator[str]:
    names = ("title", "official_title", "area", "publisher")
    yield from (getattr(record, name, None) or "" for name in names)
    yield from (f"{source.title} {source.publisher}" for source in getattr(record, "sources", []))


def _all_texts(value: object) -> Iterator[str]:
    if isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _all_texts(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from _all_texts(item)
    elif isinstance(value, str):
        yield value


def _plain_letters(text: str) -> str:
    """Return a text in small letters without accents and apostrophes: St Climbié's is st climbies."""
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter) and letter not in "'’")


def _words_of_lists(collection: Collection) -> Iterator[str]:
    for entry in collection.folder("vocabularies").values():
        for term in entry.record.terms:
            yield f"{term.label} {term.description} {' '.join(term.forms) if entry.document.id == PROPER_NOUNS else ''}"
    glossary = collection.folder(".").get("glossary")
    for term in glossary.record.terms if glossary else ():
        yield f"{term.term} {term.stands_for or ''} {term.definition}"


def _names(texts: Iterable[str]) -> set[str]:
    return {_bare(name) for text in texts for name in PROPER.findall(text)}


def _names_inside(sentence: str) -> Iterator[str]:
    return (_bare(match.group()) for match in PROPER.finditer(sentence) if sentence[: match.start()].strip(" '\"“‘("))


def _bare(name: str) -> str:
    return re.sub(r"['’]s$", "", name)


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


def without_exceptions(collection: Collection, problems: list[Problem]) -> Iterator[Problem]:
    """Yield the problems but those that `data/exceptions.yml` allows, and a problem for each exception that is not needed."""
    entry = collection.folder(".").get("exceptions")
    allowed = entry.record.exceptions if entry else []
    used: set[int] = set()
    for problem in problems:
        places = {index for index, one in enumerate(allowed) if _allows(one, problem)}
        used |= places
        if not places:
            yield problem
    for index in range(len(allowed)):
        if index not in used:
            yield entry.document.problem(("exceptions", index), "is not needed: no rule says this of that place. Take it out, or give the file below data/, the field and the words just as the message has them")


def _allows(exception: WordingException, problem: Problem) -> bool:
    about_wording = problem.message.startswith((f"says {shown(exception.words)}", f"holds {shown(exception.words)}"))
    return about_wording and problem.file.endswith(f"/{exception.file}") and problem.field == exception.field


def _texts(collection: Collection) -> Iterator[tuple[Entry, FieldPath, str]]:
    for entry in collection.entries():
        if isinstance(entry.record, WRITTEN_FOR_READERS):
            for path, text in entry.own_words:
                yield entry, path, text


def _avoided(collection: Collection) -> Iterable[object]:
    entry = collection.folder("vocabularies").get("language")
    return entry.record.terms if entry else ()


def _is_nhs_number(text: str) -> bool:
    """The last of ten digits is a checksum over the others, modulo 11 (NHS Data Dictionary, NHS number)."""
    digits = [int(character) for character in text if character.isdigit()]
    rest = 11 - sum(digit * (10 - index) for index, digit in enumerate(digits[:9])) % 11
    return rest % 11 == digits[9] and rest != 10
