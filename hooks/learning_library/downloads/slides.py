"""Slides as .pptx, with real layouts and placeholders, so that a trainer's own template can be applied.

Text goes into the placeholders that the layout brings, titles into title placeholders; nothing is drawn. A slide holds as
much as can be read from the back of a room; longer lists go on with "(2 of 3)".
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from ..views.material import About
from .office import LANGUAGE, describe, saved
from .outline import Slide

WIDTH, HEIGHT = Emu(12192000), Emu(6858000)
MARGIN = Emu(700000)
TEXT_SIZE, LINE_HEIGHT, GAP = 24, 28, 10  # points
GAP_BEFORE = 5  # points that the template puts before each point
TEXT_HEIGHT = 390  # points that the text placeholder of a slide holds
CHARACTERS_IN_A_LINE = 62
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
TEXTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE)


def deck(about: About, outline: Sequence[Slide], kind: str, template: Path | None = None) -> bytes:
    """Return slides of an outline as a .pptx file, in the library's own look or in that of a template.

    Raises ValueError when the template cannot be opened or has no layout with title and text.
    """
    presentation = _opened(template) if template else Presentation(io.BytesIO(_house_template()))
    describe(presentation, about, kind)
    opening, plain = _layout(presentation, PP_PLACEHOLDER.SUBTITLE), _layout(presentation, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
    for slide in outline:
        for part in _parts(slide):
            _add(presentation, opening if part.first else plain, part)
    return saved(presentation)


def _opened(template: Path) -> Any:
    """Open a trainer's own presentation as a template: its looks and layouts stay, its slides go."""
    try:
        presentation = Presentation(str(template))
    except (PythonPptxError, BadZipFile, KeyError, OSError) as error:
        raise ValueError(f"{template}: cannot be opened as a PowerPoint file (.pptx); {error}") from None
    slides = presentation.slides._sldIdLst
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    return presentation


def _parts(slide: Slide) -> list[Slide]:
    """Divide a slide whose points would not fit into parts of about the same height, each at the boundary of a point."""
    heights = [_height(point) for point in slide.points]
    number = ceil(sum(heights) / TEXT_HEIGHT)
    if number < 2 or len(heights) < 2:
        return [slide]
    groups = _divided(slide.points, heights, sum(heights) / number)
    return [Slide(f"{slide.title} ({index} of {len(groups)})", tuple(group), slide.notes, slide.first) for index, group in enumerate(groups, 1)]


def _divided(points: Sequence[str], heights: Sequence[int], share: float) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    filled = 0
    for point, height in zip(points, heights, strict=True):
        if groups[-1] and (filled + height > TEXT_HEIGHT or filled + height / 2 > share):
            groups.append([])
            filled = 0
        groups[-1].append(point)
        filled += height
    return groups


def _height(point: str) -> int:
    return ceil(len(point) / CHARACTERS_IN_A_LINE) * LINE_HEIGHT + GAP_BEFORE + GAP


def _layout(presentation: Any, *kinds: PP_PLACEHOLDER) -> Any:
    for layout in presentation.slide_layouts:
        found = [placeholder.placeholder_format.type for placeholder in layout.placeholders]
        texts = [kind for kind in found if kind in TEXTS]
        if any(kind in TITLES for kind in found) and len(texts) == 1 and texts[0] in kinds:
            return layout
    raise ValueError("the template has no layout with a title and one text placeholder; add one and try again")


def _add(presentation: Any, layout: Any, part: Slide) -> None:
    slide = presentation.slides.add_slide(layout)
    slide.shapes.title.text_frame.text = part.title
    body = next(shape for shape in slide.placeholders if shape.placeholder_format.type in TEXTS).text_frame
    body.text = "\n".join(" ".join(point.splitlines()) for point in part.points)
    for paragraph in body.paragraphs:
        paragraph.space_after = Pt(GAP)
    for run in slide.element.iter(qn("a:r")):
        run.get_or_add_rPr().set("lang", LANGUAGE)
    if part.notes:
        slide.notes_slide.notes_text_frame.text = part.notes


@cache
def _house_template() -> bytes:
    """Return python-pptx's own template, made wide, plain and left-aligned."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    master = presentation.slide_master
    for style, size, bold in (("titleStyle", 3200, True), ("bodyStyle", 100 * TEXT_SIZE, False)):
        _set_style(master.element.find(f".//{{*}}txStyles/{{*}}{style}"), size, bold)
    for owner in (master, *presentation.slide_layouts):
        for shape in owner.placeholders:
            _set_shape(shape, opening=owner is _layout(presentation, PP_PLACEHOLDER.SUBTITLE))
    return saved(presentation)


def _set_style(style: Any, size: int, bold: bool) -> None:
    """Set size (hundredths of a point), weight, colour and alignment of every level of a master's text style."""
    for level in style:
        level.set("algn", "l")
        properties = level.find("{*}defRPr")
        properties.set("sz", str(size))
        properties.set("b", "1" if bold else "0")
        for fill in properties.findall("{*}solidFill/{*}schemeClr"):
            fill.set("val", "tx2" if bold else "tx1")


def _set_shape(shape: Any, opening: bool) -> None:
    """Give a placeholder of the master or of a layout its place; its text follows the master's styles."""
    kind = shape.placeholder_format.type
    for level in shape.element.findall(".//{*}lstStyle/*"):
        level.attrib.pop("algn", None)  # what is left is that the opening's subtitle has no bullets
        for properties in level.findall("{*}defRPr"):
            level.remove(properties)
    if kind in TITLES:
        _place(shape, 1300000 if opening else 420000, 1900000 if opening else 1100000, MSO_ANCHOR.BOTTOM if opening else MSO_ANCHOR.TOP)
    elif kind in TEXTS:
        _place(shape, 3400000 if opening else 1640000, 1600000 if opening else 4950000, MSO_ANCHOR.TOP)
    else:
        shape.left, shape.width = shape.left * WIDTH // 9144000, shape.width * WIDTH // 9144000


def _place(shape: Any, top: int, height: int, anchor: MSO_ANCHOR) -> None:
    shape.left, shape.top, shape.width, shape.height = MARGIN, Emu(top), WIDTH - 2 * MARGIN, Emu(height)
    shape.text_frame.word_wrap = True
    shape.text_frame.vertical_anchor = anchor
