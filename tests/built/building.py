"""Builds the site as a person would, and serves a folder."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

PROJECT = Path(__file__).parents[2]


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without writing a line for each."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def build(config: Path, target: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a strict build as a person would, and return what it printed."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config), "--site-dir", str(target)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables}
    return subprocess.run(command, cwd=config.parent, env=environment, capture_output=True, text=True, check=False)


def configure(folder: Path, data: Path, **settings: object) -> Path:
    """Write a configuration that builds other records with the project's own pages, hooks and templates."""
    config = {
        "INHERIT": str(PROJECT / "mkdocs.yml"),
        "docs_dir": str(PROJECT / "docs"),
        "hooks": [str(PROJECT / "hooks" / "mkdocs_adapter.py")],
        "theme": {"name": "material", "custom_dir": str(PROJECT / "overrides"), "font": False},
        "extra": {"data": [str(data)]},
        "watch": [],
        **settings,
    }
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def serve(folder: Path) -> tuple[ThreadingHTTPServer, str]:
    """Serve a folder on a free port; returns the server and its address with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"
