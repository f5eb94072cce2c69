"""What the page of a training session, and the list of sessions, show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..library import Library
from ..records import Plan, Training
from .parts import Link, PageView, lesson_links, link_to, review_line, sections, shortened, url_of
from .review import edit_link

PATH = (Link("Training", "training/"),)


@dataclass(frozen=True)
class PlanView:
    """A plan of a session with its label, and the minute at which each step begins."""

    label: str
    plan: Plan
    starts: tuple[int, ...]


@dataclass(frozen=True)
class TrainingContent:
    """The session itself, with what it rests on."""

    training: Training
    theme: Link
    lessons: tuple[Link, ...]
    exercise_lessons: tuple[Link, ...]
    quiz_lessons: tuple[Link, ...]
    reviews: tuple[Link, ...]
    plans: tuple[PlanView, ...]
    roles: list[str]
    edit: Link


@dataclass(frozen=True)
class SessionGroup:
    """The sessions of one cross-cutting theme."""

    id: str
    title: str
    sessions: tuple[Link, ...]


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
            *((f"plan-{view.plan.form}", view.label, True) for view in content.plans),
            ("case-exercise", "Case exercise", True),
            ("discussion", "Questions for discussion", True),
            ("knowledge-check", "Knowledge check", True),
            ("action-plan", "Action plan", True),
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
        tuple(groups),
        sections=sections(*((group.id, group.title, True) for group in groups)),
        indexed=False,
    )


def _session_line(library: Library, training_id: str) -> Link:
    training = library.training[training_id]
    lengths = ", ".join(f"{plan.minutes} minutes" for plan in training.plans)
    return Link(training.title, url_of("training", training_id), f"{library.themes[training.theme].title}; {lengths}; {training.audience}")


def _content(library: Library, training_id: str, training: Training) -> TrainingContent:
    return TrainingContent(
        training=training,
        theme=link_to(library, "theme", training.theme),
        lessons=lesson_links(library, training.key_lessons),
        exercise_lessons=lesson_links(library, [step.lesson for step in training.case_exercise.steps]),
        quiz_lessons=lesson_links(library, [question.lesson for question in training.quiz]),
        reviews=tuple(review_line(library, review_id) for review_id in training.case_exercise.reviews),
        plans=tuple(_plan(library, plan) for plan in training.plans),
        roles=library.labels("agencies", training.roles),
        edit=edit_link(library, "training", training_id),
    )


def _plan(library: Library, plan: Plan) -> PlanView:
    starts = tuple(sum(step.minutes for step in plan.steps[:index]) for index in range(len(plan.steps)))
    return PlanView(f"{library.label('session-forms', plan.form)}: {plan.minutes} minutes", plan, starts)


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
