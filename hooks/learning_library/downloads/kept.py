"""The files of all sessions: those that a build made before, and the missing ones made by several processes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from site import addsitedir

from ..templates import make_environment
from ..views.material import Material
from .store import Store

PACKAGES = Path(__file__).parents[2]
WORTH_PROCESSES = 6  # fewer sessions are made sooner than a process has started


def all_session_files(materials: Sequence[Material], store: Store, overrides: Path) -> dict[str, dict[str, Path]]:
    """Return the files of every session by its id; those that the store does not have are made, several at a time.

    Raises DoesNotFit when a briefing is too long for its page.
    """
    found = {material.id: store.files(material.digest_text()) for material in materials}
    missing = [material for material in materials if not found[material.id]]
    for material, files in zip(missing, _made(missing, overrides), strict=True):
        found[material.id] = store.put(material.digest_text(), files)
    store.forget_old()
    return found


def _made(materials: Sequence[Material], overrides: Path) -> Iterable[dict[str, bytes]]:
    make = partial(_make, overrides=overrides)
    if len(materials) < WORTH_PROCESSES:
        return map(make, materials)
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=addsitedir, initargs=(str(PACKAGES),)) as pool:
        return list(pool.map(make, materials, chunksize=4))


def _make(material: Material, overrides: Path) -> dict[str, bytes]:
    from .bundle import session_files  # here, since a build in which no session has changed must not wait for it

    return session_files(material, make_environment(overrides / "library"), overrides)


def code_of_downloads(overrides: Path) -> list[Path]:
    """Return the code and templates that decide what the files are: with them unchanged, old files may be used again."""
    package = Path(__file__).parents[1]
    return [*(package / "downloads").glob("*.*"), package / "views" / "material.py", *(overrides / "library" / "scorm").iterdir(), overrides / "library" / "_session.html", overrides / "assets" / "library" / "session.js"]
