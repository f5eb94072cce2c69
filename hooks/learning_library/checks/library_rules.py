"""Rules over all records together. Each rule is a function whose docstring is the rule; it yields problems."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from ..problems import FieldPath, Problem, choices, did_you_mean, shown
from ..records import FOLDERS, KINDS, SINGLE_FILES, RefersTo, Term, Vocabulary, all_marks, marked_values
from .collection import Collection, Entry
from .wording import check_acronyms_are_known, check_file_names_hold_no_name, check_language, check_names_are_known, check_no_sentence_stands_twice

SHORT_LIST = 12
NEAR = 3
TITLES_ALIKE, EXPLANATIONS_ALIKE = 80, 75  # percent; far above the nearest two lessons that differ
COPY_SITES = "copy-sites"
BRACKETS = re.compile(r" *\([^)]*\)")


def check_library(collection: Collection) -> list[Problem]:
    """Run every rule over the whole library."""
    problems: list[Problem] = []
    for rule in RULES:
        problems += rule(collection)
    return problems


def check_nothing_is_missing(collection: Collection) -> Iterator[Problem]:
    """Every single file and every vocabulary that fields refer to is there."""
    needed = [(".", name) for name in SINGLE_FILES]
    needed += [("vocabularies", name) for name in sorted(_vocabularies_in_use())]
    for folder, name in needed:
        if name not in collection.folder(folder) and (folder, name) not in collection.broken:
            place = f"data/{name}.yml" if folder == "." else f"data/{folder}/{name}.yml"
            yield Problem(place, 1, "", "is missing; the library cannot be built without it")


def check_words_are_known(collection: Collection) -> Iterator[Problem]:
    """A word of a closed list stands in its vocabulary, and an id names a record that is there."""
    known = {name: {term.id: term for term in record.terms} for name, record in collection.records("vocabularies").items()}
    for entry in collection.entries():
        for path, word, mark in marked_values(entry.record):
            if isinstance(mark, Vocabulary) and mark.name in known and word not in known[mark.name]:
                yield _unknown_word(entry, path, word, mark.name, known[mark.name])
            elif isinstance(mark, RefersTo):
                yield from _unknown_record(collection, entry, path, word, mark.kind)


def check_titles_differ(collection: Collection) -> Iterator[Problem]:
    """No two records of a kind have the same title, whatever its case."""
    for folder in KINDS.values():
        first: dict[str, Entry] = {}
        for entry in collection.folder(folder).values():
            other = first.setdefault(entry.record.title.casefold(), entry)
            if other is not entry:
                yield entry.document.problem(("title",), f"{shown(entry.record.title)} is also the title of {other.document.file}")


def check_lessons_differ(collection: Collection) -> Iterator[Problem]:
    """No lesson says nearly the same as another: their titles, or what they explain, are not alike."""
    lessons = sorted(collection.folder("lessons").items())
    for field, alike, most in (("title", fuzz.token_sort_ratio, TITLES_ALIKE), ("explanation", fuzz.token_set_ratio, EXPLANATIONS_ALIKE)):
        texts = [getattr(entry.record, field) for _, entry in lessons]
        for index, (_, entry) in enumerate(lessons):
            near = process.extractOne(texts[index], texts[:index], scorer=alike, score_cutoff=most)
            if near:
                yield entry.document.problem((field,), f"is {near[1]:.0f} % like that of {lessons[near[2]][1].document.file}; merge the two, or say what makes them different")


def check_an_address_has_one_title(collection: Collection) -> Iterator[Problem]:
    """An address that stands as a source in two records has the same title in both; what stands in brackets may differ."""
    first: dict[str, tuple[str, str]] = {}
    for entry in collection.entries():
        for index, source in enumerate(getattr(entry.record, "sources", [])):
            title, file = first.setdefault(source.url, (source.title, entry.document.file))
            if file != entry.document.file and BRACKETS.sub("", title).casefold() != BRACKETS.sub("", source.title).casefold():
                yield entry.document.problem(("sources", index, "title"), f"is {shown(source.title)}, but the same address has the title {shown(title)} in {file}; give the page's own title in both")


def check_copies_say_so(collection: Collection) -> Iterator[Problem]:
    """A source read at a site that keeps copies of other people's documents says in its title that it is a copy."""
    sites = tuple(site for term in _terms(collection, COPY_SITES) for site in term.forms)
    for entry in collection.entries():
        for index, source in enumerate(getattr(entry.record, "sources", [])):
            if _is_at(source.url, sites) and "cop" not in source.title.rpartition("(")[2]:
                yield entry.document.problem(("sources", index, "url"), 'is an address of a site that keeps copies; give the publisher\'s own, or end the title with "(copy)"')
        if _is_at(getattr(entry.record, "report_url", None) or "", sites):
            yield entry.document.problem(("report_url",), "is an address of a site that keeps copies; give the publisher's own, or leave it out")


def check_no_record_is_orphaned(collection: Collection) -> Iterator[Problem]:
    """A lesson is found in at least one review, and a theme has at least one lesson."""
    used: dict[str, set[str]] = defaultdict(set)
    for entry in collection.entries():
        for _, word, mark in marked_values(entry.record):
            if isinstance(mark, RefersTo):
                used[f"{entry.document.folder}>{mark.kind}"].add(word)
    for folder, user, kind, message in ORPHANS:
        if any(broken == user for broken, _ in collection.broken):
            continue  # a record that could not be read may be the one that points here
        for record_id, entry in collection.folder(folder).items():
            if record_id not in used[f"{user}>{kind}"]:
                yield entry.document.problem((), message)


def check_one_session_a_theme(collection: Collection) -> Iterator[Problem]:
    """A theme has at most one training session."""
    first: dict[str, Entry] = {}
    for entry in collection.folder("training").values():
        other = first.setdefault(entry.record.theme, entry)
        if other is not entry:
            yield entry.document.problem(("theme",), f"{shown(entry.record.theme)} has a session already: {other.document.file}")


def check_ids_in_lists_differ(collection: Collection) -> Iterator[Problem]:
    """The ids within a vocabulary, and within the glossary, differ."""
    for entry in [*collection.folder("vocabularies").values(), *collection.folder(".").values()]:
        seen: set[str] = set()
        for index, term in enumerate(getattr(entry.record, "terms", [])):
            if term.id in seen:
                yield entry.document.problem(("terms", index, "id"), f"{shown(term.id)} stands twice in this list")
            seen.add(term.id)


def _terms(collection: Collection, vocabulary: str) -> list[Term]:
    entry = collection.folder("vocabularies").get(vocabulary)
    return entry.record.terms if entry else []


def _is_at(address: str, sites: tuple[str, ...]) -> bool:
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return any(host == site or host.endswith(f".{site}") for site in sites)


def _unknown_word(entry: Entry, path: FieldPath, word: str, vocabulary: str, terms: Mapping[str, Term]) -> Problem:
    other_names = {name.casefold(): key for key, term in terms.items() for name in (term.label, *term.also_called)}
    if key := other_names.get(word.casefold()):
        return entry.document.problem(path, f'unknown word {shown(word)}; write "{key}", which is what the list calls it')
    hint = choices(word, terms)
    if len(terms) > SHORT_LIST:
        near = did_you_mean(word, terms)
        hint = f"{near} Allowed" if near else "; allowed"
        hint += f" words stand in data/vocabularies/{vocabulary}.yml"
    return entry.document.problem(path, f"unknown word {shown(word)}{hint}")


def _unknown_record(collection: Collection, entry: Entry, path: FieldPath, word: str, kind: str) -> Iterator[Problem]:
    records = collection.folder(KINDS[kind])
    if word not in records and (KINDS[kind], word) not in collection.broken:
        if kind == "lesson" and word in collection.folder("themes"):
            lessons = [key for key, lesson in collection.records("lessons").items() if word in lesson.themes]
            yield entry.document.problem(path, f"{shown(word)} is a theme, not a lesson; its lessons are {', '.join(lessons)}")
            return
        hint = did_you_mean(word, records) or _beginning_alike(word, records) or f"; no file data/{KINDS[kind]}/{word}.yml"
        yield entry.document.problem(path, f"unknown {kind} {shown(word)}{hint}")


def _beginning_alike(word: str, records: Iterable[str]) -> str:
    near = [name for name in sorted(records) if name.startswith(word)][:NEAR]
    return f"; did you mean {' or '.join(shown(name) for name in near)}?" if near else ""


def _vocabularies_in_use() -> set[str]:
    models = [*FOLDERS.values(), *SINGLE_FILES.values()]
    return {mark.name for model in models for mark in all_marks(model) if isinstance(mark, Vocabulary)}


ORPHANS = (
    ("lessons", "reviews", "lesson", "no finding of any review points to this lesson; tie a finding to it or take it out"),
    ("themes", "lessons", "theme", "no lesson belongs to this theme; add it to a lesson's `themes` or take it out"),
)
RULES = (
    check_nothing_is_missing,
    check_words_are_known,
    check_titles_differ,
    check_no_record_is_orphaned,
    check_one_session_a_theme,
    check_ids_in_lists_differ,
    check_lessons_differ,
    check_an_address_has_one_title,
    check_copies_say_so,
    check_language,
    check_names_are_known,
    check_acronyms_are_known,
    check_file_names_hold_no_name,
    check_no_sentence_stands_twice,
)
