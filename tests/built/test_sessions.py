"""A session on screen and in a learning platform, the pack, and My learning: in a real browser, by mouse and by keyboard."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from playwright.sync_api import Page

from .building import PROJECT, serve

VENDOR = PROJECT / "tests" / "vendor"
SESSION = "training/neglect/"


def test_case_is_told_step_by_step(address: str, new_page: Callable[..., Page]) -> None:
    """One step at a time; opening what reviews found brings the next, says so, and it works by keyboard."""
    page = new_page()
    page.goto(address + SESSION)
    steps = page.locator(".step")
    assert [steps.nth(index).is_visible() for index in range(steps.count())] == [True] + [False] * (steps.count() - 1)
    for index in range(steps.count()):
        steps.nth(index).locator("summary").focus()
        page.keyboard.press("Enter")
        if index + 1 < steps.count():
            steps.nth(index + 1).wait_for(state="visible")
            assert page.locator("#exercise-status").text_content() == f"Step {index + 2} of {steps.count()} is now shown."
    page.locator("#exercise-status", has_text="That was the last step.").wait_for()


def test_without_scripts_everything_can_be_read(address: str, new_page: Callable[..., Page]) -> None:
    """With JavaScript off the whole case and every answer are there, and nothing that would not work is shown."""
    page = new_page(java_script_enabled=False)
    page.goto(address + SESSION)
    assert all(step.is_visible() for step in page.locator(".step").all())
    assert page.locator("#quiz details").count() == page.locator("[data-question]").count() >= 6
    assert not page.locator(".own, .check, .keep").first.is_visible()
    page.goto(address + "my-learning/")
    assert page.locator("form.reflection").count() >= 5 and not page.locator("#add-activity").is_visible()
    page.goto(address + "training/")
    assert page.locator("[data-roles]").count() > 20 and not page.locator("#filters").is_visible()


def answer(page: Page, wrong: int = 0) -> None:
    """Answer every question, the first ones wrongly, and have the answers checked."""
    for index, question in enumerate(page.locator("[data-question]").all()):
        question.locator(f"input[value={'wrong' if index < wrong else 'right'}]").first.check()
    page.get_by_role("button", name="Check my answers").click()


def test_answers_are_checked(address: str, new_page: Callable[..., Page]) -> None:
    """Open, right and wrong answers are told in words beside the question, with the score, and the explanation opens."""
    page = new_page()
    page.goto(address + SESSION)
    number = page.locator("[data-question]").count()
    page.get_by_role("button", name="Check my answers").click()
    assert page.locator("#quiz-score").text_content() == f"0 of {number} right, {number} not answered yet."
    answer(page, wrong=1)
    assert page.locator("#quiz-score").text_content() == f"{number - 1} of {number} right."
    assert [page.locator(".verdict").nth(index).text_content() for index in (0, 1)] == ["Not the best answer. Read why, and choose again.", "Right."]
    assert page.locator("[data-question] details").first.locator("p").first.is_visible()
    page.get_by_role("button", name="Start again").click()
    assert page.locator("#quiz-score").text_content() == "" and page.locator("#quiz input:checked").count() == 0


RUNS_PACKAGE = '<script src="../runtime.js"></script><script>API = new Scorm12API({autocommit: false, logLevel: 5});</script><iframe src="some/path/index.html" width="900" height="800"></iframe>'


@pytest.fixture(scope="module")
def platform(site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page for each session that runs its package with an independent SCORM 1.2 run-time."""
    folder = tmp_path_factory.mktemp("platform")
    (folder / "runtime.js").write_bytes((VENDOR / "scorm12.js").read_bytes())
    for package in site.glob("training/*/*-scorm.zip"):
        with ZipFile(package) as archive:
            archive.extractall(folder / package.parent.name / "some" / "path")
        (folder / package.parent.name / "index.html").write_text(RUNS_PACKAGE)
    return serve(folder)[1]


def test_every_package_reports_to_a_learning_platform(platform: str, site: Path, new_page: Callable[..., Page]) -> None:
    """Opened, a session is incomplete; with every question answered it is completed, with the score."""
    page = new_page()
    sessions = sorted(package.parent.name for package in site.glob("training/*/*-scorm.zip"))
    assert len(sessions) == len(list(site.glob("training/*/index.html")))
    for session in sessions:
        page.goto(f"{platform}{session}/")
        frame = page.frames[1]
        frame.wait_for_selector("#quiz .check:not([hidden])")
        assert page.evaluate("API.cmi.core.lesson_status") == "incomplete", session
        number = frame.locator("[data-question]").count()
        answer(frame, wrong=2)
        assert page.evaluate("API.cmi.core.lesson_status") == "completed", session
        assert page.evaluate("API.cmi.core.score.raw") == str(round(100 * (number - 2) / number)), session
        page.evaluate("document.querySelector('iframe').remove()")
        assert page.evaluate("API.isTerminated()"), session


def test_package_works_outside_a_platform(platform: str, new_page: Callable[..., Page]) -> None:
    """Opened by itself, the session runs and says that nothing is recorded."""
    page = new_page()
    page.goto(platform + "neglect/some/path/index.html")
    answer(page)
    assert "nothing is recorded" in (page.locator("#platform").text_content() or "")


def test_every_gift_file_is_read_by_an_independent_parser(site: Path, new_page: Callable[..., Page]) -> None:
    """Each session's questions come out of the parser with the number of options and the right one that its XML twin has."""
    page = new_page()
    page.add_script_tag(path=VENDOR / "gift-parser.js")
    read = 0
    for path in sorted(site.glob("training/*/*-quiz-gift.txt")):
        questions = page.evaluate("text => giftParser.parse(text)", path.read_text(encoding="utf-8"))
        choices = [question for question in questions if question["type"] == "MC"]
        assert len(choices) >= 6, path.name
        assert all(sum(choice["isCorrect"] for choice in question["choices"]) == 1 for question in choices), path.name
        read += 1
    assert read == len(list(site.glob("training/*/index.html")))


def test_sessions_are_filtered(address: str, new_page: Callable[..., Page]) -> None:
    """Role, length and format narrow the list, and the choice stands in the address."""
    page = new_page()
    page.goto(address + "training/?roles=midwifery&format=slides.pptx&length=briefing")
    shown = page.locator("[data-roles]:visible")
    every = page.locator("[data-roles]").count()
    assert 0 < shown.count() < every
    assert page.locator("#filter-status").text_content() == f"{shown.count()} of {every} sessions."
    first = shown.first.locator("ul a:visible")
    assert [link.get_attribute("href").rpartition("/")[2].partition("-")[2] or link.text_content() for link in first.all()][0]
    assert {link.text_content() for link in first.all()} >= {"7 minutes"}
    page.select_option("#filter-roles", "")
    assert "roles" not in page.url and shown.count() == every


def fill_pack(page: Page, address: str) -> None:
    """Add a lesson, a review and a session to the pack, and note each in My learning."""
    for path in ("lessons/let-history-count/", "reviews/hackney-child-q-2022/", SESSION):
        page.goto(address + path)
        page.get_by_role("button", name="Add to pack").click()
        page.get_by_role("button", name="Note in My learning").first.click()


def saved(page: Page, act: str, folder: Path) -> Path:
    """Press a button that offers a file, and return the file."""
    with page.expect_download() as download:
        page.locator(f"[data-act={act}]").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_pack_is_ordered_noted_and_taken_away(address: str, new_page: Callable[..., Page], tmp_path: Path) -> None:
    """Order, notes and removal work by keyboard; document, text, data and link hold all of it."""
    page = new_page()
    fill_pack(page, address)
    page.goto(address + "pack/")
    page.fill("#pack-title", "Day on history")
    page.locator("#pack-items textarea").first.fill("Ask <b>everybody</b>")
    page.get_by_role("button", name="Down: Let the family's history").focus()
    page.keyboard.press("Enter")
    assert page.locator("#pack-status").text_content() == "Moved to place 2 of 3."
    assert page.locator("#pack-items a").first.text_content() == "Child Q, Hackney"
    page.locator("#handout h3").nth(2).wait_for()
    assert page.locator("#handout b").count() == 0
    text = saved(page, "text", tmp_path).read_text(encoding="utf-8")
    words = "\n".join(paragraph.text for paragraph in Document(str(saved(page, "docx", tmp_path))).paragraphs)
    for part in ("Day on history", "Child Q, Hackney", "What good looks like", "Ask <b>everybody</b>", "CC BY 4.0"):
        assert part in text and part in words
    data = json.loads(saved(page, "data", tmp_path).read_text(encoding="utf-8"))
    assert [item["kind"] for item in data["items"]] == ["review", "lesson", "training"] and data["items"][1]["note"] == "Ask <b>everybody</b>"
    page.locator("[data-act=link]").click()
    link = page.input_value("#pack-address")
    page.get_by_role("button", name="Remove: Child Q, Hackney").click()
    assert page.locator("#pack-items li").count() == 2
    other = new_page()
    other.goto(link)
    other.get_by_role("button", name="Add it to my pack").click()
    assert other.locator("#pack-items li").count() == 3 and other.input_value("#pack-title") == "Day on history"


@pytest.mark.parametrize("code", ["nonsense", "e30", "eyJmb3JtYXQiOiJsZWFybmluZy1saWJyYXJ5LXBhY2siLCJpdGVtcyI6W3sia2luZCI6Imxlc3NvbiIsImlkIjoiLi4vLi4veCJ9XX0"])
def test_bad_links_to_packs_are_refused(address: str, new_page: Callable[..., Page], code: str) -> None:
    """A link that holds no pack, or one that points elsewhere, is told and adds nothing."""
    page = new_page()
    page.goto(f"{address}pack/#pack={code}")
    page.locator("#pack-status", has_text="holds no pack").wait_for()
    assert page.locator("#pack-items li").count() == 0


def test_my_learning_keeps_and_gives_back(address: str, new_page: Callable[..., Page], tmp_path: Path) -> None:
    """What was done is noted, can be changed, leaves as document, table and data, comes back, and can be deleted."""
    page = new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    fill_pack(page, address)
    answer(page)
    page.locator(".offer-quiz button").click()
    page.goto(address + "my-learning/")
    assert page.locator("#learning-entries > li").count() == 4
    page.fill("#activity-title", '=HYPERLINK("x")')
    page.fill("#activity-text", 'says "so", and more')
    page.get_by_role("button", name="Add the activity").click()
    page.locator("form.reflection").first.locator("xpath=..").locator("summary").click()
    page.locator("form.reflection textarea").first.fill("What I read")
    page.locator("form.reflection button").first.click()
    assert page.locator("#learning-total").text_content().startswith("6 entries")
    rows = list(csv.reader(io.StringIO(saved(page, "csv", tmp_path).read_text(encoding="utf-8-sig"))))
    assert [row[3] for row in rows if row[2] == "Activity"] == ["'=HYPERLINK(\"x\")"] and len(rows) == 7
    assert 'says "so", and more' in [row[5] for row in rows]
    document = Document(str(saved(page, "docx", tmp_path)))
    assert document.paragraphs[0].text == "Statement of learning activity" and document.paragraphs[0].style.name == "Heading 1"
    data = saved(page, "json", tmp_path)
    page.locator("[data-act=delete]").click()
    assert page.evaluate("localStorage.getItem('learning-library.learning')") == "[]"
    page.set_input_files("#learning-file", data)
    page.locator("#learning-status", has_text="6 of 6 entries were brought back").wait_for()
    page.reload()
    assert page.locator("#learning-entries > li").count() == 6


def test_full_storage_is_told_and_loses_nothing(address: str, new_page: Callable[..., Page]) -> None:
    """When the browser keeps nothing, the reader is told, and what was typed stays."""
    page = new_page()
    page.add_init_script("Storage.prototype.setItem = function () { throw new Error('full'); };")
    page.goto(address + "my-learning/")
    page.fill("#activity-title", "A long afternoon")
    page.get_by_role("button", name="Add the activity").click()
    assert "does not keep anything" in page.locator("#learning-status").text_content()
    assert page.input_value("#activity-title") == "A long afternoon" and page.locator("#learning-entries > li").count() == 1
    page.locator("summary").first.click()
    page.locator("form.reflection textarea").first.fill("My thoughts")
    page.locator("form.reflection button").first.click()
    assert "does not keep anything" in page.locator("form.reflection .verdict").first.text_content()
    assert page.locator("form.reflection textarea").first.input_value() == "My thoughts"
    page.goto(address + "lessons/let-history-count/")
    page.get_by_role("button", name="Add to pack").click()
    assert "does not keep anything" in page.locator(".keep [role=status]").text_content()


def test_hostile_storage_stays_text(address: str, new_page: Callable[..., Page]) -> None:
    """Whatever stands in storage or in a data file is shown as text, and links lead nowhere else."""
    attack = '<img src=x onerror="window.hacked=1">'
    entry = {"id": "1", "title": attack, "text": attack, "kind": attack, "date": attack, "minutes": attack, "url": "javascript:window.hacked=1"}
    page = new_page()
    page.goto(address + "404.html")
    page.evaluate("([learning, pack]) => { localStorage.setItem('learning-library.learning', learning); localStorage.setItem('learning-library.pack', pack); }", [json.dumps([entry, 7, None]), json.dumps([{"kind": "lesson", "id": "let-history-count", "title": attack, "note": attack}, {"kind": "x"}])])
    for path, part in (("my-learning/", "#learning-entries"), ("pack/", "#pack-items")):
        page.goto(address + path)
        page.locator(f"{part} > li").wait_for()
        assert page.locator(f"{part} img, a[href^=javascript]").count() == 0 and page.evaluate("window.hacked") is None
    page.locator("#handout", has_text="<img src=x").wait_for()
    assert page.locator("#handout img").count() == 0
