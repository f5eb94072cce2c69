"""Built sites and a real browser for the tests of what readers see."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from .building import PROJECT, build, serve


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly; below `library/`, so that every test also proves that a sub-path works."""
    folder = tmp_path_factory.mktemp("real") / "library"
    done = build(PROJECT / "mkdocs.yml", folder, SITE_URL="https://library.example/library/")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the real site below a sub-path."""
    server, root = serve(site.parent)
    yield f"{root}library/"
    server.shutdown()


@pytest.fixture(scope="session")
def root_address(site: Path) -> Iterator[str]:
    """The address of the real site at the root of a server."""
    server, root = serve(site)
    yield root
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's own Chromium."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "these tests need Chromium; `make test` installs it"
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        opened = playwright.chromium.launch(executable_path=path, args=flags)
        yield opened
        opened.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages in contexts of their own, and closes them after the test.

    The page's policy forbids what the test tool does to wait for something, so it is set aside; `test_payloads.py` keeps it.
    """
    contexts = []

    def open_page(width: int = 1280, scheme: str = "light", **settings: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **{"bypass_csp": True, **settings})
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
