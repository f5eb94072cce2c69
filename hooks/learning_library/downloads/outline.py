"""What the slides of a session say, in the order of its 60-minute plan.

One slide a step, with the facilitator's part in its notes; the case is told inside its step, and what reviews found comes after
it. What a longer session needs stands at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..views.material import LICENCE, Material, PlanMaterial, StepMaterial

CARE = (
    "People in this room may be affected by what we talk about. You may leave at any time.",
    "No names, and nothing that could point to a child, a family or a colleague.",
    "If what you think of frightens you: speak to one of the two people named here, and ring your own lead today.",
    "Two people to turn to today: ____________________",
    "Where to report a concern here: ____________________",
)


@dataclass(frozen=True)
class Slide:
    """A slide: title, points, and the notes that only the facilitator sees. The opening one has `first` set."""

    title: str
    points: tuple[str, ...]
    notes: str = ""
    first: bool = False


def session_outline(material: Material) -> list[Slide]:
    """Return what the slides say, in order."""
    return [*_opening(material), *_walk(material), *_closing(material), *_longer(material)]


def _opening(material: Material) -> list[Slide]:
    plan = material.short_plan
    timings = "\n".join(f"Minute {step.start}: {step.title} ({step.minutes} min)" for step in plan.steps)
    return [
        Slide(material.title, (f"A session on: {material.theme}", f"{material.site}. Records of {material.dated_words}"), f"{plan.label}, {plan.minutes} minutes\n{timings}\nFor: {material.audience}", first=True),
        Slide("Before we begin", CARE, "Fill in the two lines before people come. Say this in your own words:\n" + "\n".join(material.before)),
        Slide(material.theme, (material.definition, material.why_it_matters), "In the short session, show this while people arrive or with the outcomes."),
        Slide("Afterwards you will be able to", material.outcomes),
    ]


def _walk(material: Material) -> list[Slide]:
    """Return a slide for each step of the plan, with the case and what reviews found after the step that works on it."""
    slides: list[Slide] = []
    for step in material.short_plan.steps:
        slides.append(_step(step))
        if step.works_on_case:
            slides += [*_case(material), *_found(material)]
    return slides if any(step.works_on_case for step in material.short_plan.steps) else [*slides, *_case(material), *_found(material)]


def _step(step: StepMaterial) -> Slide:
    notes = f"From minute {step.start} to {step.start + step.minutes}.\n{step.activity}"
    return Slide(step.title, step.on_screen or (f"{step.minutes} minutes",), f"{notes}\nKeep in mind: {step.note}" if step.note else notes)


def _case(material: Material) -> list[Slide]:
    slides = [Slide("The case exercise", (material.introduction,))]
    for number, step in enumerate(material.case, 1):
        of = f"step {number} of {len(material.case)}"
        signs = "\n".join(f"- {sign}" for sign in step.signs)
        slides.append(Slide(f"The case, {of}", (step.story, f"Decide, and say why: {step.question}"), f"Give time to decide before you go on.\nWhat good looks like:\n{signs}"))
        slides.append(Slide(f"What reviews found, {of}", (step.learning, f"Lesson: {step.lesson}"), "Compare with what the groups decided."))
    return slides


def _found(material: Material) -> list[Slide]:
    lessons = material.lessons
    examples = tuple(f"{finding} ({review})" for lesson in lessons for finding, review in lesson.examples[:1])
    counts = "\n".join(f"{lesson.title}: {lesson.found}." for lesson in lessons)
    selection = f"{counts}\nA library holds a selection of reviews, not a picture of how often things happen."
    return [
        Slide("Key messages", tuple(lesson.title for lesson in lessons), "\n\n".join(f"{lesson.title}\n{lesson.explanation}" for lesson in lessons)),
        Slide("What reviews found", examples or tuple(f"{lesson.title}: {lesson.found}" for lesson in lessons), selection),
    ]


def _closing(material: Material) -> list[Slide]:
    actions = tuple(f"{what} By when: {when}" for what, _, when, _ in material.actions)
    notes = "\n".join(f"{what}\nWho: {who}\nHow we will know: {how}" for what, who, _, how in material.actions)
    return [
        Slide("One thing we will do", actions, f"A team picks one and names who takes it on. People of different teams each take one line home.\n{notes}"),
        Slide("Sources", (*(f"{title} ({note})" for title, note in material.reviews), f"The session with all its sources: {material.url}", LICENCE), material.limits),
        Slide("Where to turn", (*CARE[-2:], *material.support), "Leave this slide up while people go, and stay in the room."),
    ]


def _longer(material: Material) -> list[Slide]:
    lessons = [Slide(lesson.title, lesson.good, f"What good looks like.\n{lesson.explanation}\nTry this week: {lesson.try_this_week}") for lesson in material.lessons]
    supervision = [Slide("Group supervision", material.supervision, "Disguise every family. What cannot wait goes to the safeguarding lead today.")] if material.supervision else []
    steps = [_step(step) for plan in material.plans if plan.form == "long" for step in plan.steps]
    return [
        Slide("For a longer session", ("What good looks like", "Questions for discussion and group supervision", "The steps of the half day"), _times(material)),
        *lessons,
        Slide("Discussion", material.discussion, "Choose two or three. Leave silence; take the quiet voices first."),
        *supervision,
        *steps,
    ]


def _times(material: Material) -> str:
    return "\n".join(_timing(plan) for plan in material.plans if plan.form == "long")


def _timing(plan: PlanMaterial) -> str:
    return "\n".join(f"Minute {step.start}: {step.title} ({step.minutes} min)" for step in plan.steps)
