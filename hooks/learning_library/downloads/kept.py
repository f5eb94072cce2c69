"""The files of all sessions: those that a build made before, and the missing ones, made by other processes while the build goes on."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from site import addsitedir

from ..templates import make_environment
from ..views.material import Material
from .store import Store

PACKAGES = Path(__file__).parents[2]
WORTH_PROCESSES = 6  # fewer sessions are made sooner than a process has started


class SessionFiles:
    """The files of every session. The work begins at once; `finish` waits for it, and `stop` gives up what is not done."""

    def __init__(self, materials: Sequence[Material], store: Store, overrides: Path) -> None:
        self.materials, self.store, self.overrides = materials, store, overrides
        self.missing = [material for material in materials if not store.files(material.digest_text())]
        self.pool = _pool() if len(self.missing) >= WORTH_PROCESSES else None
        self.tasks = [self.pool.submit(_make, material, store, overrides) for material in self.missing] if self.pool else []

    def finish(self) -> dict[str, dict[str, Path]]:
        """Return the files of every session by its id. Raises DoesNotFit when a briefing is too long for its page."""
        if self.pool:
            for task in self.tasks:
                task.result()
            self.pool.shutdown()
        else:
            for material in self.missing:
                _make(material, self.store, self.overrides)
        self.store.forget_old()
        return {material.id: self.store.files(material.digest_text()) for material in self.materials}

    def stop(self) -> None:
        """Make nothing more: the build has gone wrong elsewhere."""
        if self.pool:
            self.pool.shutdown(cancel_futures=True)


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=addsitedir, initargs=(str(PACKAGES),))


def _make(material: Material, store: Store, overrides: Path) -> None:
    from .bundle import session_files  # here, since a build in which no session has changed must not wait for it

    store.put(material.digest_text(), session_files(material, make_environment(overrides / "library"), overrides))


def code_of_downloads(overrides: Path) -> list[Path]:
    """Return the code and templates that decide what the files are: with them unchanged, old files may be used again."""
    package = Path(__file__).parents[1]
    return [*(package / "downloads").glob("*.*"), package / "views" / "material.py", *(overrides / "library" / "scorm").iterdir(), overrides / "library" / "_session.html", overrides / "assets" / "library" / "session.js"]
