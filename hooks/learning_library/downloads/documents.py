"""Documents of a session as .docx: a handout, an action plan, sheets to print and the facilitator's guide.

Headings, lists and table headers are real ones, so that a screen reader and a contents list find them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ..views.material import CARE_OF_THE_ROOM, LICENCE, About, LessonMaterial, Material, PlanMaterial, SheetMaterial
from .office import LANGUAGE, describe, saved

INK = RGBColor(0x1B, 0x3A, 0x4B)
EMPTY_ROWS = 4
SIZES = {"Normal": 11, "List Bullet": 11, "Heading 1": 22, "Heading 2": 16, "Heading 3": 13, "Heading 4": 12}  # points
OTHER_STYLES = ("Table Grid", "Normal Table", "Default Paragraph Font", "No List", "List Paragraph")
FONT = "Arial"
LARGE = 16  # points
LETTERS = "abcde"
ROW_HEIGHT = 1.6  # centimetres of a row to write in
PAGE_WIDTH = 17.0  # centimetres between the margins


def handout(material: Material, template: Path | None = None) -> bytes:
    """Return what people take home: key messages, what good looks like, questions and where to turn."""
    document = _open(material.about, "handout", template)
    paragraph(document, f"For people who took part in the session on: {material.theme}.")
    heading(document, material.theme)
    paragraph(document, f"{material.definition} {material.why_it_matters}")
    heading(document, "Key messages")
    for lesson in material.lessons:
        _lesson(document, lesson)
    _listed(document, "Questions for your own practice", [prompt for lesson in material.lessons for prompt in lesson.prompts[:1]])
    _listed(document, "Reviews behind the case exercise", [f"{title} ({note})" for title, note in material.reviews])
    _ending(document, material)
    return saved(document)


def action_plan(material: Material, template: Path | None = None) -> bytes:
    """Return the team's action plan: suggested actions and empty rows, in one table with a header row."""
    document = _open(material.about, "action plan", template)
    paragraph(document, "Keep what fits your team, change the words, and add your own. Write no names of children or families.")
    _actions(document, [*material.actions, *[("", "", "", "")] * EMPTY_ROWS])
    _listed(document, "Looking again", ["Date on which we look at this plan again:", "What changed for children:", "What stood in the way:"])
    paragraph(document, f"Made from the records of {material.dated_words}. {LICENCE}")
    return saved(document)


def sheets(material: Material, template: Path | None = None) -> bytes:
    """Return what is printed for the group: a case sheet for each step (story in front, finding on its back), work sheets, questions."""
    document = _open(material.about, "sheets to print", template)
    paragraph(document, f"Print pages 1 to {2 * len(material.case)} on both sides, one set for each group: the story is in front, what reviews found is on the back. Print the other pages on one side.")
    for number, step in enumerate(material.case, 1):
        _page(document, f"Case sheet {number} of {len(material.case)}", break_before=number > 1)
        large(document, step.story)
        large(document, f"Decide, and say why: {step.question}")
        _page(document, f"What reviews found at step {number}")
        large(document, step.learning)
        large(document, f"Lesson: {step.lesson}")
    for sheet in material.sheets:
        _page(document, sheet.title)
        paragraph(document, f"Print: {sheet.copies}")
        _sheet(document, sheet)
    _page(document, "Knowledge check")
    for number, question in enumerate(material.quiz, 1):
        heading(document, f"{number}. {question.text}", 2)
        bulleted(document, [f"{letter}) {text}" for letter, (text, _) in zip(LETTERS, question.options, strict=False)])
    return saved(document)


def facilitator_guide(material: Material, template: Path | None = None) -> bytes:
    """Return everything the person who runs the session needs: plans with timings, the case, answers, and the action plan."""
    document = _open(material.about, "facilitator's guide", template)
    paragraph(document, f"For: {material.audience}")
    paragraph(document, f"{material.definition} {material.why_it_matters}")
    _listed(document, "Outcomes", material.outcomes)
    _listed(document, "Before you start", [*material.before, *CARE_OF_THE_ROOM])
    _listed(document, "Bring", [*material.bring, "The handout, one for each person, and the action plan, one for each team: give them out at the end."])
    for plan in material.plans:
        _plan(document, plan)
    _case(document, material)
    _listed(document, "Questions for discussion", material.discussion)
    _listed(document, "Questions for group supervision", material.supervision)
    _quiz(document, material)
    heading(document, "Action plan")
    _actions(document, material.actions)
    _ending(document, material)
    return saved(document)


def text_document(about: About, kind: str, write: Callable[[Any], None], template: Path | None = None) -> bytes:
    """Return a document whose body `write` fills in; for what people put together themselves."""
    document = _open(about, kind, template)
    write(document)
    return saved(document)


def _actions(document: Any, rows: Iterable[Sequence[str]]) -> None:
    _table(document, ("What", "Who", "By when", "How we will know"), rows, (5.5, 3.5, 3, 5))


def _sheet(document: Any, sheet: SheetMaterial) -> None:
    for text in sheet.text:
        paragraph(document, text)
    if sheet.columns:
        first = min(5.0, PAGE_WIDTH / len(sheet.columns))
        rest = [(PAGE_WIDTH - first) / (len(sheet.columns) - 1)] * (len(sheet.columns) - 1) if len(sheet.columns) > 1 else []
        rows = sheet.rows or ("",) * EMPTY_ROWS
        _table(document, sheet.columns, [(row, *[""] * (len(sheet.columns) - 1)) for row in rows], (first, *rest))


def _page(document: Any, title: str, break_before: bool = True) -> None:
    heading(document, title)
    document.paragraphs[-1].paragraph_format.page_break_before = break_before or None


def _lesson(document: Any, lesson: LessonMaterial) -> None:
    heading(document, lesson.title, 2)
    paragraph(document, lesson.explanation)
    paragraph(document, f"{lesson.found[0].upper()}{lesson.found[1:]}. What good looks like:")
    bulleted(document, lesson.good)
    paragraph(document, f"Try this week: {lesson.try_this_week}")


def _plan(document: Any, plan: PlanMaterial) -> None:
    heading(document, f"{plan.label}: {plan.minutes} minutes")
    rows = [(f"{step.start} to {step.start + step.minutes}", step.title, step.activity, step.note) for step in plan.steps]
    _table(document, ("Minutes", "Step", "What the group does", "Keep in mind"), rows, (1.9, 2.8, 7.8, 4.5))


def _case(document: Any, material: Material) -> None:
    heading(document, "Case exercise")
    paragraph(document, material.introduction)
    for number, step in enumerate(material.case, 1):
        heading(document, f"Step {number}", 2)
        paragraph(document, step.story)
        paragraph(document, f"Decide, and say why: {step.question}")
        heading(document, f"What reviews found at step {number}", 3)
        paragraph(document, step.learning)
        paragraph(document, f"Lesson: {step.lesson}. What good looks like:")
        bulleted(document, step.signs)
    _listed(document, "Reviews behind the case", [f"{title} ({note})" for title, note in material.reviews], 2)


def _quiz(document: Any, material: Material) -> None:
    heading(document, "Knowledge check, with answers")
    for number, question in enumerate(material.quiz, 1):
        heading(document, f"Question {number}", 2)
        paragraph(document, question.text)
        bulleted(document, [f"{text} (right)" if right else text for text, right in question.options])
        paragraph(document, f"{question.explanation} Lesson: {question.lesson}")


def _ending(document: Any, material: Material) -> None:
    _listed(document, "Where to turn", ["Where to report a concern here: ____________________", *material.support])
    heading(document, "About this file")
    paragraph(document, f"Made from the records of {material.dated_words}. The session with all its sources: {material.url}")
    paragraph(document, f"{LICENCE} A library holds a selection of reviews, not a picture of how often things happen.")


def _open(about: About, kind: str, template: Path | None) -> Any:
    document = _opened(template) if template else Document(io.BytesIO(_house_template()))
    describe(document, about, kind)
    _number_pages(document)
    document.add_heading(about.title, 1)
    paragraph(document, f"{kind[0].upper()}{kind[1:]}. {about.site}, {about.dated_words}.")
    return document


def _number_pages(document: Any) -> None:
    """Put a page number into the footer, as a field that the word processor fills in."""
    footer = document.sections[0].footer.paragraphs[0]
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = footer.add_run()._r
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run.append(part)


def _opened(template: Path) -> Any:
    """Open a trainer's own document as a template: its styles and page stay, its text goes. Raises ValueError when it cannot serve."""
    try:
        document = Document(str(template))
    except (OpcError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise ValueError(f"{template}: cannot be opened as a Word document (.docx); {error}") from None
    missing = [name for name in (*SIZES, "Table Grid") if name not in document.styles]
    if missing:
        raise ValueError(f"{template}: has no style named {', '.join(missing)}; add it to the document and try again")
    for element in document.element.body[:-1]:
        document.element.body.remove(element)
    return document


def heading(document: Any, text: str, level: int = 1) -> None:
    """Add a heading below the title; level 1 is the highest."""
    document.add_heading(text, level + 1)


def paragraph(document: Any, text: str) -> None:
    """Add a paragraph of plain text."""
    document.add_paragraph(text)


def _listed(document: Any, title: str, items: Sequence[str], level: int = 1) -> None:
    if items:
        heading(document, title, level)
        bulleted(document, items)


def large(document: Any, text: str) -> None:
    """Add a paragraph in type that can be read together at a table."""
    document.add_paragraph().add_run(text).font.size = Pt(LARGE)


def bulleted(document: Any, items: Iterable[str]) -> None:
    """Add a list, each item as a bullet."""
    for item in items:
        document.add_paragraph(item, style="List Bullet")


def _table(document: Any, header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
    """Add a table; `widths` are in centimetres."""
    table = document.add_table(rows=1, cols=len(header))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _fill(table.rows[0], header, widths)
    for row in rows:
        _fill(table.add_row(), row, widths)
    for run in (run for cell in table.rows[0].cells for paragraph in cell.paragraphs for run in paragraph.runs):
        run.bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # the header comes again on each page


def _fill(row: Any, texts: Sequence[str], widths: Sequence[float]) -> None:
    row.height = Cm(ROW_HEIGHT) if not all(texts) else None
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width, cell.text = Cm(width), text
        cell.paragraphs[0].paragraph_format.space_before = Pt(3)


@cache
def _house_template() -> bytes:
    """Return python-docx's own template with readable type, A4 and the document's language set."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, size in SIZES.items():
        _set_style(document.styles[name], size)
    _forget_unused_styles(document.styles.element)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    return saved(document)


def _forget_unused_styles(styles: Any) -> None:
    """Take out styles that nothing here uses: each paragraph added looks through all of them."""
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if name.title() not in (*SIZES, *(other.title() for other in OTHER_STYLES)):
            styles.remove(style)
        for link in style.findall(qn("w:link")):
            style.remove(link)


def _set_style(style: Any, size: int) -> None:
    style.font.size, style.font.name = Pt(size), FONT
    for kind in ("w:asciiTheme", "w:hAnsiTheme"):
        style.element.rPr.rFonts.attrib.pop(qn(kind), None)  # a theme's font would win over the name
    style.paragraph_format.space_after = Pt(6)
    if style.name.startswith("Heading"):
        style.font.color.rgb = INK
        style.font.italic = False
        style.paragraph_format.keep_with_next = True
