"""Explains a glossary word where it first stands on a page: the word becomes a button that shows its definition.

Works on finished HTML, so that pages from records and handwritten pages are treated alike. Only text in paragraphs, lists and
table cells is looked at; links, headings, buttons and labels stay as they are. What stands there instead comes from the template
`_explained.html`; it needs no script, since the browser opens the popover.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from .records import GlossaryTerm

PLACES = frozenset(("p", "li", "dd", "td"))
CLOSED = frozenset("a button summary label legend h1 h2 h3 h4 h5 h6 dt th script style code textarea select option nav title kbd".split())
TAG = re.compile(r"(<[^>]*>)")
TAG_NAME = re.compile(r"</?([a-z0-9]+)")
WORD = re.compile(r"(?<![\w-])[A-Za-z][\w-]*")
Explained = Callable[[str, GlossaryTerm], str]


@dataclass(frozen=True)
class Phrase:
    """A form to look for, in lower case unless it is an acronym, and the entry that explains it."""

    text: str
    entry: GlossaryTerm

    def stands_at(self, text: str, start: int) -> bool:
        """Tell whether the phrase stands whole at this place of a text."""
        found = text[start : start + len(self.text)]
        after = text[start + len(self.text) : start + len(self.text) + 1]
        same = found == self.text if self.text.isupper() else found.casefold() == self.text
        return same and not (after.isalnum() or after in ("-", "_"))


def phrases_of(terms: Iterable[GlossaryTerm]) -> Mapping[str, list[Phrase]]:
    """Return what is looked for by its first word, longest first: each entry's term and what it stands for."""
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for term in terms:
        for form in filter(None, (term.term, term.stands_for)):
            if match := WORD.match(form) if "(" not in form else None:
                phrases[match.group().casefold()].append(Phrase(form if form.isupper() else form.casefold(), term))
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase.text))
    return phrases


def explain(html: str, phrases: Mapping[str, list[Phrase]], explained: Explained) -> str:
    """Return a page's HTML in which each glossary word is explained at its first place.

    `html` must be well formed, with `>` escaped in attributes and text, as our templates and Markdown write it. `explained` returns
    what stands in place of a word, given the word and its entry.
    """
    parts = TAG.split(html)
    depth = {"places": 0, "closed": 0}
    seen: set[str] = set()
    for index, part in enumerate(parts):
        if index % 2:
            _count(part, depth)
        elif depth["places"] and not depth["closed"]:
            parts[index] = _explain_text(part, phrases, seen, explained)
    return "".join(parts)


def _count(tag: str, depth: dict[str, int]) -> None:
    match = TAG_NAME.match(tag)
    if match is None or tag.endswith("/>"):
        return
    kind = "places" if match.group(1) in PLACES else "closed" if match.group(1) in CLOSED else ""
    if kind:
        depth[kind] += -1 if tag.startswith("</") else 1


def _explain_text(text: str, phrases: Mapping[str, list[Phrase]], seen: set[str], explained: Explained) -> str:
    out, end = [], 0
    for match in WORD.finditer(text):
        for phrase in phrases.get(match.group().casefold(), ()) if match.start() >= end else ():
            if phrase.entry.id not in seen and phrase.stands_at(text, match.start()):
                seen.add(phrase.entry.id)
                after = match.start() + len(phrase.text)
                out += [text[end : match.start()], explained(unescape(text[match.start() : after]), phrase.entry)]
                end = after
                break
    return "".join([*out, text[end:]])
