"""A session as a SCORM 1.2 package: the page to read, the case, the knowledge check, and the word to the learning platform.

The package has relative addresses only, so it runs from any path. SCORM 1.2 run-time environment: ADL, 2001.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from ..views.material import LICENCE, Material
from .office import zipped

TEMPLATES = ("imsmanifest.xml", "index.html")
PLAIN_FILES = ("library/scorm/scorm.css", "library/scorm/scorm.js", "assets/library/session.js")


def scorm_package(material: Material, environment: Environment, overrides: Path) -> bytes:
    """Return the package as a zip. The templates of `environment` escape everything; `overrides` holds script and styles."""
    made = [(name, environment.get_template(f"scorm/{name}").render(session=material, licence=LICENCE).encode()) for name in TEMPLATES]
    return zipped([*made, *((Path(name).name, (overrides / name).read_bytes()) for name in PLAIN_FILES)])
