"""Take the pictures of the README from the real site: builds it, opens it in Chromium and saves what is seen."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "pictures"
SHOTS = {
    "home": ("", 1280, 900),
    "lesson": ("lessons/see-the-child-alone/", 800, 900),
    "training": ("training/neglect/", 800, 900),
    "counts": ("about/counts/", 800, 900),
    "explore": ("explore/?q=bruise+on+a+baby", 800, 900),
}


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without writing a line for each."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def main() -> None:
    """Build the site into a temporary folder and save one picture of each page in SHOTS."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
        subprocess.run(command, cwd=PROJECT, check=True)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        take_all(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()


def take_all(address: str) -> None:
    """Save the pictures from a site at this address."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-background-networking"])
        for name, (path, width, height) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
