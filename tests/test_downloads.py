"""The files of a session and of a pack: real files, the same bytes each time, and text that stays text."""

from __future__ import annotations

import io
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from learning_library.commands import main
from learning_library.downloads.briefing import briefing_parts, briefing_pdf
from learning_library.downloads.bundle import session_files
from learning_library.downloads.outline import session_outline
from learning_library.downloads.pack import InvalidPack, read_pack
from learning_library.downloads.slides import deck
from learning_library.downloads.store import Store
from learning_library.library import Library, join_up
from learning_library.problems import DoesNotFit
from learning_library.templates import make_environment
from learning_library.views.material import KINDS, Material, Question, file_name, session_material
from pdfua import validate
from pikepdf import Pdf as PdfDocument
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from golden_cases import PROJECT, check_folder

OVERRIDES = PROJECT / "overrides"
HOSTILE = 'long ' * 60 + 'a ~b =c #d {e} :f \\g "h" <script>alert(1)</script> &amp; ]]> =SUM(A1)'


@pytest.fixture
def library(library_folder: Path) -> Library:
    """The invented library."""
    return join_up(check_folder(library_folder)[0], library_folder.parent)


@pytest.fixture
def material(library: Library) -> Material:
    """The invented session."""
    return session_material(library, "child-voice", "https://library.example/")


@pytest.fixture
def files(material: Material) -> dict[str, bytes]:
    """The files of the invented session."""
    return session_files(material, make_environment(OVERRIDES / "library"), OVERRIDES)


def slide_texts(content: bytes) -> list[tuple[str, str, str]]:
    """Return title, text and notes of each slide."""
    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        texts = [shape.text_frame.text for shape in slide.placeholders if shape != slide.shapes.title]
        found.append((slide.shapes.title.text_frame.text, "\n".join(texts), slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""))
    return found


def test_there_is_a_file_of_each_kind(files: dict[str, bytes]) -> None:
    """Every kind that the page names is there, and the zip holds all the others and says what they are."""
    assert list(files) == [file_name("child-voice", kind) for kind in KINDS]
    with ZipFile(io.BytesIO(files["child-voice-all-files.zip"])) as archive:
        inside = {name.removeprefix("child-voice/") for name in archive.namelist()}
        told = archive.read("child-voice/README.txt").decode()
    assert inside == {"README.txt", *files} - {"child-voice-all-files.zip"}
    assert all(name in told for name in inside - {"README.txt"}) and "CC BY 4.0" in told and "2024" in told


def test_same_records_same_bytes(material: Material, files: dict[str, bytes]) -> None:
    """Made twice, every file is the same, byte for byte."""
    assert session_files(material, make_environment(OVERRIDES / "library"), OVERRIDES) == files


def test_slides_hold_the_session_in_placeholders(material: Material, files: dict[str, bytes]) -> None:
    """Titles stand in title placeholders, each slide has one title and text, and the facilitator's part is in the notes."""
    presentation = Presentation(io.BytesIO(files["child-voice-slides.pptx"]))
    for slide in presentation.slides:
        kinds = [shape.placeholder_format.type for shape in slide.placeholders]
        assert sum(kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE) for kind in kinds) == 1
        assert all(shape.is_placeholder and shape.has_text_frame and shape.text_frame.text for shape in slide.shapes)
    texts = slide_texts(files["child-voice-slides.pptx"])
    everything = "\n".join(text for slide in texts for text in slide)
    for part in (*material.outcomes, material.case[0].story, material.case[0].learning, *material.discussion, *material.supervision, *material.support):
        assert part in everything
    assert any("From minute 0" in notes for _, _, notes in texts)
    assert [title for title, _, _ in texts][0] == material.title
    assert presentation.core_properties.title.startswith(material.title) and presentation.core_properties.language == "en-GB"


def test_slides_follow_the_plan(material: Material, files: dict[str, bytes]) -> None:
    """Each step of the 60 minutes has its slide in order, the case stands inside its step, and each slide's notes hold only its own step."""
    texts = slide_texts(files["child-voice-slides.pptx"])
    titles = [title for title, _, _ in texts]
    steps = [titles.index(step.title) for step in material.short_plan.steps]
    case = titles.index("The case, step 1 of 3")
    assert steps == sorted(steps) and steps[-1] < case < titles.index("Key messages") < titles.index("Where to turn") < titles.index("For a longer session")
    for step, place in zip(material.short_plan.steps, steps, strict=True):
        assert step.activity in texts[place][2] and texts[place][1] == "\n".join(step.on_screen or [f"{step.minutes} minutes"])
        assert all(other.activity not in texts[place][2] for other in material.short_plan.steps if other != step)


def test_sheets_are_printed_front_and_back(material: Material, files: dict[str, bytes]) -> None:
    """Each story and each finding begins a page of its own; work sheets and the questions without answers follow."""
    document = Document(io.BytesIO(files["child-voice-sheets.docx"]))
    starts = [paragraph.text for paragraph in document.paragraphs if paragraph.paragraph_format.page_break_before]
    fronts_and_backs = [text for number in (1, 2, 3) for text in (f"Case sheet {number} of 3", f"What reviews found at step {number}")]
    assert starts == [*fronts_and_backs[1:], "A day in hours", "Knowledge check"], "the first sheet stands on the first page, so that each finding is on a back"
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["Hour", "What the child did"], ["Morning", ""], ["Evening", ""]]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert not any(question.explanation in text for question in material.quiz)


def test_long_lists_go_on_over_more_slides(material: Material) -> None:
    """What would not fit on one slide goes on with its number, and nothing is lost."""
    many = tuple(f"Question {number} is long enough to need more than one line on the slide, as real questions often do." for number in range(12))
    texts = slide_texts(deck(material.about, session_outline(replace(material, discussion=many)), "slides"))
    parts = [(title, text) for title, text, _ in texts if title.startswith("Discussion (")]
    assert len(parts) > 1 and parts[0][0] == f"Discussion (1 of {len(parts)})"
    assert [line for _, text in parts for line in text.split("\n")] == list(many)


def test_documents_have_real_structure(material: Material, files: dict[str, bytes]) -> None:
    """Headings, lists and the table's header row are real, and language and title are set."""
    for name in ("guide", "handout", "action-plan"):
        document = Document(io.BytesIO(files[f"child-voice-{name}.docx"]))
        styles = [paragraph.style.name for paragraph in document.paragraphs]
        assert styles[0] == "Heading 1" and "Heading 2" in styles and "List Bullet" in styles
        levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), "a level is left out"
        assert document.core_properties.language == "en-GB" and material.title in document.core_properties.title
        assert 'w:val="en-GB"' in document.styles.element.xml
    table = Document(io.BytesIO(files["child-voice-action-plan.docx"])).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["What", "Who", "By when", "How we will know"]
    assert "w:tblHeader" in table.rows[0]._tr.xml and len(table.rows) == 1 + len(material.actions) + 4


def test_the_guide_is_enough_to_run_the_session(material: Material, files: dict[str, bytes]) -> None:
    """Every step of every plan, every stage of the case and every answer stands in the facilitator's guide."""
    document = Document(io.BytesIO(files["child-voice-guide.docx"]))
    text = "\n".join([paragraph.text for paragraph in document.paragraphs] + [cell.text for table in document.tables for row in table.rows for cell in row.cells])
    for plan in material.plans:
        assert all(step.activity in text and step.note in text for step in plan.steps)
    assert all(step.story in text and step.learning in text for step in material.case)
    assert all(question.explanation in text for question in material.quiz)


def test_briefing_is_one_accessible_page(tmp_path: Path, files: dict[str, bytes]) -> None:
    """A checker that is not its maker finds nothing against PDF/UA-1, and the page is one."""
    path = tmp_path / "briefing.pdf"
    path.write_bytes(files["child-voice-briefing.pdf"])
    assert [finding.message for finding in validate(path).findings] == []
    with PdfDocument.open(path) as document:
        assert len(document.pages) == 1 and str(document.Root.Lang) == "en-GB"


def test_too_much_for_one_page_is_said(material: Material) -> None:
    """A briefing that fits in no size is an error that names the session."""
    with pytest.raises(DoesNotFit, match="training/child-voice"):
        briefing_pdf(replace(material, definition="Too much of it. " * 600))
    assert [part["title"][0] for part in briefing_parts(material)] == list("1234567")


def hostile(material: Material) -> Material:
    """Return the material with an attack in its texts."""
    question = Question(HOSTILE, ((HOSTILE, False), (f"{HOSTILE} right", True)), HOSTILE, HOSTILE, "https://library.example/x/")
    return replace(material, title=HOSTILE, theme=HOSTILE, definition=HOSTILE, outcomes=(HOSTILE,), quiz=(question,), actions=((HOSTILE,) * 4,))


def test_hostile_text_stays_text(material: Material) -> None:
    """Markup, formulas and control characters of each format come out as they went in."""
    made = session_files(hostile(material), make_environment(OVERRIDES / "library"), OVERRIDES)
    assert HOSTILE in [title for title, _, _ in slide_texts(made["child-voice-slides.pptx"])]
    assert Document(io.BytesIO(made["child-voice-action-plan.docx"])).tables[0].rows[1].cells[0].text == HOSTILE
    quiz = ElementTree.fromstring(made["child-voice-quiz-moodle.xml"])
    assert quiz.findtext("question/questiontext/text") == HOSTILE
    with ZipFile(io.BytesIO(made["child-voice-scorm.zip"])) as archive:
        assert b"<script>alert" not in archive.read("index.html")
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
    assert HOSTILE in [element.text for element in manifest.iter() if element.tag.endswith("title")]
    assert made["child-voice-briefing.pdf"].startswith(b"%PDF")


def test_moodle_questions_have_one_right_answer(material: Material, files: dict[str, bytes]) -> None:
    """Each question is there with all its options, and 100 points go to one of them."""
    questions = [element for element in ElementTree.fromstring(files["child-voice-quiz-moodle.xml"]) if element.get("type") == "multichoice"]
    assert [element.findtext("questiontext/text") for element in questions] == [question.text for question in material.quiz]
    for element, question in zip(questions, material.quiz, strict=True):
        assert [(answer.findtext("text"), answer.get("fraction") == "100") for answer in element.iter("answer")] == list(question.options)


def test_gift_escapes_what_it_reads_as_control(material: Material) -> None:
    """Every control character in a text is escaped, and no text breaks its line."""
    text = session_files(hostile(material), make_environment(OVERRIDES / "library"), OVERRIDES)["child-voice-quiz-gift.txt"].decode()
    option = next(line for line in text.splitlines() if line.startswith("~"))
    assert re.sub(r"\\(.)", r"\1", option[1:]) == HOSTILE
    assert not re.search(r"(?<!\\)[~=#{}:]", option[1:].replace("\\\\", ""))


def test_store_makes_only_what_changed(tmp_path: Path) -> None:
    """The same text is made once; another text, or other code, is made anew; what nobody needed for long goes."""
    code = tmp_path / "code.py"
    code.write_text("one")
    made: list[str] = []

    def files_of(store: Store, text: str) -> dict[str, Path]:
        found = store.files(text)
        if not found:
            made.append(text)
            found = store.put(text, {"a.txt": text.encode()})
        return found

    store = Store(tmp_path / "cache", [code])
    assert files_of(store, "x")["a.txt"].read_text() == "x" and files_of(store, "x")["a.txt"].read_text() == "x"
    assert made == ["x"]
    second = Store(tmp_path / "cache", [code])
    files_of(second, "x")
    files_of(second, "y")
    os.utime(next(path for path in (tmp_path / "cache").iterdir() if (path / "a.txt").read_text() == "y"), (0, 0))
    second.forget_old()
    assert second.files("x") and not second.files("y")
    code.write_text("two")
    files_of(Store(tmp_path / "cache", [code]), "x")
    assert made == ["x", "y", "x"]


PACK = {
    "format": "learning-library-pack",
    "version": 1,
    "title": "A day on listening",
    "items": [
        {"kind": "lesson", "id": "see-the-child", "note": "Ask the <b>team</b>\u0000"},
        {"kind": "review", "id": "anyshire-sam-2021"},
        {"kind": "theme", "id": "child-voice", "note": None},
        {"kind": "training", "id": "child-voice"},
    ],
}


def written(folder: Path, value: object) -> Path:
    """Write a pack's data file."""
    path = folder / "pack.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_pack_becomes_slides_and_handout(tmp_path: Path, library_folder: Path) -> None:
    """The command writes both beside the data file, with every item, the notes, and nothing of a template's own text."""
    path = written(tmp_path, PACK)
    assert main(["pack", str(path), "--data", str(library_folder)]) == 0
    first = slide_texts((tmp_path / "pack.pptx").read_bytes())
    template = (tmp_path / "ours.pptx", tmp_path / "ours.docx")
    for file in template:
        file.write_bytes((tmp_path / f"pack{file.suffix}").read_bytes())
    assert main(["pack", str(path), "--data", str(library_folder), "--slides-template", str(template[0]), "--handout-template", str(template[1])]) == 0
    assert slide_texts((tmp_path / "pack.pptx").read_bytes()) == first
    text = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "pack.docx")).paragraphs)
    assert text.count("A day on listening") == 1 and "Ask the <b>team</b>" in text
    assert any("Ask the <b>team</b>" in notes for _, _, notes in first)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({}, "is no pack"),
        ({**PACK, "items": []}, "items: is empty"),
        ({**PACK, "items": [{"kind": "lesson", "id": "see-the-chld"}, 7]}, 'items[0].id: unknown lesson "see-the-chld"; did you mean "see-the-child"?'),
        ({**PACK, "items": [{"kind": "song", "id": "x"}]}, 'items[0].kind: found "song"; allowed are review, lesson, theme, training'),
    ],
)
def test_bad_pack_is_named(tmp_path: Path, library: Library, value: object, said: str) -> None:
    """A pack that cannot be used is refused with file, place, what was found and what is allowed."""
    with pytest.raises(InvalidPack, match=re.escape(said)) as error:
        read_pack(written(tmp_path, value), library)
    assert str(tmp_path) in str(error.value)


@pytest.mark.parametrize("option", ["--slides-template", "--handout-template"])
def test_bad_template_is_named(tmp_path: Path, library_folder: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A template of the wrong kind is named in one line; nothing is written."""
    path = written(tmp_path, PACK)
    assert main(["pack", str(path), "--data", str(library_folder), option, str(path)]) == 1
    told = capsys.readouterr().err
    assert "pack.json: cannot be opened as a" in told and "Traceback" not in told
    assert sorted(file.name for file in tmp_path.glob("pack.*")) == ["pack.json"]
