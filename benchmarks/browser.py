"""What a reader's browser loads and waits for: bytes up to the first search result, further queries, weight of a page."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from prose import Prose
from results import FirstResult, PageWeight, Seen
from server import SiteServer, compressed_body, serving

ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
RANKS = ((40,), (60,), (90,), (150,), (250,), (400,), (800,), (20, 120), (30, 300), (50, 700))
BETWEEN_KEYS = 30
WATCH = """([input, results]) => {
  window.benchmark = { key: 0, changed: 0 };
  document.querySelector(input).addEventListener("input", (event) => Object.assign(window.benchmark, { key: event.timeStamp, changed: 0 }), true);
  new MutationObserver(() => { window.benchmark.changed ||= performance.now(); }).observe(document.querySelector(results), { childList: true, subtree: true });
}"""


@dataclass(frozen=True)
class SearchBox:
    """Where a site's search box has its field, its results and their links."""

    field: str
    results: str
    links: str


OUR_BOX = SearchBox("#search-words", "#search-results", "#search-results a")
MATERIAL_BOX = SearchBox(".md-search__input", ".md-search-result__list", ".md-search-result__list a.md-search-result__link")


def measure_in_browser(our_site: Path, plain_site: Path, rounds: int) -> Seen:
    """Search both sites from the same page for the same word, alternating, each time with a fresh browser profile."""
    page = typical_review(our_site)
    ours, plain, queries = [], [], []
    with sync_playwright() as playwright, serving(our_site) as our_server, serving(plain_site) as plain_server:
        browser = launch(playwright)
        for number in range(rounds + 1):
            first, later = search(browser, our_server, page, OUR_BOX, further=True)
            other, _ = search(browser, plain_server, page, MATERIAL_BOX, further=False)
            if number:  # the first time only fills the server's store of compressed files
                ours.append(first)
                plain.append(other)
                queries += later
        weight = weigh(browser, our_server, page)
        browser.close()
    return Seen(ours, plain, queries, weight)


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium, or the one that came with Playwright where there is none."""
    program = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=program, args=ARGUMENTS)


def typical_review(site: Path) -> str:
    """Return the address of the review page whose compressed size is the median."""
    pages = [path for path in sorted((site / "reviews").glob("*/index.html"))]
    pages.sort(key=lambda path: len(compressed_body(path)))
    return f"{pages[len(pages) // 2].parent.relative_to(site).as_posix()}/"


def queries() -> list[str]:
    """Return ten queries of one or two words, from common to rare."""
    words = Prose("queries").words
    return [" ".join(words[rank] for rank in ranks) for ranks in RANKS]


def search(browser: Browser, server: SiteServer, address: str, box: SearchBox, *, further: bool) -> tuple[FirstResult, list[float]]:
    """Open a page, open its search, type a word and wait for the first result; then time the further queries."""
    context = browser.new_context()
    page = context.new_page()
    server.deliveries.clear()
    started = perf_counter()
    page.goto(server.address + address, wait_until="load")
    page_bytes = server.sent()
    first, *others = queries()
    page.keyboard.press("/")
    page.locator(f"{box.field}:focus").wait_for()
    page.keyboard.type(first, delay=BETWEEN_KEYS)
    page.locator(box.links).first.wait_for(timeout=120_000)
    result = FirstResult(page_bytes, server.sent(), len(server.deliveries), perf_counter() - started)
    later = time_queries(page, box, others) if further else []
    context.close()
    return result, later


def time_queries(page: Page, box: SearchBox, words: Sequence[str]) -> list[float]:
    """Return for each query the seconds from its last key to changed results."""
    page.evaluate(WATCH, [box.field, box.results])
    return [time_query(page, box, query) for query in words]


def time_query(page: Page, box: SearchBox, query: str) -> float:
    """Type a query in place of the last one and return the seconds from its last key to changed results."""
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(query, delay=BETWEEN_KEYS)
    page.wait_for_function("() => window.benchmark.changed")
    if not page.locator(box.links).count():
        raise SystemExit(f"the query {query!r} found nothing; the time would mean nothing")
    return float(page.evaluate("() => window.benchmark.changed - window.benchmark.key")) / 1000


def weigh(browser: Browser, server: SiteServer, address: str) -> PageWeight:
    """Open a page from an empty cache, wait until nothing more is loaded, and add up what was sent."""
    file = server.folder / address / "index.html"
    context = browser.new_context()
    server.deliveries.clear()
    context.new_page().goto(server.address + address, wait_until="networkidle")
    context.close()
    return PageWeight(file.stat().st_size, len(compressed_body(file)), server.sent())
