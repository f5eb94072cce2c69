"""What a training session holds, gathered from the library as plain values: its page and its files show the same.

Nothing here depends on a kind of file. The values are JSON-able, so that their digest tells whether a file has changed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timezone

from ..library import Library
from ..records import Plan, PlanStep, Training
from .parts import review_line, shown_date, url_of

EXAMPLES = 2
LICENCE = "The library's own words: Creative Commons Attribution 4.0 (CC BY 4.0). Reports keep the licence of their publishers."

CARE_OF_THE_ROOM = (
    "Ask two people beforehand whether they will be there for others today. Write their names, and where to report a concern here, on the second slide.",
    "Taking a part in a rehearsed talk is a free choice, nobody plays a child who was harmed, and everyone says their own name afterwards to step out of the part.",
    "Collect what was written, and shred it. Nobody takes a photograph of a sheet that speaks of a child or family.",
)


@dataclass(frozen=True)
class StepMaterial:
    """A step of a plan: the minute at which it begins, its length in minutes, what is done, and what the group reads."""

    start: int
    minutes: int
    title: str
    activity: str
    note: str
    on_screen: tuple[str, ...]
    works_on_case: bool


@dataclass(frozen=True)
class PlanMaterial:
    """A timed plan; `minutes` is its whole length."""

    form: str
    label: str
    minutes: int
    steps: tuple[StepMaterial, ...]


@dataclass(frozen=True)
class LessonMaterial:
    """A lesson of the session, how often it was found, and up to two findings as examples, each with its review."""

    title: str
    url: str
    explanation: str
    found: str
    good: tuple[str, ...]
    prompts: tuple[str, ...]
    try_this_week: str
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CaseStep:
    """A stage of the case exercise; `signs` are signs of good practice, by which a strong answer is known."""

    story: str
    question: str
    learning: str
    lesson: str
    lesson_url: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class SheetMaterial:
    """A sheet to print: lines to read, and a table to fill in where it has columns."""

    title: str
    copies: str
    text: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A knowledge-check question: options are texts, each with whether it is right."""

    text: str
    options: tuple[tuple[str, bool], ...]
    explanation: str
    lesson: str
    lesson_url: str


@dataclass(frozen=True)
class About:
    """What every file says of itself: title, subject, which site it comes from, and the date of the records (YYYY-MM-DD)."""

    title: str
    subject: str
    site: str
    dated: str

    @property
    def dated_words(self) -> str:
        """Return the date of the records as readers see it."""
        return shown_date(self.dated)

    @property
    def moment(self) -> datetime:
        """Return the date of the records as a moment, for the files' own properties."""
        return datetime.combine(date.fromisoformat(self.dated), datetime.min.time(), timezone.utc)


@dataclass(frozen=True)
class Material:
    """All that the files of one session show. Addresses are whole when the site's address is known, else below its root."""

    id: str
    title: str
    url: str
    site: str
    theme: str
    definition: str
    why_it_matters: str
    audience: str
    outcomes: tuple[str, ...]
    before: tuple[str, ...]
    bring: tuple[str, ...]
    sheets: tuple[SheetMaterial, ...]
    lessons: tuple[LessonMaterial, ...]
    plans: tuple[PlanMaterial, ...]
    introduction: str
    case: tuple[CaseStep, ...]
    reviews: tuple[tuple[str, str], ...]
    discussion: tuple[str, ...]
    supervision: tuple[str, ...]
    quiz: tuple[Question, ...]
    actions: tuple[tuple[str, str, str, str], ...]
    support: tuple[str, ...]
    limits: str
    dated: str

    def digest_text(self) -> str:
        """Return everything as text, in one order, for a digest."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @property
    def about(self) -> About:
        """Return what the session's files say of themselves."""
        return About(self.title, self.theme, self.site, self.dated)

    @property
    def dated_words(self) -> str:
        """Return the date of the records as readers see it."""
        return self.about.dated_words

    @property
    def short_plan(self) -> PlanMaterial:
        """Return the plan that the slides follow: the 60-minute one, or the first there is."""
        return next((plan for plan in self.plans if plan.form == "short"), self.plans[0])


def session_material(library: Library, training_id: str, site_url: str = "") -> Material:
    """Return the material of a session. `site_url` is the site's own address with a closing slash, or empty."""
    training = library.training[training_id]
    theme = library.themes[training.theme]
    return Material(
        id=training_id,
        title=training.title,
        url=site_url + url_of("training", training_id),
        site=library.site.name,
        theme=theme.title,
        definition=theme.definition,
        why_it_matters=theme.why_it_matters,
        audience=training.audience,
        outcomes=tuple(training.outcomes),
        before=tuple(training.before_you_start),
        bring=tuple(training.materials),
        sheets=tuple(SheetMaterial(sheet.title, sheet.copies, tuple(sheet.text), tuple(sheet.columns), tuple(sheet.rows)) for sheet in training.sheets),
        lessons=tuple(lesson_material(library, lesson, site_url, training.case_exercise.reviews) for lesson in training.key_lessons),
        plans=tuple(_plan(library, plan) for plan in training.plans),
        introduction=training.case_exercise.introduction,
        case=_case(library, training, site_url),
        reviews=tuple((line.title, line.note) for line in (review_line(library, key) for key in training.case_exercise.reviews)),
        discussion=tuple(training.discussion),
        supervision=tuple(training.group_supervision),
        quiz=_quiz(library, training, site_url),
        actions=tuple((action.what, action.who, action.by_when, action.how_we_will_know) for action in training.action_plan),
        support=tuple(_support_lines(library, training.theme)),
        limits=theme.limits,
        dated=max(training.checked, theme.checked, *(library.lessons[key].checked for key in training.key_lessons)).isoformat(),
    )


def lesson_material(library: Library, lesson_id: str, site_url: str = "", only: Sequence[str] = ()) -> LessonMaterial:
    """Return what files show of a lesson. With `only` given, examples come from these reviews alone."""
    lesson = library.lessons[lesson_id]
    places = list({place.review_id: place for place in reversed(library.found.get(lesson_id, []))}.values())[::-1]
    told = [place for place in places if not only or place.review_id in only]
    return LessonMaterial(
        title=lesson.title,
        url=site_url + url_of("lesson", lesson_id),
        explanation=lesson.explanation,
        found=f"found in {library.recurrence(lesson_id)} of the {len(library.counted_reviews)} reviews in this library",
        good=tuple(lesson.what_good_looks_like),
        prompts=tuple(lesson.supervision_prompts),
        try_this_week=lesson.try_this_week,
        examples=tuple((place.finding.text, review_line(library, place.review_id).title) for place in told[:EXAMPLES]),
    )


def _plan(library: Library, plan: Plan) -> PlanMaterial:
    starts = [sum(step.minutes for step in plan.steps[:index]) for index in range(len(plan.steps))]
    steps = tuple(_step(start, step) for start, step in zip(starts, plan.steps, strict=True))
    return PlanMaterial(plan.form, library.label("session-forms", plan.form), plan.minutes, steps)


def _step(start: int, step: PlanStep) -> StepMaterial:
    return StepMaterial(start, step.minutes, step.title, step.activity, step.facilitator_note or "", tuple(step.on_screen), step.works_on_case)


def _case(library: Library, training: Training, site_url: str) -> tuple[CaseStep, ...]:
    return tuple(
        CaseStep(step.story, step.question, step.learning, library.lessons[step.lesson].title, site_url + url_of("lesson", step.lesson), tuple(library.lessons[step.lesson].what_good_looks_like))
        for step in training.case_exercise.steps
    )


def _quiz(library: Library, training: Training, site_url: str) -> tuple[Question, ...]:
    return tuple(
        Question(
            question.question,
            tuple((option.text, option.correct) for option in question.options),
            question.explanation,
            library.lessons[question.lesson].title,
            site_url + url_of("lesson", question.lesson),
        )
        for question in training.quiz
    )


def _support_lines(library: Library, theme: str) -> list[str]:
    return [f"{line.name}: {', '.join(filter(None, (line.phone, line.email))) or line.url}" for line in library.support_lines([theme])]


@dataclass(frozen=True)
class FileKind:
    """A kind of file: how its name ends, what readers are told about it, and its format in words."""

    ending: str
    title: str
    format: str


GUIDE = FileKind("guide.docx", "Facilitator's guide: plans, case, questions with answers", "Word document")
SHEETS = FileKind("sheets.docx", "Sheets to print: case sheets, work sheets, knowledge check", "Word document")
SLIDES = FileKind("slides.pptx", "Slides with facilitator's notes", "PowerPoint")
HANDOUT = FileKind("handout.docx", "Handout for participants", "Word document")
ACTIONS = FileKind("action-plan.docx", "Team action plan", "Word document")
BRIEFING = FileKind("briefing.pdf", "Seven-minute briefing on one page", "PDF")
MOODLE = FileKind("quiz-moodle.xml", "Knowledge check for Moodle", "Moodle XML")
GIFT = FileKind("quiz-gift.txt", "Knowledge check for other platforms", "GIFT")
SCORM = FileKind("scorm.zip", "Self-study session for learning platforms", "SCORM 1.2")
ALL = FileKind("all-files.zip", "All of these in one file", "Zip")
KINDS = (GUIDE, SLIDES, SHEETS, HANDOUT, ACTIONS, BRIEFING, MOODLE, GIFT, SCORM, ALL)


def file_name(session_id: str, kind: FileKind) -> str:
    """Return the name of a session's file, such as `neglect-slides.pptx`."""
    return f"{session_id}-{kind.ending}"
