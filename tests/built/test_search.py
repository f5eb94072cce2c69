"""Search as practitioners use it, in a real browser, with the words of the trade."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .building import serve

QUERIES = {
    "bruise on a baby": "infant-injury",
    "DNA": "was-not-brought",
    "toxic trio": "cumulative-needs",
    "LAC": "children-in-care",
    "dad not known to services": "unseen-men",
    "child didn't come to the clinic again": "was-not-brought",
    "mum's new boyfriend": "unseen-men",
    "sleeping in the same bed as baby": "safer-sleep",
}


def explore(page: Page, address: str, state: str = "") -> list[str]:
    """Open Explore in a state and return the addresses of its results."""
    page.goto(f"{address}explore/{state}")
    page.wait_for_function("document.getElementById('explore-status').textContent !== ''")
    return page.eval_on_selector_all("#explore-results a", "links => links.map((link) => link.href)")


def count(page: Page, facet: str, value: str) -> int:
    """Return the count that stands beside a choice."""
    return int(page.locator(f"label:has(input[name={facet}][value='{value}']) .count").text_content() or "0")


def number_found(page: Page) -> int:
    """Return the number that the status line announces."""
    words = page.locator("#explore-status").text_content() or ""
    return int(words.split()[0]) if words[:1].isdigit() else 0


@pytest.mark.parametrize("query", QUERIES)
def test_words_of_the_trade_find_their_theme(query: str, address: str, new_page: Callable[..., Page]) -> None:
    """In the search box and in Explore, a page that answers the words is among the first three results."""
    page = new_page()
    wanted = f"{address}themes/{QUERIES[query]}/"
    assert wanted in explore(page, address, "?q=" + query.replace(" ", "+"))[:3]
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.wait_for_selector("#search-results a")
    page.wait_for_timeout(600)
    links = page.eval_on_selector_all("#search-results a", "links => links.map((link) => link.href)")
    assert wanted in links[:3]
    assert any("/lessons/" in link for link in links), "the lessons of the theme come with it"


@pytest.mark.parametrize("acronym", ["MARAC", "ICPC", "MASH"])
def test_an_acronym_of_the_glossary_finds_its_entry_and_its_lessons(acronym: str, address: str, new_page: Callable[..., Page]) -> None:
    """A word of the glossary leads to its entry, to the theme that it names, and to lessons of that theme."""
    page = new_page()
    found = explore(page, address, f"?q={acronym}")
    assert any(f"glossary/#{acronym.lower()}" in link for link in found[:3])
    assert any("/themes/" in link for link in found[:3]) and any("/lessons/" in link for link in found)


def test_slash_opens_the_box_and_escape_leads_back(address: str, new_page: Callable[..., Page]) -> None:
    """The box opens by key, results come grouped by kind and announced, arrows move, Escape closes."""
    page = new_page()
    page.goto(address + "about/")
    page.keyboard.press("/")
    expect(page.locator("#search-words")).to_be_focused()
    page.keyboard.type("police")
    page.wait_for_selector("#search-results h2")
    assert {"Practice lessons", "Reviews"} <= set(page.locator("#search-results h2").all_text_contents())
    expect(page.locator("#search-status")).to_contain_text("shown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('#search-results') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()


def test_excerpts_run_on_and_hold_no_buttons(address: str, new_page: Callable[..., Page]) -> None:
    """A marked word stands inside its line, and what the buttons of a page say is in no excerpt."""
    page = new_page()
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("baby with a bruise")
    page.wait_for_selector("#search-results mark")
    assert page.eval_on_selector_all("#search-results :is(mark, mark + span)", "parts => [...new Set(parts.map((part) => getComputedStyle(part).display))]") == ["inline"]
    assert "Add to pack" not in page.locator("#search-results").inner_text()


def test_slash_in_a_field_is_a_letter(address: str, new_page: Callable[..., Page]) -> None:
    """Who types in another field gets a slash, not a box."""
    page = new_page()
    page.goto(address)
    page.fill("#home-words", "")
    page.focus("#home-words")
    page.keyboard.type("A/B")
    expect(page.locator("#home-words")).to_have_value("A/B")
    expect(page.locator("#search")).to_be_hidden()


def test_home_search_leads_to_explore(address: str, new_page: Callable[..., Page]) -> None:
    """The box on the home page leads to Explore with its words."""
    page = new_page()
    page.goto(address)
    page.fill("#home-words", "county lines")
    page.keyboard.press("Enter")
    page.wait_for_selector("#explore-results a")
    assert "q=county+lines" in page.url
    expect(page.locator("#explore-words")).to_have_value("county lines")


def test_explore_works_by_keyboard(address: str, new_page: Callable[..., Page]) -> None:
    """Words, a facet, two of its values, sorting and reset, without a mouse."""
    page = new_page()
    explore(page, address)
    everything = number_found(page)
    explore(page, address, "?kind=review")  # a review has one nation, so that two choices add up
    page.focus("summary:has-text('Nation')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    page.wait_for_function("location.search.split('nation=').length === 3")
    page.wait_for_timeout(500)
    chosen = page.eval_on_selector_all("input[name=nation]:checked", "boxes => boxes.map((box) => box.value)")
    assert number_found(page) == sum(count(page, "nation", nation) for nation in chosen) < everything
    page.focus("#explore-sort")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("location.search.includes('sort=newest')")
    page.focus("#explore-reset")
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.getElementById('explore-status').textContent.startsWith('{everything} ')")
    assert "?" not in page.url
    expect(page.locator("#explore-words")).to_be_focused()


def test_counts_are_what_a_choice_gives(address: str, new_page: Callable[..., Page]) -> None:
    """The number beside a choice is the number found once it is chosen, with and without words."""
    page = new_page()
    for state in ("", "?q=DNA", "?q=police&age=under-1"):
        explore(page, address, state)
        for facet, value in (("kind", "review"), ("nation", "england"), ("theme", "information-sharing")):
            expected = count(page, facet, value)
            joined = f"{state}{'&' if state else '?'}{facet}={value}"
            explore(page, address, joined)
            glossary_left_out = number_found(page)
            assert glossary_left_out == expected, (state, facet, value)
            explore(page, address, state)


def test_the_address_holds_the_state(address: str, new_page: Callable[..., Page]) -> None:
    """A shared address shows the same words, choices, order and results."""
    page = new_page()
    state = "?q=police&nation=england&nation=wales&sort=oldest"
    first = explore(page, address, state)
    assert page.url.endswith(state)
    assert page.locator("input[name=nation]:checked").count() == 2
    assert explore(new_page(), address, state) == first


def test_sorting_by_year(address: str, new_page: Callable[..., Page]) -> None:
    """Newest first is the reverse of oldest first, over reviews."""
    page = new_page()
    newest = explore(page, address, "?kind=review&nation=wales&sort=newest")
    oldest = explore(page, address, "?kind=review&nation=wales&sort=oldest")
    assert len(newest) > 2 and newest[0] == oldest[-1] and newest[-1] == oldest[0]
    explore(page, address, "?q=exploitation&kind=review&sort=newest")
    years = [int(link.rstrip("/")[-4:]) for link in page.eval_on_selector_all("#explore-results a", "links => links.map((link) => link.href)")]
    assert len(years) > 5 and years == sorted(years, reverse=True)


def test_more_results_can_be_shown(address: str, new_page: Callable[..., Page]) -> None:
    """The first twenty come at once, the rest on request, with the keyboard on the first new one."""
    page = new_page()
    explore(page, address)
    assert page.locator("#explore-results li").count() == 20
    page.get_by_role("button", name="Show more results").click()
    page.wait_for_function("document.querySelectorAll('#explore-results li').length === 40")
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('#explore-results li')[20]")


def test_nothing_found_says_what_to_do(address: str, new_page: Callable[..., Page]) -> None:
    """Words that nobody used give a message, not a blank."""
    page = new_page()
    assert explore(page, address, "?q=zzzzqqqq") == []
    expect(page.locator("#explore-status")).to_contain_text("Nothing found")


def test_a_word_too_many_is_left_aside(address: str, new_page: Callable[..., Page]) -> None:
    """Where no page holds all words, pages with most of them come, and the page says which word was left aside."""
    page = new_page()
    explore(page, address, "?q=police+interpreter+nursery+parliament+clinic+probation")
    assert number_found(page) > 0
    expect(page.locator("#explore-status")).to_contain_text("left aside")


def test_without_javascript_there_is_a_way(address: str, new_page: Callable[..., Page]) -> None:
    """Without JavaScript, Explore says so and names the lists, and every list is there."""
    page = new_page(java_script_enabled=False)
    page.goto(address + "explore/")
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
    for name in ("themes", "lessons", "reviews", "training"):
        page.goto(f"{address}{name}/")
        assert page.locator("main a[href]").count() > 10
    page.goto(address)
    page.click("#search-trigger")
    assert page.url == f"{address}explore/"


def test_a_missing_index_is_said(site: Path, tmp_path: Path, new_page: Callable[..., Page]) -> None:
    """If the index is not there, the box and Explore say so instead of staying silent."""
    copy = shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("pagefind"))
    server, address = serve(copy)
    page = new_page()
    page.goto(address + "explore/?q=neglect")
    expect(page.locator("#explore-status")).to_contain_text("search index is missing")
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("neglect")
    expect(page.locator("#search-status")).to_contain_text("search index is missing")
    server.shutdown()
