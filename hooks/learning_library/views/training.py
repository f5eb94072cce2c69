"""What the page of a training session, and the list of sessions, show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..library import Library
from ..records import Training
from .material import CARE_OF_THE_ROOM, KINDS, FileKind, Material, file_name, session_material
from .parts import Link, PageView, lesson_links, link_to, review_line, sections, shortened, url_of
from .review import edit_link

PATH = (Link("Training", "training/"),)


@dataclass(frozen=True)
class TrainingContent:
    """The session itself, with what it rests on and the files to take away."""

    training: Training
    session: Material
    theme: Link
    lessons: tuple[Link, ...]
    reviews: tuple[Link, ...]
    roles: list[str]
    care: tuple[str, ...]
    files: tuple[tuple[str, FileKind], ...]
    edit: Link


@dataclass(frozen=True)
class SessionLine:
    """A session in the list: its page, whom it suits, its lengths and its files; each length and file is a link."""

    page: Link
    roles: str
    lengths: tuple[tuple[str, Link], ...]
    files: tuple[tuple[str, Link], ...]


@dataclass(frozen=True)
class SessionGroup:
    """The sessions of one cross-cutting theme."""

    id: str
    title: str
    sessions: tuple[SessionLine, ...]


@dataclass(frozen=True)
class TrainingIndexContent:
    """All sessions, and the choices of the three filters as pairs of id and label."""

    groups: tuple[SessionGroup, ...]
    roles: tuple[tuple[str, str], ...]
    lengths: tuple[tuple[str, str], ...]
    formats: tuple[tuple[str, str], ...]


def training_view(library: Library, training_id: str) -> PageView:
    """Return the page of a training session."""
    training = library.training[training_id]
    content = _content(library, training_id, training)
    return PageView(
        title=training.title,
        description=shortened(f"Training session: {' '.join(training.outcomes)}"),
        template="training.html",
        kind="Training",
        content=content,
        sections=sections(
            ("outcomes", "Outcomes", True),
            ("before-you-start", "Before you start", True),
            ("lessons", "Lessons it teaches", True),
            *((f"plan-{plan.form}", plan.label, True) for plan in content.session.plans),
            ("case-exercise", "Case exercise", True),
            ("discussion", "Questions for discussion", True),
            ("supervision", "Group supervision", training.group_supervision),
            ("knowledge-check", "Knowledge check", True),
            ("action-plan", "Action plan", True),
            ("files", "Files to take away", True),
            ("record", "About this record", True),
        ),
        filters={"kind": ("training",), "theme": (training.theme,), "agency": tuple(training.roles)},
        updated=training.checked.isoformat(),
        record=f"training/{training_id}",
        structured_data=_structured_data(library, training),
        path=PATH,
    )


def training_index_view(library: Library) -> PageView:
    """Return the list of sessions, grouped by the cross-cutting theme of each session's theme."""
    groups = []
    for parent, term in library.vocabularies["cross-cutting-themes"].items():
        chosen = [key for key, session in library.training.items() if library.themes[session.theme].parent == parent]
        lines = tuple(_session_line(library, key) for key in sorted(chosen, key=lambda key: library.training[key].title))
        if lines:
            groups.append(SessionGroup(parent, term.label, lines))
    return PageView(
        "Training sessions",
        "One training session per theme, complete enough to run from its page.",
        "training_index.html",
        "Page",
        TrainingIndexContent(
            tuple(groups),
            _choices(library, "agencies", [role for session in library.training.values() for role in session.roles]),
            _choices(library, "session-forms", [plan.form for session in library.training.values() for plan in session.plans]),
            tuple((kind.ending, kind.title.split(":")[0]) for kind in KINDS),
        ),
        sections=sections(*((group.id, group.title, True) for group in groups)),
        indexed=False,
    )


def _session_line(library: Library, training_id: str) -> SessionLine:
    training = library.training[training_id]
    url = url_of("training", training_id)
    return SessionLine(
        page=Link(training.title, url, f"{library.themes[training.theme].title}; {training.audience}"),
        roles=" ".join(training.roles),
        lengths=tuple((plan.form, Link(f"{plan.minutes} minutes", f"{url}#plan-{plan.form}")) for plan in training.plans),
        files=tuple((kind.ending, Link(kind.format, url + file_name(training_id, kind), kind.title)) for kind in KINDS),
    )


def _choices(library: Library, vocabulary: str, words: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, term.label) for word, term in library.vocabularies[vocabulary].items() if word in words)


def _content(library: Library, training_id: str, training: Training) -> TrainingContent:
    return TrainingContent(
        training=training,
        session=session_material(library, training_id),
        theme=link_to(library, "theme", training.theme),
        lessons=lesson_links(library, training.key_lessons),
        reviews=tuple(review_line(library, review_id) for review_id in training.case_exercise.reviews),
        roles=library.labels("agencies", training.roles),
        care=CARE_OF_THE_ROOM,
        files=tuple((file_name(training_id, kind), kind) for kind in KINDS),
        edit=edit_link(library, "training", training_id),
    )


def _structured_data(library: Library, training: Training) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": training.title,
        "learningResourceType": "Training session",
        "about": library.themes[training.theme].title,
        "teaches": training.outcomes,
        "dateModified": training.checked.isoformat(),
        "inLanguage": "en-GB",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
