"""The words people type, and the Pagefind index.

Pagefind knows no synonyms. `search_words` lists the words of each theme and glossary entry with the page they lead to;
the browser matches a query against them first, and then asks Pagefind.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .library import Library
from .records import GlossaryTerm, Theme
from .stable_index import put_in_order
from .views.parts import url_of

LESSONS_SHOWN = 3
NOT_INDEXED = ".cite, nav"


class SearchIndexError(Exception):
    """Raised when the search index could not be made; the message says what to do."""


def search_words(library: Library) -> str:
    """Return the words as JSON: a list of entries with title, kind, url, words, theme, and the theme's first lessons."""
    entries = [_theme_entry(library, key, theme) for key, theme in library.themes.items()]
    entries += [_glossary_entry(library, term) for term in library.glossary.terms]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"))


def build_index(site: Path) -> None:
    """Index a finished site with Pagefind into `site/pagefind/`.

    Raises SearchIndexError when Pagefind fails, or when its program is not of the version that was installed with it.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet", "--exclude-selectors", NOT_INDEXED]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    entry = site / "pagefind" / "pagefind-entry.json"
    if done.returncode != 0 or not entry.is_file():
        raise SearchIndexError(f"Pagefind could not index {site}: {(done.stderr or done.stdout).strip()}")
    built_with, installed = json.loads(entry.read_text(encoding="utf-8"))["version"], version("pagefind")
    if built_with != installed:
        raise SearchIndexError(f"Pagefind {installed} is installed, but a program of version {built_with} ran; take the other one out of PATH and PAGEFIND_BINARY_PATH")
    put_in_order(site / "pagefind")


def _theme_entry(library: Library, theme_id: str, theme: Theme) -> dict[str, Any]:
    return {
        "title": theme.title,
        "kind": "Theme",
        "url": url_of("theme", theme_id),
        "words": [theme.title, *theme.also_called, *theme.older_terms, *theme.everyday_words],
        "text": theme.definition,
        "themes": [theme_id],
        "lessons": _lessons(library, [theme_id]),
    }


def _glossary_entry(library: Library, term: GlossaryTerm) -> dict[str, Any]:
    return {
        "title": f"{term.term} ({term.stands_for})" if term.stands_for else term.term,
        "kind": "Glossary",
        "url": f"glossary/#{term.id}",
        "words": [term.term, *([term.stands_for] if term.stands_for else []), *term.also_called],
        "text": term.definition,
        "themes": term.themes,
        "lessons": _lessons(library, term.themes[:1]),
    }


def _lessons(library: Library, theme_ids: list[str]) -> list[list[str]]:
    lessons = [lesson for theme in theme_ids for lesson in library.lessons_by_theme.get(theme, [])[:LESSONS_SHOWN]]
    return [[library.lessons[lesson].title, url_of("lesson", lesson)] for lesson in lessons]
