"""All files of a session, and one zip with all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from site import addsitedir

from jinja2 import Environment

from ..templates import make_environment
from ..views.material import ACTIONS, ALL, BRIEFING, GIFT, GUIDE, HANDOUT, KINDS, LICENCE, MOODLE, SCORM, SHEETS, SLIDES, FileKind, Material, file_name
from .briefing import briefing_pdf
from .documents import action_plan, facilitator_guide, handout, sheets
from .office import zipped
from .outline import session_outline
from .quizzes import gift, moodle_xml
from .scorm import scorm_package
from .slides import deck
from .store import Store

PACKAGES = Path(__file__).parents[2]
WORTH_PROCESSES = 6  # fewer sessions are made sooner than a process has started


def session_files(material: Material, environment: Environment, overrides: Path) -> dict[str, bytes]:
    """Return every file of a session by its name."""
    makers: dict[FileKind, Callable[[Material], bytes]] = {
        GUIDE: facilitator_guide,
        SLIDES: lambda session: deck(session.about, session_outline(session), "slides"),
        SHEETS: sheets,
        HANDOUT: handout,
        ACTIONS: action_plan,
        BRIEFING: briefing_pdf,
        MOODLE: moodle_xml,
        GIFT: gift,
        SCORM: lambda session: scorm_package(session, environment, overrides),
    }
    files = {file_name(material.id, kind): make(material) for kind, make in makers.items()}
    inside = [("README.txt", _read_me(material).encode()), *files.items()]
    return {**files, file_name(material.id, ALL): zipped((f"{material.id}/{name}", content) for name, content in inside)}


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
    return session_files(material, make_environment(overrides / "library"), overrides)


def code_of_downloads(overrides: Path) -> list[Path]:
    """Return the code and templates that decide what the files are: with them unchanged, old files may be used again."""
    package = Path(__file__).parents[1]
    return [*(package / "downloads").glob("*.*"), package / "views" / "material.py", *(overrides / "library" / "scorm").iterdir(), overrides / "library" / "_session.html", overrides / "assets" / "library" / "session.js"]


def _read_me(material: Material) -> str:
    lines = [material.title, f"{material.site}. Records of {material.dated_words}.", f"The session with all its sources: {material.url}", "", "In this file:"]
    lines += [f"  {file_name(material.id, kind)}: {kind.title} ({kind.format})" for kind in KINDS if kind != ALL]
    return "\n".join([*lines, "", f"Licence. {LICENCE}", "A library holds a selection of reviews, not a picture of how often things happen.", ""])
