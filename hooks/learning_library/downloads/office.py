"""What slides and documents have in common: the same content gives the same bytes.

An office file is a zip of parts. python-pptx and python-docx date the parts by the clock; here they are written anew with one
fixed date, in the order in which they came.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ..views.material import LICENCE, About
from ..views.parts import shortened

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
COMPRESSED = (b"PK", b"%PDF")  # how files begin that would not get smaller
LANGUAGE = "en-GB"
LONGEST_PROPERTY = 250  # characters; office files allow 255


class Savable(Protocol):
    """A document that can write itself into a stream."""

    core_properties: Any

    def save(self, stream: io.BytesIO) -> None:
        """Write the document."""


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of named parts, each with the same date."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts:
            info = ZipInfo(name, ZIP_DATE)
            info.compress_type = ZIP_STORED if content.startswith(COMPRESSED) else ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return stream.getvalue()


def saved(document: Savable) -> bytes:
    """Return a document's bytes, without the date at which it was saved."""
    stream = io.BytesIO()
    document.save(stream)
    with ZipFile(stream) as archive:
        return zipped((name, archive.read(name)) for name in archive.namelist())


def describe(document: Savable, about: About, kind: str) -> None:
    """Set title, language, subject and dates of a document."""
    properties = document.core_properties
    properties.title = shortened(f"{about.title}: {kind}", LONGEST_PROPERTY)
    properties.subject = properties.keywords = shortened(about.subject, LONGEST_PROPERTY)
    properties.author = properties.last_modified_by = shortened(about.site, LONGEST_PROPERTY)
    properties.comments = LICENCE
    properties.language = LANGUAGE
    properties.revision = 1
    properties.created = properties.modified = about.moment.replace(tzinfo=None)
