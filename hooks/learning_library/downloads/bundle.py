"""All files of a session, and one zip with all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment

from ..views.material import ACTIONS, ALL, BRIEFING, GIFT, GUIDE, HANDOUT, KINDS, LICENCE, MOODLE, SCORM, SHEETS, SLIDES, FileKind, Material, file_name
from .briefing import briefing_pdf
from .documents import action_plan, facilitator_guide, handout, sheets
from .office import zipped
from .outline import session_outline
from .quizzes import gift, moodle_xml
from .scorm import scorm_package
from .slides import deck


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


def _read_me(material: Material) -> str:
    lines = [material.title, f"{material.site}. Records of {material.dated_words}.", f"The session with all its sources: {material.url}", "", "In this file:"]
    lines += [f"  {file_name(material.id, kind)}: {kind.title} ({kind.format})" for kind in KINDS if kind != ALL]
    return "\n".join([*lines, "", f"Licence. {LICENCE}", "A library holds a selection of reviews, not a picture of how often things happen.", ""])
