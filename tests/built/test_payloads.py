"""More than a hundred ways to smuggle a program into a page, each in every text of every kind of record: none runs anywhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from .building import PROJECT, build, configure, serve
from .hostile import make_hostile

PAYLOADS: list[str] = yaml.safe_load((PROJECT / "tests" / "golden" / "payloads.yml").read_text(encoding="utf-8"))
FOLDERS = ("reviews", "lessons", "themes", "training", "analyses")
WATCH = "window.hits = 0; window.hit = () => { window.hits += 1; }; window.broken = []; document.addEventListener('securitypolicyviolation', (event) => window.broken.push(event.violatedDirective + ' ' + event.blockedURI));"


def multiply(fixture: Path, data: Path) -> None:
    """Write a copy of each invented record for each payload, with ids of its own and the payload in every text."""
    ids = sorted({path.stem for folder in FOLDERS for path in (fixture / folder).iterdir()}, key=len, reverse=True)
    for number, payload in enumerate(PAYLOADS):
        for folder in FOLDERS:
            (data / folder).mkdir(parents=True, exist_ok=True)
            for path in (fixture / folder).iterdir():
                text = path.read_text(encoding="utf-8").replace("https://example.org/", f"https://example.org/{number}/")
                for name in ids:
                    text = text.replace(f" {name}\n", f" {name}-{number}\n")
                (data / folder / f"{path.stem}-{number}.yml").write_text(text, encoding="utf-8")
        make_hostile(data, payload, f"-{number}.yml")


@pytest.fixture(scope="module")
def payload_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site in which every text is an attack."""
    folder = tmp_path_factory.mktemp("payloads")
    fixture = PROJECT / "tests" / "fixtures" / "library"
    multiply(fixture, folder / "data")
    for name in ("support", "site", "glossary", "timeline", "cpd"):
        shutil.copy(fixture / f"{name}.yml", folder / "data")
    (folder / "data" / "exceptions.yml").write_text("exceptions: []\n", encoding="utf-8")
    for name in ("glossary", "support"):
        text = (folder / "data" / f"{name}.yml").read_text(encoding="utf-8")
        (folder / "data" / f"{name}.yml").write_text(text.replace("- child-voice\n", "- child-voice-0\n").replace("- information-sharing\n", "- information-sharing-0\n"), encoding="utf-8")
    shutil.copytree(PROJECT / "data" / "vocabularies", folder / "data" / "vocabularies")
    done = build(configure(folder, folder / "data", validation={"links": {"anchors": "ignore", "not_found": "ignore"}}, strict=False), folder / "site", LEARNING_LIBRARY_WITHOUT_DOWNLOADS="1")
    assert done.returncode == 0, done.stderr[-3000:]
    server, address = serve(folder / "site")
    yield address
    server.shutdown()


def watched(new_page: Callable[..., Page]) -> tuple[Page, list[str]]:
    """Return a page on which every run of a payload, and every dialog, is noted."""
    page, seen = new_page(bypass_csp=False), []
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    return page, seen


def test_no_payload_runs_on_a_page(payload_site: str, new_page: Callable[..., Page]) -> None:
    """On the page of each kind of record, for each payload: nothing runs, and no element of it is made."""
    page, seen = watched(new_page)
    for number in range(len(PAYLOADS)):
        for path in (f"reviews/anyshire-sam-2021-{number}/", f"lessons/see-the-child-{number}/", f"themes/child-voice-{number}/", f"training/child-voice-{number}/", f"analyses/anyshire-2020-{number}/"):
            page.goto(payload_site + path)
            assert (page.evaluate("[window.hits, window.broken.length]"), seen) == ([0, 0], []), (PAYLOADS[number], path)
            assert page.evaluate("[...document.querySelectorAll('main *')].filter((element) => [...element.attributes].some((one) => one.name.startsWith('on') || /^javascript:/i.test(one.value)) || ['IFRAME', 'OBJECT', 'EMBED', 'IMG', 'SVG', 'VIDEO'].includes(element.tagName)).length") == 0, (PAYLOADS[number], path)


def test_no_payload_runs_in_lists_search_pack_or_learning(payload_site: str, new_page: Callable[..., Page]) -> None:
    """In lists, in Explore, in the search box, and after every tenth record was put into the pack and into My learning, nothing runs."""
    page, seen = watched(new_page)
    for number in range(0, len(PAYLOADS), 10):
        page.goto(f"{payload_site}reviews/anyshire-sam-2021-{number}/")
        page.get_by_role("button", name="Add to pack").click()
        page.get_by_role("button", name="Note in My learning").click()
    for path, wait in (("", "main"), ("reviews/", "main li"), ("lessons/", "main li"), ("themes/", "main li"), ("training/", "main li"), ("pack/", "#handout h3"), ("my-learning/", "#learning-entries li"), ("explore/?q=hit", "#explore-results li")):
        page.goto(payload_site + path)
        page.wait_for_selector(wait)
        page.wait_for_timeout(300)
        assert (page.evaluate("[window.hits, window.broken]"), seen) == ([0, []], []), path
    page.keyboard.press("/")
    page.keyboard.type("onerror")
    page.wait_for_selector("#search-results a")
    assert (page.evaluate("[window.hits, window.broken]"), seen) == ([0, []], [])


def test_honest_pages_keep_the_policy(address: str, site: Path, new_page: Callable[..., Page], tmp_path: Path) -> None:
    """On pages of every kind, and while documents are made in the browser, no rule of the policy is broken."""
    page, _ = watched(new_page)
    every = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.glob("*/*/index.html"))
    for path in ["", "explore/?q=neglect", "glossary/", "training/", "my-learning/", *every[::40]]:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.broken") == [], path
    page.goto(address + "lessons/let-history-count/")
    page.get_by_role("button", name="Add to pack").click()
    page.goto(address + "pack/")
    page.locator("#handout h3").first.wait_for()
    with page.expect_download() as download:
        page.locator("[data-act=docx]").click()
    assert download.value.path().stat().st_size > 1000
    assert page.evaluate("window.broken") == []
