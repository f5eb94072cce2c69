"""What contributors write comes out as text, and no page asks another site for anything."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .building import PROJECT, build, configure, serve
from .hostile import ATTACK, make_hostile

SAMPLE = ("", "explore/?q=neglect", "glossary/", "about/timeline/", "404.html")


def sampled(site: Path) -> list[str]:
    """Return a few single pages and every tenth page of records, which meets each kind."""
    records = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.glob("*/*/index.html"))
    return [*SAMPLE, *records[::10]]


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A site built from records that carry an attack in every free text."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(PROJECT / "tests" / "fixtures" / "library", folder / "data")
    shutil.copytree(PROJECT / "data" / "vocabularies", folder / "data" / "vocabularies", dirs_exist_ok=True)
    assert make_hostile(folder / "data") > 100
    (folder / "data" / "exceptions.yml").write_text("exceptions: []\n", encoding="utf-8")
    done = build(configure(folder, folder / "data", validation={"links": {"anchors": "ignore", "not_found": "ignore"}}), folder / "site")
    assert done.returncode == 0, done.stderr
    server, address = serve(folder / "site")
    yield folder / "site", address
    server.shutdown()


def test_attacks_come_out_as_text_on_every_page(hostile_site: tuple[Path, str], new_page: Callable[..., Page]) -> None:
    """No script of a record runs, no element of a record is made, and its characters can be read on the page."""
    site, address = hostile_site
    page = new_page()
    for path in sorted(site.rglob("index.html")):
        name = path.parent.relative_to(site).as_posix()
        page.goto(address if name == "." else f"{address}{name}/")
        assert page.evaluate("window.hacked") is None, name
        assert page.locator("main img, main svg, main [onerror], main [onload], a[href^='javascript:']").count() == 0, name
        assert "49" not in page.locator("main").inner_text() or "{{ 7*7 }}" in page.locator("main").inner_text(), name
    page.goto(address + "lessons/")
    assert ATTACK.split(" ")[0] in page.locator("main").inner_text() and "{{ 7*7 }}" in page.locator("main").inner_text()


def test_attacks_come_out_as_text_in_search(hostile_site: tuple[Path, str], new_page: Callable[..., Page]) -> None:
    """Titles and excerpts in the search box and in Explore are text."""
    page = new_page()
    page.goto(hostile_site[1] + "explore/?q=hacked")
    page.wait_for_selector("#explore-results a")
    assert "<script>" in page.locator("#explore-results").inner_text()
    page.keyboard.press("Tab")
    page.goto(hostile_site[1])
    page.keyboard.press("/")
    page.keyboard.type("hacked")
    page.wait_for_selector("#search-results a")
    assert "<script>" in page.locator("#search-results").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator("#search-results img, #search-results svg, #search-results script").count() == 0


def test_attacks_stay_inside_structured_data(hostile_site: tuple[Path, str]) -> None:
    """JSON-LD parses, carries the text unchanged, and no tag ends it early."""
    seen = 0
    for path in hostile_site[0].rglob("index.html"):
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL):
            data = json.loads(block)
            assert "<" not in block
            seen += ATTACK[:30] in data["name"]
    assert seen > 3


def test_no_page_asks_another_site(site: Path, address: str, new_page: Callable[..., Page]) -> None:
    """Every request goes to the site itself, nothing fails, and the console stays empty."""
    page = new_page()
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: troubles.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    for name in sampled(site):
        page.goto(address + name)
        page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("neglect")
    page.wait_for_selector("#search-results a")
    assert [url for url in asked if not url.startswith(address)] == []
    assert troubles == []


def test_the_site_works_at_the_root_too(root_address: str, new_page: Callable[..., Page]) -> None:
    """At the root of a server, links, search and Explore work as below a sub-path."""
    page = new_page()
    page.goto(root_address)
    page.get_by_role("link", name="Reviews", exact=True).click()
    page.locator("main .links a").first.click()
    page.wait_for_url("**/reviews/*/")
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1
    page.keyboard.press("/")
    page.keyboard.type("neglect")
    page.wait_for_selector("#search-results a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root_address}themes/neglect/")
