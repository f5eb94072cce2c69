"""Lists what needs another look, in Markdown: `remind.py links` asks every outside address, `remind.py checks` looks at dates.

Prints nothing when there is nothing to do. Never fails for what it finds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from learning_library.checks import Collection, gather
from learning_library.checks.record_rules import HELPLINES_OLD

PROJECT = Path(__file__).resolve().parents[1]
RECORDS_OLD = timedelta(days=365)
SECONDS, AT_ONCE = 20, 8


def main() -> int:
    """Print the list that was asked for."""
    collection = gather([PROJECT / "data"], PROJECT, date.today())[0]
    print("\n".join(LISTS[sys.argv[1]](collection)), end="")
    return 0


def old_checks(collection: Collection, today: date | None = None) -> Iterator[str]:
    """Yield a line for each record and helpline whose check is old."""
    today = today or date.today()
    for entry in collection.entries():
        checked = getattr(entry.record, "checked", None)
        if checked and today - checked > RECORDS_OLD:
            yield f"- [ ] {entry.document.file}: last checked {checked}"
    for line in collection.single("support").lines:
        if today - line.checked > HELPLINES_OLD:
            yield f"- [ ] data/support.yml, {line.name}: last checked {line.checked}; look at the service's own page"


def dead_links(collection: Collection, answers: Callable[[str], str] | None = None) -> Iterator[str]:
    """Yield a line for each outside address that does not answer, with the records that hold it."""
    places: dict[str, list[str]] = {}
    for entry in collection.entries():
        for url in sorted(set(_addresses(entry.document.value))):
            places.setdefault(url, []).append(entry.document.file)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for url, trouble in zip(places, pool.map(answers or _trouble, places), strict=True):
            if trouble:
                yield f"- [ ] <{url}>: {trouble} ({', '.join(places[url])})"


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if value.startswith(("https://", "http://")) else []
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _addresses(item)


def _trouble(url: str) -> str:
    try:
        with urlopen(Request(url, method="HEAD", headers={"User-Agent": "link check of an open learning library"}), timeout=SECONDS):
            return ""
    except HTTPError as error:
        return f"answers {error.code}" if error.code in (404, 410) else ""
    except (URLError, OSError, ValueError) as error:
        return f"does not answer ({getattr(error, 'reason', error)})"


LISTS: dict[str, Callable[[Collection], Iterator[str]]] = {"links": dead_links, "checks": old_checks}

if __name__ == "__main__":
    sys.exit(main())
