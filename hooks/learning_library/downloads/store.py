"""Keeps files that were made before, so that a build makes only those of sessions that have changed.

A session's files lie in a folder named by the digest of everything they are made of: its material, the code and the
templates here, and the versions of the libraries that write them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

WEEK = 7 * 24 * 60 * 60  # seconds
LIBRARIES = ("python-pptx", "python-docx", "typst", "jinja2")


class Store:
    """Files by digest below a folder. `made_from` are the files of code and templates that decide what comes out."""

    def __init__(self, folder: Path, made_from: list[Path]) -> None:
        self.folder = folder
        digest = sha256(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
        for path in sorted(made_from):
            digest.update(path.name.encode() + path.read_bytes())
        self.common = digest.digest()

    def files(self, text: str) -> dict[str, Path]:
        """Return the files made from a text by name, or nothing when they are not there yet."""
        folder = self._folder(text)
        if not folder.is_dir():
            return {}
        os.utime(folder)  # says that it was needed today
        return {path.name: path for path in sorted(folder.iterdir())}

    def put(self, text: str, files: dict[str, bytes]) -> dict[str, Path]:
        """Keep the files made from a text, and return them by name."""
        folder = self._folder(text)
        self._write(folder, files)
        return self.files(text)

    def forget_old(self) -> None:
        """Take away what no build has needed for a week. A build for another address, or one beside this one, keeps its files."""
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            if folder.stat().st_mtime < time.time() - WEEK:
                shutil.rmtree(folder, ignore_errors=True)

    def _folder(self, text: str) -> Path:
        return self.folder / sha256(self.common + text.encode()).hexdigest()[:32]

    def _write(self, folder: Path, files: dict[str, bytes]) -> None:
        """Write beside and rename, so that a build that is stopped leaves no half folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=self.folder, prefix="new-"))
        for name, content in files.items():
            (fresh / name).write_bytes(content)
        try:
            os.replace(fresh, folder)
        except OSError:
            shutil.rmtree(fresh, ignore_errors=True)
            if not folder.is_dir():  # where it is there, another build was quicker
                raise
