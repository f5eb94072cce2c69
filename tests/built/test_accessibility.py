"""WCAG 2.2 A and AA and best practice, by axe-core in a real browser: each page type, both schemes, three widths."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")


def first(site: Path, folder: str) -> str:
    """Return the address of the longest page of a folder, which shows the most."""
    return f"{folder}/{max((site / folder).glob('*/index.html'), key=lambda path: path.stat().st_size).parent.name}/"


def search_box(page: Page) -> None:
    """Open the search box and let it find something."""
    page.keyboard.press("/")
    page.keyboard.type("neglect")
    page.wait_for_selector("#search-results a")


def results(page: Page) -> None:
    """Wait until Explore shows results."""
    page.wait_for_selector("#explore-results li")


def open_all(page: Page) -> None:
    """Open every folded part."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")


def one_step(page: Page) -> None:
    """Open the first stage of the case, and the second with it."""
    page.locator("details").first.locator("summary").click()
    page.locator(".step").nth(1).wait_for()


def checked_answers(page: Page) -> None:
    """Answer the first question wrongly and the second rightly, and have them checked."""
    page.locator("[data-question]").nth(0).locator("input[value=wrong]").first.check()
    page.locator("[data-question]").nth(1).locator("input[value=right]").check()
    page.get_by_role("button", name="Check my answers").click()


def filled(page: Page) -> None:
    """Put something into the pack and into My learning, and come back."""
    here = page.url
    page.goto(here.replace("pack/", "").replace("my-learning/", "") + "lessons/let-history-count/")
    page.get_by_role("button", name="Add to pack").click()
    page.get_by_role("button", name="Note in My learning").click()
    page.goto(here)
    page.wait_for_selector("#handout h3, #learning-entries > li")
    open_all(page)


def explained_word(page: Page) -> None:
    """Open the explanation of a glossary word by keyboard."""
    page.locator("button.term").first.focus()
    page.keyboard.press("Enter")
    page.locator(".explained:popover-open").wait_for()


def nothing(page: Page) -> None:
    """The page as it comes."""


PAGES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "home": ("", nothing),
    "review": ("reviews/", nothing),
    "review with a word explained": ("reviews/", explained_word),
    "lesson": ("lessons/", nothing),
    "theme": ("themes/", nothing),
    "training": ("training/", open_all),
    "training at a step of the case": ("training/", one_step),
    "training with answers checked": ("training/", checked_answers),
    "empty pack": ("=pack/", nothing),
    "filled pack": ("=pack/", filled),
    "empty My learning": ("=my-learning/", nothing),
    "filled My learning": ("=my-learning/", filled),
    "national analysis": ("analyses/", nothing),
    "list of reviews": ("=reviews/", nothing),
    "list of lessons": ("=lessons/", nothing),
    "list of themes": ("=themes/", nothing),
    "list of training": ("=training/", nothing),
    "list of analyses": ("=analyses/", nothing),
    "explore": ("=explore/", results),
    "explore with filters": ("=explore/?q=baby&kind=review&age=under-1&sort=newest", results),
    "explore with nothing found": ("=explore/?q=zzzzqqq", lambda page: page.wait_for_function("document.getElementById('explore-status').textContent.startsWith('Nothing')")),
    "search box": ("=about/", search_box),
    "glossary": ("=glossary/", nothing),
    "timeline": ("=about/timeline/", nothing),
    "own counts": ("=about/counts/", nothing),
    "names of reviews": ("=about/review-types/", nothing),
    "field guide": ("=contribute/fields/", nothing),
    "handwritten page": ("=about/who-decides/", nothing),
    "page with a table": ("=use/", nothing),
    "page not found": ("=404.html", nothing),
}


@pytest.mark.parametrize("kind", PAGES)
def test_page_has_no_violation(kind: str, site: Path, address: str, new_page: Callable[..., Page]) -> None:
    """axe-core finds nothing on this page type, in either scheme, at any width, and nothing is cut off at 320 px."""
    path, prepare = PAGES[kind]
    path = path.removeprefix("=") if path.startswith("=") or not path else first(site, path.rstrip("/"))
    found = []
    for scheme in SCHEMES:
        page = new_page(scheme=scheme)
        page.goto(address + path)
        prepare(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            answer = Axe().run(page, options={"runOnly": TAGS})
            found += [(scheme, width, rule["id"], [node["html"][:150] for node in rule["nodes"][:3]]) for rule in answer.response["violations"]]
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{kind} scrolls sideways at {width} px"
    assert found == []


def test_scheme_follows_the_system_and_the_choice_stays(address: str, new_page: Callable[..., Page]) -> None:
    """A dark system gives dark colours; the button changes them, and the next page keeps the choice."""
    page = new_page(scheme="dark")
    page.goto(address)
    assert page.get_attribute("html", "data-md-color-scheme") == "slate"
    page.get_by_role("button", name="Light colours").click()
    page.goto(address + "about/")
    assert page.get_attribute("html", "data-md-color-scheme") == "default"


def test_first_tab_skips_to_the_content(address: str, new_page: Callable[..., Page]) -> None:
    """The first stop of the keyboard leads past the header."""
    page = new_page()
    page.goto(address + "lessons/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_training_prints_with_its_answers(site: Path, address: str, new_page: Callable[..., Page]) -> None:
    """On paper the folded parts of a session are open, and header and search are gone."""
    page = new_page()
    page.goto(address + first(site, "training"))
    page.emulate_media(media="print")
    assert page.locator("details >> nth=0").locator("p").first.is_visible()
    assert not page.locator(".site-header").is_visible()
