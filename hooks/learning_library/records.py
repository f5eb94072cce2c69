"""What a record may hold: the one truth about fields.

Validation, the JSON Schemas and the contributors' field guide are all made from these models. Every field says in its
description what a contributor should write. Words from a closed list are marked with `Vocabulary`, and ids of other
records with `RefersTo`, so that one rule can check all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, WithJsonSchema
from pydantic.json_schema import GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

from .problems import FieldPath

COLOUR_PATTERN = r"^#[0-9a-f]{6}$"
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PARTIAL_DATE_PATTERN = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


@dataclass(frozen=True)
class Vocabulary:
    """Marks a field whose word must stand in `data/vocabularies/<name>.yml`."""

    name: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "x-vocabulary": self.name}


@dataclass(frozen=True)
class RefersTo:
    """Marks a field that holds the id of another record of this kind."""

    kind: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "x-refers-to": self.kind}


@dataclass(frozen=True)
class NamesSource:
    """Marks a field that holds the key of one of the record's own sources."""


@dataclass(frozen=True)
class OwnWords:
    """Marks a text in the library's own words, which the rules about language and about people look at."""


def _text(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty_text", "is empty; write the text, or take the field out if it is optional")
    return value.strip()


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://([A-Za-z0-9-]+\.)+[A-Za-z]{2,}(:\d+)?([/?#][^\s<>\"'`{}|\\^]*)?", value):
        raise PydanticCustomError("bad_url", "is not a web address; it must start with https:// or http://, have a host of letters, digits and dots, and hold no spaces or quotes")
    return value


def _colour(value: str) -> str:
    if not re.fullmatch(COLOUR_PATTERN, value):
        raise PydanticCustomError("bad_colour", "is not a colour; write `#` and six digits or letters from a to f, in quotes, such as '#17406d'")
    return value


def _partial_date(value: str) -> str:
    if not re.fullmatch(PARTIAL_DATE_PATTERN, value) or (len(value) == 10 and not _is_day(value)):
        raise PydanticCustomError("bad_date", "is not a date; write 2022, 2022-03 or 2022-03-14")
    return value


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) and _is_day(value):
        return date.fromisoformat(value)
    raise PydanticCustomError("bad_day", "is not a day; write it as 2026-11-22")


def _year_as_text(value: object) -> object:
    return str(value) if type(value) is int and 1000 <= value <= 9999 else value


Text = Annotated[str, AfterValidator(_text), OwnWords()]
GivenText = Annotated[str, AfterValidator(_text)]
"""Words that are not the library's to choose: official titles, names of publishers, words that people type."""
Colour = Annotated[str, AfterValidator(_colour), WithJsonSchema({"type": "string", "pattern": COLOUR_PATTERN})]
WebAddress = Annotated[str, AfterValidator(_web_address)]
_PARTIAL_DATE_SCHEMA = {"anyOf": [{"type": "string", "pattern": PARTIAL_DATE_PATTERN}, {"type": "integer", "minimum": 1000, "maximum": 9999}]}
PartialDate = Annotated[str, BeforeValidator(_year_as_text), AfterValidator(_partial_date), WithJsonSchema(_PARTIAL_DATE_SCHEMA)]
Day = Annotated[date, BeforeValidator(_day)]
Key = Annotated[str, Field(pattern=ID_PATTERN, max_length=80)]
Minutes = Annotated[StrictInt, Field(ge=1, le=480)]


class Record(BaseModel):
    """Common ground of all parts of a record: unknown fields are errors, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Record):
    """A page or document that was read for this record."""

    key: Key = Field(description="Short name of the source inside this record, such as `report` or `briefing`.")
    title: GivenText = Field(description="Title of the page or document, exactly.")
    publisher: GivenText = Field(description="Who published it.")
    url: WebAddress = Field(description="Where it was read. Prefer the publisher's own address to a copy.")
    kind: Annotated[str, Vocabulary("source-kinds")] = Field(description="What kind of source it is.")
    published: PartialDate | None = Field(None, description="When it was published: year, month or day.")
    read: GivenText = Field(description="How much of it was read, such as `whole page` or `opening of the page`.")
    read_on: PartialDate = Field(description="When it was read.")


class Statement(Record):
    """A fact about the case, with the source it was read in."""

    text: Text = Field(description="The fact, in the library's own plain words.")
    source: Annotated[Key, NamesSource()] = Field(description="Key of the source, from the list `sources` of this record.")
    locator: GivenText | None = Field(None, description="Page, paragraph or section in the source, where it shows one.")


class Finding(Record):
    """Something the review found, tied to the practice lesson it teaches."""

    text: Text = Field(description="What the review found: a condition, not a culprit, in our own words.")
    lesson: Annotated[Key, RefersTo("lesson")] = Field(description="Id of the one practice lesson this finding teaches.")
    why: Text | None = Field(None, description="Why it happened, only where the source says so.")
    source: Annotated[Key, NamesSource()] = Field(description="Key of the source, from the list `sources` of this record.")
    locator: GivenText | None = Field(None, description="Page, paragraph or section in the source, where it shows one.")


class FollowUp(Record):
    """What was done about a recommendation, as far as a source says."""

    status: Annotated[str, Vocabulary("follow-up-statuses")] = Field(description="How far it got, as the source reports it.")
    text: Text = Field(description="What was done, and who says so.")
    source: Annotated[Key, NamesSource()] = Field(description="Key of the source, from the list `sources` of this record.")
    locator: GivenText | None = Field(None, description="Place in the source.")


class Recommendation(Record):
    """Something the review asked to be done."""

    text: Text = Field(description="What should be done, in our own words.")
    addressee: Text | None = Field(None, description="Who was asked; leave it out unless the source states it.")
    source: Annotated[Key, NamesSource()] = Field(description="Key of the source, from the list `sources` of this record.")
    locator: GivenText | None = Field(None, description="Page, paragraph or section in the source, where it shows one.")
    follow_up: list[FollowUp] = Field(default=[], description="What was done about it, where a source says so.")


class Child(Record):
    """Who the review is about, with no more detail than the learning needs."""

    age_bands: list[Annotated[str, Vocabulary("age-bands")]] = Field(min_length=1, description="Age bands of the child or children when harmed; never a birth date.")
    description: Text = Field(description="One line: who, without names, places or dates that identify.")


class Withdrawal(Record):
    """Why a record is no longer shown. Its address stays, with this notice."""

    reason: Text = Field(description="Why it was withdrawn, in a sentence that can be printed.")
    day: Day = Field(description="When it was withdrawn: YYYY-MM-DD.")


class Review(Record):
    """A published review, summarised for learning."""

    title: Text = Field(description="Short title the library uses, such as `Child Q, Hackney`.")
    official_title: GivenText = Field(description="Title of the published report, exactly.")
    review_type: Annotated[str, Vocabulary("review-types")] = Field(description="Type of review.")
    nation: Annotated[str, Vocabulary("nations")] = Field(description="Nation whose arrangements the review belongs to.")
    area: Text = Field(description="Local authority area or areas, or `national`.")
    publisher: GivenText = Field(description="Body that published the review.")
    published: PartialDate = Field(description="When the review was published: year, month or day.")
    report_url: WebAddress | None = Field(None, description="Address of the published report itself, where it is known.")
    method: Annotated[str, Vocabulary("methods")] | None = Field(None, description="Review method, where the source states it.")
    child: Child = Field(description="Who the review is about.")
    outcome: Annotated[str, Vocabulary("outcomes")] = Field(description="What happened to the child or children.")
    harms: list[Annotated[str, Vocabulary("harms")]] = Field(min_length=1, description="Kinds of harm.")
    settings: list[Annotated[str, Vocabulary("settings")]] = Field(min_length=1, description="Where the child lived or was harmed.")
    agencies: list[Annotated[str, Vocabulary("agencies")]] = Field(min_length=1, description="Agencies whose practice the sources speak of.")
    content_note: Text = Field(description="One calm, specific line, such as `Describes the death of a baby.`")
    summary: Text = Field(description="At most 150 words, starting from the learning.")
    what_happened: list[Statement] = Field(min_length=1, description="What happened, in one to four short statements.")
    what_went_well: list[Statement] = Field(default=[], description="Good practice, wherever the source names it.")
    findings: list[Finding] = Field(min_length=2, max_length=10, description="Two to ten findings.")
    recommendations: list[Recommendation] = Field(default=[], description="What the review asked for, and what came of it.")
    questions: list[Text] = Field(min_length=2, max_length=5, description="Questions a reader can take to their own practice.")
    disagreements: list[Text] = Field(default=[], description="Where the sources disagree, or what could not be settled.")
    sources: list[Source] = Field(min_length=1, description="Everything that was read for this record.")
    added: Day = Field(description="When the record joined the library: YYYY-MM-DD.")
    checked: Day = Field(description="When the record was last checked against its sources: YYYY-MM-DD.")
    status: Literal["published", "withdrawn"] = Field("published", description="`withdrawn` keeps the address and shows only the notice.")
    withdrawn: Withdrawal | None = Field(None, description="Needed when the status is `withdrawn`.")


class Lesson(Record):
    """One thing to do in practice; many reviews may point to it."""

    title: Text = Field(description="The lesson as one plain sentence a person can act on tomorrow.")
    explanation: Text = Field(description="Two to four sentences: what is meant, and why it matters for a child.")
    themes: list[Annotated[Key, RefersTo("theme")]] = Field(min_length=1, max_length=3, description="Themes it belongs to, the main one first.")
    roles: list[Annotated[str, Vocabulary("agencies")]] = Field(min_length=1, description="Whose work it concerns most.")
    stages: list[Annotated[str, Vocabulary("stages")]] = Field(min_length=1, description="Stages of the child's journey.")
    what_good_looks_like: list[Text] = Field(min_length=2, max_length=6, description="What a visitor would see where this is done well.")
    supervision_prompts: list[Text] = Field(min_length=2, max_length=5, description="Open questions for supervision.")
    try_this_week: Text = Field(description="One small thing a reader can do within a week.")
    added: Day = Field(description="When the record joined the library: YYYY-MM-DD.")
    checked: Day = Field(description="When it was last read through: YYYY-MM-DD.")


class Theme(Record):
    """A subject that runs through many reviews."""

    title: Text = Field(description="Name of the theme.")
    definition: Text = Field(description="What it means, in one or two sentences.")
    why_it_matters: Text = Field(description="Why it matters for children, in two to four sentences.")
    parent: Annotated[str, Vocabulary("cross-cutting-themes")] = Field(description="Cross-cutting theme it belongs to.")
    also_called: list[GivenText] = Field(min_length=1, description="Synonyms and acronyms in use today.")
    older_terms: list[GivenText] = Field(default=[], description="Legacy terms people still search for, including ones we avoid.")
    everyday_words: list[GivenText] = Field(default=[], description="What people type when they have a worry, such as `dad not in the records`.")
    related: list[Annotated[Key, RefersTo("theme")]] = Field(default=[], description="Themes to read next.")
    limits: Text = Field(description="What reviews can and cannot show about this theme.")
    added: Day = Field(description="When the record joined the library: YYYY-MM-DD.")
    checked: Day = Field(description="When it was last checked: YYYY-MM-DD.")


class AnalysisFigure(Record):
    """A figure of a national analysis, with the base it was counted on."""

    figure: Text = Field(description="The figure itself, such as `41%` or `2 in 3`.")
    text: Text = Field(description="What was counted, in one sentence.")
    denominator: GivenText = Field(description="What it is a share or number of, exactly as the source has it.")
    themes: list[Annotated[Key, RefersTo("theme")]] = Field(default=[], max_length=3, description="Themes it says something about.")
    source: Annotated[Key, NamesSource()] = Field(description="Key of the source, from the list `sources` of this record.")
    locator: GivenText | None = Field(None, description="Page, paragraph or section in the source, where it shows one.")


class AnalysisMessage(Record):
    """A message of a national analysis."""

    text: Text = Field(description="What the analysis says, in the library's own plain words and no stronger.")
    themes: list[Annotated[Key, RefersTo("theme")]] = Field(default=[], max_length=3, description="Themes it belongs to.")
    source: Annotated[Key, NamesSource()] = Field(description="Key of the source, from the list `sources` of this record.")
    locator: GivenText | None = Field(None, description="Page, paragraph or section in the source, where it shows one.")


class Analysis(Record):
    """A national analysis or thematic report over many reviews."""

    title: Text = Field(description="Short title the library uses, such as `National analysis 2011 to 2014`.")
    official_title: GivenText = Field(description="Title of the publication, exactly.")
    publisher: GivenText = Field(description="Body that published it.")
    published: PartialDate = Field(description="When it was published: year, month or day.")
    nations: list[Annotated[str, Vocabulary("nations")]] = Field(min_length=1, description="Nations whose reviews it covers.")
    period: GivenText | None = Field(None, description="Years of the reviews or incidents it covers, as the source has it.")
    reviews_covered: GivenText | None = Field(None, description="How many reviews of what kind, as the source has it.")
    summary: Text = Field(description="What it is and what can be learnt from it, in at most 100 words.")
    figures: list[AnalysisFigure] = Field(default=[], description="Figures, each with its base.")
    messages: list[AnalysisMessage] = Field(default=[], description="Messages tied to themes.")
    disagreements: list[Text] = Field(default=[], description="Where sources disagree, or what could not be settled.")
    sources: list[Source] = Field(min_length=1, description="Everything that was read for this record.")
    added: Day = Field(description="When the record joined the library: YYYY-MM-DD.")
    checked: Day = Field(description="When the record was last checked against its sources: YYYY-MM-DD.")


class PlanStep(Record):
    """One step of a session, with its length."""

    minutes: Minutes = Field(description="Length in minutes.")
    title: Text = Field(description="Name of the step.")
    activity: Text = Field(description="What the group does.")
    on_screen: list[Text] = Field(default=[], max_length=4, description="What the group reads on the slide in this step: the task in at most four short lines.")
    works_on_case: StrictBool = Field(False, description="`true` for the step in which the staged case is told.")
    facilitator_note: Text | None = Field(None, description="What the facilitator should keep in mind.")


class Plan(Record):
    """A timed plan of the session in one of its lengths."""

    form: Annotated[str, Vocabulary("session-forms")] = Field(description="Which length of the session this is.")
    minutes: Minutes = Field(description="Whole length; the steps must add up to it.")
    steps: list[PlanStep] = Field(min_length=1, description="The steps in order.")


class ExerciseStep(Record):
    """One stage of the case exercise: what is known now, what to decide, and what the reviews found."""

    story: Text = Field(description="What is known at this point, without names or injury detail.")
    question: Text = Field(description="What the group decides, with a reason, before reading on.")
    learning: Text = Field(description="What the reviews found at this point.")
    lesson: Annotated[Key, RefersTo("lesson")] = Field(description="The lesson this step rests on.")


class CaseExercise(Record):
    """A case told in stages. It is built on findings of real reviews, which are named at the end."""

    introduction: Text = Field(description="What the group is asked to do, and that the case is made up from several reviews.")
    steps: list[ExerciseStep] = Field(min_length=3, max_length=6, description="Three to six steps.")
    reviews: list[Annotated[Key, RefersTo("review")]] = Field(min_length=1, description="Reviews whose findings it is built on.")


class QuizOption(Record):
    """One answer to a knowledge-check question."""

    text: Text = Field(description="The answer.")
    correct: StrictBool = Field(description="`true` for the right answer, `false` for the others.")


class QuizQuestion(Record):
    """A knowledge-check question with exactly one right answer."""

    question: Text = Field(description="The question.")
    options: list[QuizOption] = Field(min_length=2, max_length=5, description="Two to five answers, one of them right.")
    explanation: Text = Field(description="Why the right answer is right.")
    lesson: Annotated[Key, RefersTo("lesson")] = Field(description="The lesson it rests on.")


class Sheet(Record):
    """A sheet to print and hand out, beside the case sheets, which are made from the case exercise."""

    title: Text = Field(description="Title of the sheet, as the plan names it.")
    copies: GivenText = Field(description="How many to print, such as `one for each group of four`.")
    text: list[Text] = Field(default=[], description="Paragraphs or lines to read.")
    columns: list[GivenText] = Field(default=[], max_length=5, description="Heads of the columns, where the sheet is a table to fill in.")
    rows: list[GivenText] = Field(default=[], description="First cell of each row of the table; the other cells stay empty.")


class Action(Record):
    """A line of the team's action plan."""

    what: Text = Field(description="What the team will do.")
    who: Text = Field(description="Who could lead it.")
    by_when: Text = Field(description="By when.")
    how_we_will_know: Text = Field(description="How the team will know that it helped children.")


class Training(Record):
    """One training session on a theme, complete enough to run from its page."""

    title: Text = Field(description="Title of the session.")
    theme: Annotated[Key, RefersTo("theme")] = Field(description="The theme it belongs to.")
    audience: Text = Field(description="Who it is for, and group size.")
    roles: list[Annotated[str, Vocabulary("agencies")]] = Field(min_length=1, description="Roles it suits.")
    outcomes: list[Text] = Field(min_length=2, max_length=5, description="What people will be able to do afterwards.")
    before_you_start: list[Text] = Field(min_length=1, description="People in the room may be affected: what to say, and what to do then.")
    materials: list[Text] = Field(default=[], description="What to bring.")
    sheets: list[Sheet] = Field(default=[], description="Sheets to print that the plans use, beside the case sheets and the knowledge check.")
    key_lessons: list[Annotated[Key, RefersTo("lesson")]] = Field(min_length=2, description="Lessons the session teaches.")
    plans: list[Plan] = Field(min_length=3, description="Timed plans, one in each form: 60 minutes, half a day, and seven minutes.")
    case_exercise: CaseExercise = Field(description="The staged case exercise.")
    discussion: list[Text] = Field(min_length=3, description="Questions for discussion or group supervision.")
    group_supervision: list[Text] = Field(min_length=3, description="Questions for group supervision: open, about the team's own work.")
    quiz: list[QuizQuestion] = Field(min_length=6, description="Knowledge check: at least six questions.")
    action_plan: list[Action] = Field(min_length=1, description="Suggested actions for the team.")
    added: Day = Field(description="When the record joined the library: YYYY-MM-DD.")
    checked: Day = Field(description="When it was last checked: YYYY-MM-DD.")


class Term(Record):
    """A word of a closed list."""

    id: Key = Field(description="The word as records write it.")
    label: Text = Field(description="The word as readers see it.")
    description: Text = Field(description="What it means.")
    nations: list[Annotated[str, Vocabulary("nations")]] = Field(default=[], description="Nations where it is used (review types).")
    era: Text | None = Field(None, description="Years of use (review types), as far as verified.")
    also_called: list[GivenText] = Field(default=[], description="Other names and acronyms.")
    forms: list[GivenText] = Field(default=[], description="Language to avoid: the forms that the check looks for, as whole words; `(puts|putting)` stands for either.")
    prefer: GivenText | None = Field(None, description="Language to avoid: what to write instead.")
    level: Literal["error", "note"] = Field("error", description="Language to avoid: `error` blocks, `note` only makes the writer think.")
    source_url: WebAddress | None = Field(None, description="Where the advice was read.")


class VocabularyFile(Record):
    """A closed list of words."""

    title: Text = Field(description="Name of the list.")
    description: Text = Field(description="What the list is for, and where it comes from.")
    terms: list[Term] = Field(min_length=1, description="The words, in the order readers see them.")


class GlossaryTerm(Record):
    """A word or acronym explained."""

    id: Key = Field(description="Anchor of the entry on the glossary page.")
    term: GivenText = Field(description="The word or acronym.")
    stands_for: GivenText | None = Field(None, description="The acronym written out.")
    definition: Text = Field(description="What it means, in plain words.")
    note: Text | None = Field(None, description="A note on language, such as why the term is avoided today.")
    also_called: list[GivenText] = Field(default=[], description="Other words that should find this entry.")
    themes: list[Annotated[Key, RefersTo("theme")]] = Field(default=[], description="Themes the word leads to.")
    source_url: WebAddress | None = Field(None, description="Where the definition was read.")


class Glossary(Record):
    """The glossary."""

    terms: list[GlossaryTerm] = Field(min_length=1, description="Entries; the page sorts them by term.")


class TimelineEvent(Record):
    """A dated event of law, guidance or practice."""

    date: PartialDate = Field(description="When: year, month or day.")
    nations: list[Annotated[str, Vocabulary("nations")]] = Field(min_length=1, description="Where it applies.")
    text: Text = Field(description="What changed.")
    source_title: GivenText = Field(description="Name of the page it was read on.")
    source_url: WebAddress = Field(description="Address of that page.")
    read: GivenText = Field(description="How much of it was read.")


class Timeline(Record):
    """Law, guidance and practice of reviews over the years."""

    events: list[TimelineEvent] = Field(min_length=1, description="Events; pages sort them by date.")


class SupportLine(Record):
    """A helpline, verified on the service's own page."""

    name: Text = Field(description="Name of the service.")
    who_for: Text = Field(description="Who it is for, in a few words.")
    phone: Text | None = Field(None, description="Telephone number.")
    email: Text | None = Field(None, description="E-mail address.")
    url: WebAddress | None = Field(None, description="The service's own page.")
    hours: Text | None = Field(None, description="When it is open, where the service's page says so.")
    urgent: StrictBool = Field(False, description="`true` only for the emergency number.")
    themes: list[Annotated[Key, RefersTo("theme")]] = Field(default=[], description="Themes whose pages and sessions show it; left out, it is shown on every page.")
    checked: Day = Field(description="When the number was last checked: YYYY-MM-DD.")


class Support(Record):
    """Support lines: those shown on every page, and those for some themes."""

    lines: list[SupportLine] = Field(min_length=1, description="Lines in the order they are shown.")


class WordingException(Record):
    """A place where a rule about wording may be broken, with the reason."""

    file: GivenText = Field(description="File of the record, such as `reviews/child-a-2020.yml`.")
    field: GivenText = Field(description="Field, as the check names it, such as `findings[2].text`.")
    words: GivenText = Field(description="The words that the check objects to.")
    reason: Text = Field(description="Why they may stay.")


class Exceptions(Record):
    """Exceptions from the rules about wording. One that is no longer needed is an error."""

    exceptions: list[WordingException] = Field(default=[], description="Each place with its reason.")


class LocalContact(Record):
    """A local contact, set by whoever hosts a copy."""

    name: Text = Field(description="Such as `Children's social care` or `Out of hours`.")
    phone: Text | None = Field(None, description="Telephone number.")
    email: Text | None = Field(None, description="E-mail address.")
    note: Text | None = Field(None, description="Hours, or what it is for.")


class Site(Record):
    """Settings of this copy of the library."""

    name: Text = Field(description="Name of the site.")
    tagline: Text = Field(description="One line under the name.")
    colour: Colour | None = Field(None, description="Colour of the bar and of links in the light scheme, such as `#17406d`; it must be dark enough to be read.")
    repository_url: WebAddress | None = Field(None, description="Address of the repository, for the links to report an error.")
    contact_email: Text | None = Field(None, description="Address for corrections and removals.")
    area: Text | None = Field(None, description="Area of the local contacts.")
    local_contacts: list[LocalContact] = Field(default=[], description="Local contacts for the panel `Worried about a child?`.")


class CpdQuestion(Record):
    """A question of a reflection form."""

    id: Key = Field(description="Short name of the question.")
    label: Text = Field(description="What is asked, as readers see it.")


class CpdForm(Record):
    """A reflection form in the fields of a regulator or setting."""

    id: Key = Field(description="Short name of the form.")
    label: Text = Field(description="Whose fields they are.")
    description: Text = Field(description="What is asked for, as the source has it.")
    source_title: GivenText = Field(description="Name of the page where the fields were read.")
    source_url: WebAddress = Field(description="Address of that page.")
    read_on: PartialDate = Field(description="When that page was read.")
    questions: list[CpdQuestion] = Field(min_length=1, description="The questions in order.")


class Cpd(Record):
    """Reflection forms of My learning."""

    forms: list[CpdForm] = Field(min_length=1, description="Forms in the order they are shown.")


FOLDERS: dict[str, type[Record]] = {
    "reviews": Review,
    "lessons": Lesson,
    "themes": Theme,
    "training": Training,
    "analyses": Analysis,
    "vocabularies": VocabularyFile,
}
SINGLE_FILES: dict[str, type[Record]] = {
    "glossary": Glossary,
    "timeline": Timeline,
    "support": Support,
    "cpd": Cpd,
    "exceptions": Exceptions,
    "site": Site,
}
KINDS: dict[str, str] = {"review": "reviews", "lesson": "lessons", "theme": "themes", "training": "training", "analysis": "analyses"}


Mark = Vocabulary | RefersTo | NamesSource | OwnWords


@cache
def marked_fields(model: type[Record]) -> dict[str, Mark | None]:
    """Return the fields of a model that hold marked words or further models; the value is the field's mark, if any."""
    found: dict[str, Mark | None] = {}
    for name, info in model.model_fields.items():
        marks = [mark for mark in info.metadata if isinstance(mark, Mark)] + _marks_within(info.annotation)
        if marks or _models_within(info.annotation):
            found[name] = marks[0] if marks else None
    return found


def all_marks(model: type[Record]) -> set[Mark]:
    """Return every mark that stands in a model or in the models inside it."""
    found = {mark for mark in marked_fields(model).values() if mark}
    for name in marked_fields(model):
        for part in _models_within(model.model_fields[name].annotation):
            found |= all_marks(part)
    return found


def marked_values(record: Record, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str, Mark]]:
    """Yield every marked word of a record: its path, the word, and what it must name."""
    for name, mark in marked_fields(type(record)).items():
        yield from _marked(getattr(record, name), (*path, name), mark)


def _marked(value: object, path: FieldPath, mark: Mark | None) -> Iterator[tuple[FieldPath, str, Mark]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _marked(item, (*path, index), mark)
    elif isinstance(value, Record):
        yield from marked_values(value, path)
    elif mark is not None and isinstance(value, str):
        yield path, value, mark


def _marks_within(annotation: object) -> list[Mark]:
    found = [mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, Mark)]
    return found + [mark for part in get_args(annotation) for mark in _marks_within(part)]


def _models_within(annotation: object) -> list[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_within(part)]
