"""Slides of a session as .pptx, with real layouts and placeholders, so that a trainer's own template can be applied.

Text goes into the placeholders that the layout brings, titles into title placeholders; nothing is drawn. A slide holds as
much as can be read from the back of a room; longer lists go on with "(2 of 3)".
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.exc import PythonPptxError
from pptx.util import Emu, Pt

from ..views.material import LICENCE, About, Material, PlanMaterial
from .office import LANGUAGE, describe, saved

WIDTH, HEIGHT = Emu(12192000), Emu(6858000)
MARGIN = Emu(700000)
TEXT_SIZE, LINE_HEIGHT, GAP = 24, 27, 10  # points
TEXT_HEIGHT = 362  # points that the text placeholder of a slide holds
CHARACTERS_IN_A_LINE = 62
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
TEXTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE)


@dataclass(frozen=True)
class Slide:
    """A slide: title, points, and the notes that only the facilitator sees. The opening one has `first` set."""

    title: str
    points: tuple[str, ...]
    notes: str = ""
    first: bool = field(default=False)


def session_slides(material: Material, template: Path | None = None) -> bytes:
    """Return the slides of a session as a .pptx file. Raises ValueError when the template cannot be opened or has no layout with title and text."""
    return deck(material.about, session_outline(material), "slides", template)


def deck(about: About, outline: Sequence[Slide], kind: str, template: Path | None = None) -> bytes:
    """Return slides of an outline, in the library's own look or in that of a template."""
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


def session_outline(material: Material) -> list[Slide]:
    """Return what the slides say, in order."""
    return [
        Slide(material.title, (f"A session on {material.theme.lower()}", f"{material.site}. Records of {material.dated_words}"), _plan_notes(material), first=True),
        Slide("Before we begin", _care(material), "Say this in your own words before anything else.\n" + "\n".join(material.before)),
        Slide("Afterwards you will be able to", material.outcomes, f"For: {material.audience}"),
        Slide("Key messages", tuple(lesson.title for lesson in material.lessons), "\n\n".join(f"{lesson.title}\n{lesson.explanation}" for lesson in material.lessons)),
        Slide("What reviews found", tuple(f"{lesson.title}: {lesson.found}" for lesson in material.lessons), _found_notes(material)),
        *(Slide(lesson.title, lesson.good, f"What good looks like.\n{lesson.explanation}\nTry this week: {lesson.try_this_week}") for lesson in material.lessons),
        Slide("The case exercise", (material.introduction,), _timing_notes(material.short_plan)),
        *_case_slides(material),
        Slide("Discussion", material.discussion, "Choose two or three. Leave silence; take the quiet voices first."),
        *([Slide("Group supervision", material.supervision, "For the team's next group supervision.")] if material.supervision else []),
        Slide("What we will do", tuple(f"{what} Who: {who} By when: {when}" for what, who, when, _ in material.actions), "\n".join(f"{what}\nHow we will know: {how}" for what, _, _, how in material.actions)),
        Slide("Where to turn", material.support, "Name who in this organisation is there for people after the session."),
        Slide("Sources", (*(f"{title} ({note})" for title, note in material.reviews), f"Session and findings with their sources: {material.url}", LICENCE), material.limits),
    ]


def _care(material: Material) -> tuple[str, ...]:
    return ("People in this room may be affected by what we talk about.", "You may leave at any time; nobody will ask why.", "No names, and no stories that could point to a family.", *_shorter(material.before))


def _shorter(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if len(text) <= 110][:2]


def _case_slides(material: Material) -> list[Slide]:
    slides = []
    for number, step in enumerate(material.case, 1):
        of = f"step {number} of {len(material.case)}"
        slides.append(Slide(f"The case, {of}", (step.story, f"Decide, and say why: {step.question}"), f"Give time to decide before you go on. What the reviews found comes next.\n{step.learning}"))
        slides.append(Slide(f"What reviews found, {of}", (step.learning, f"Lesson: {step.lesson}"), f"Compare with what the groups decided. The lesson: {step.lesson_url}"))
    return slides


def _plan_notes(material: Material) -> str:
    return "\n\n".join(_timing_notes(plan) for plan in material.plans)


def _timing_notes(plan: PlanMaterial) -> str:
    steps = [f"From minute {step.start}, {step.minutes} min: {step.title}. {step.activity} {step.note}".strip() for step in plan.steps]
    return "\n".join([f"{plan.label}, {plan.minutes} minutes", *steps])


def _found_notes(material: Material) -> str:
    examples = [f"{review}: {finding}" for lesson in material.lessons for finding, review in lesson.examples]
    return "\n".join([*examples, "A library holds a selection of reviews, not a picture of how often things happen."])


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
    return ceil(len(point) / CHARACTERS_IN_A_LINE) * LINE_HEIGHT + GAP


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
    body = next(shape for shape in slide.placeholders if shape.placeholder_format.type in TEXTS)
    for index, point in enumerate(part.points):
        paragraph = body.text_frame.paragraphs[0] if index == 0 else body.text_frame.add_paragraph()
        paragraph.text = point
        paragraph.space_after = Pt(GAP)
    if part.notes:
        slide.notes_slide.notes_text_frame.text = part.notes
    for frame in (shape.text_frame for shape in slide.placeholders):
        for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
            run._r.get_or_add_rPr().set("lang", LANGUAGE)


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
        _place(shape, 3400000 if opening else 1640000, 1600000 if opening else 4600000, MSO_ANCHOR.TOP)
    else:
        shape.left, shape.width = shape.left * WIDTH // 9144000, shape.width * WIDTH // 9144000


def _place(shape: Any, top: int, height: int, anchor: MSO_ANCHOR) -> None:
    shape.left, shape.top, shape.width, shape.height = MARGIN, Emu(top), WIDTH - 2 * MARGIN, Emu(height)
    shape.text_frame.word_wrap = True
    shape.text_frame.vertical_anchor = anchor
