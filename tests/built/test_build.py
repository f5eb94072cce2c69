"""The built site as files: strict, whole, the same each time, and small."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from .building import PROJECT, build

HOST = "http://site.test/library/"
RAW_LIMIT, GZIP_LIMIT, LOADED_LIMIT = 30_000, 8_000, 130_000


class Links(HTMLParser):
    """Collects a page's ids, links, loaded files and attributes that run code."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.handlers: list[str] = []
        self.inline_scripts = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Sort the attributes of one element."""
        named = {name: value or "" for name, value in attributes}
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named[name] for name in ("href", "src", "action") if name in named]
        self.handlers += [name for name in named if name.startswith("on") or name == "style"]
        self.inline_scripts += tag == "script" and "src" not in named and named.get("type") != "application/ld+json"
        if tag == "script" and "src" in named or tag == "link" and named.get("rel") == "stylesheet":
            self.loaded.append(named.get("src") or named["href"])


def pages(site: Path) -> dict[str, Links]:
    """Return every page of the site by its address below the root."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        if "pagefind" not in path.parts:
            links = Links()
            links.feed(path.read_text(encoding="utf-8"))
            found[path.relative_to(site).as_posix().removesuffix("index.html")] = links
    return found


def test_every_internal_link_and_anchor_holds(site: Path) -> None:
    """Each link to this site leads to a file, and each anchor to an id on it."""
    everything = pages(site)
    broken = []
    for page, links in everything.items():
        for link in links.links:
            target, anchor = urldefrag(urljoin(HOST + page, link))
            if not target.startswith(HOST):
                continue
            path = unquote(urlsplit(target).path).removeprefix("/library/")
            file = site / (path + "index.html" if path.endswith("/") or not path else path)
            known = everything.get(path)
            if not file.is_file() or (anchor and known is not None and anchor not in known.ids):
                broken.append(f"{page}: {link}")
    assert broken == []


def test_ids_are_unique_on_each_page(site: Path) -> None:
    """An id stands once on a page, or links to it would lead astray."""
    assert {page: links.ids for page, links in pages(site).items() if len(links.ids) != len(set(links.ids))} == {}


def test_no_page_carries_code_of_its_own(site: Path) -> None:
    """No inline event handler, inline style or inline script stands on any page."""
    assert {page: links.handlers for page, links in pages(site).items() if links.handlers} == {}
    assert sum(links.inline_scripts for links in pages(site).values()) == 0


def test_the_theme_leaves_nothing_unused_behind(site: Path) -> None:
    """Source maps, Material's scripts and its search stay out of the site."""
    assert [path.name for path in site.rglob("*") if path.suffix in (".map", ".j2") or "lunr" in path.parts] == []


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    """A second build elsewhere gives the same files with the same bytes."""
    other = tmp_path / "again"
    assert build(PROJECT / "mkdocs.yml", other, SITE_URL="https://library.example/library/").returncode == 0
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    second = {path.relative_to(other): path.read_bytes() for path in other.rglob("*") if path.is_file()}
    assert first.keys() == second.keys()
    assert [str(name) for name in first if first[name] != second[name]] == []


def test_a_strict_build_warns_of_nothing(tmp_path: Path) -> None:
    """The build prints no warning at all."""
    done = build(PROJECT / "mkdocs.yml", tmp_path / "site")
    assert done.returncode == 0 and not re.search("warning", done.stderr, re.IGNORECASE), done.stderr


def test_services_for_a_theme_stand_on_its_pages(site: Path) -> None:
    """A helpline about sexual abuse stands on the pages and in the session of that theme, and not on others; Samaritans on all."""
    with_it = [site / folder / "child-sexual-abuse" / "index.html" for folder in ("themes", "training")]
    without_it = [site / "index.html", site / "themes" / "recording" / "index.html", site / "404.html"]
    assert all("Stop It Now" in page.read_text(encoding="utf-8") for page in with_it)
    assert not any("Stop It Now" in page.read_text(encoding="utf-8") for page in without_it)
    assert all("116 123" in page.read_text(encoding="utf-8") for page in [*with_it, *without_it])


def test_review_pages_are_small(site: Path) -> None:
    """A review page, and all that it loads, stays within its limits."""
    everything = pages(site)
    for page in [name for name in everything if re.fullmatch(r"reviews/.+/", name)]:
        raw = (site / page / "index.html").read_bytes()
        packed = len(gzip.compress(raw, 9))
        files = [site / urlsplit(urljoin(HOST + page, name)).path.removeprefix("/library/") for name in everything[page].loaded]
        loaded = packed + sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
        assert len(raw) <= RAW_LIMIT and packed <= GZIP_LIMIT and loaded <= LOADED_LIMIT, (page, len(raw), packed, loaded)


@pytest.mark.parametrize("trouble", ["broken record", "broken template", "broken index"])
def test_a_build_that_fails_leaves_the_last_good_site(tmp_path: Path, trouble: str) -> None:
    """Whatever breaks, the site that stood stays, nothing lies about, and a broken record gives no traceback."""
    copy = copied_project(tmp_path)
    (copy / "site").mkdir()
    (copy / "site" / "index.html").write_text("the last good site")
    variables = make_trouble(copy, trouble)
    done = subprocess.run([sys.executable, "-m", "learning_library", "site", "--to", "site"], cwd=copy, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert (copy / "site" / "index.html").read_text() == "the last good site"
    assert [path.name for path in copy.glob("site.*")] == []
    if trouble != "broken template":
        assert "Traceback" not in done.stderr, done.stderr


def copied_project(folder: Path) -> Path:
    """Return a copy of the project without its environment and sites."""
    copy = folder / "project"
    for name in ("docs", "data", "hooks", "overrides"):
        shutil.copytree(PROJECT / name, copy / name)
    shutil.copy(PROJECT / "mkdocs.yml", copy)
    return copy


def make_trouble(copy: Path, trouble: str) -> dict[str, str]:
    """Break the copy in one way, and return the environment to build it in."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "hooks")}
    if trouble == "broken record":
        record = next((copy / "data" / "reviews").glob("*.yml"))
        record.write_text(record.read_text(encoding="utf-8") + "title: twice\n", encoding="utf-8")
    elif trouble == "broken template":
        (copy / "overrides" / "library" / "lesson.html").write_text("{{ content.nothing_of_that_name }}", encoding="utf-8")
    else:
        program = copy / "pagefind"
        program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        program.chmod(0o755)
        environment["PAGEFIND_BINARY_PATH"] = str(program)
    return environment
