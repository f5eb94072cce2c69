"""The knowledge check of a session for learning platforms: Moodle XML, and GIFT for those that read it.

GIFT is described at https://docs.moodle.org/en/GIFT_format, Moodle XML at https://docs.moodle.org/en/Moodle_XML_format.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as xml

from ..views.material import Material, Question

WRONG = 0
RIGHT = 100


def moodle_xml(material: Material) -> bytes:
    """Return the knowledge check as Moodle XML: one category, one multiple-choice question each, all text plain."""
    quiz = xml.Element("quiz")
    category = xml.SubElement(quiz, "question", type="category")
    _text(category, "category", f"$course$/{material.site.replace('/', '-')}/{material.title.replace('/', '-')}")
    for number, question in enumerate(material.quiz, 1):
        quiz.append(_moodle_question(material, number, question))
    xml.indent(quiz)
    return xml.tostring(quiz, encoding="utf-8", xml_declaration=True)


def gift(material: Material) -> bytes:
    """Return the knowledge check in GIFT format."""
    parts = [f"// {_one_line(material.title)}. {_one_line(material.site)}, {material.dated_words}."]
    parts += [f"$CATEGORY: {_escaped(material.site.replace('/', '-'))}/{_escaped(material.title.replace('/', '-'))}"]
    for number, question in enumerate(material.quiz, 1):
        options = "\n".join(f"{'=' if right else '~'}{_escaped(text)}" for text, right in question.options)
        parts.append(f"::{_escaped(_name(material, number))}::[plain]{_escaped(question.text)}{{\n{options}\n####{_escaped(_feedback(question))}\n}}")
    return ("\n\n".join(parts) + "\n").encode()


def _moodle_question(material: Material, number: int, question: Question) -> xml.Element:
    element = xml.Element("question", type="multichoice")
    _text(element, "name", _name(material, number))
    _text(element, "questiontext", question.text, format="plain_text")
    _text(element, "generalfeedback", _feedback(question), format="plain_text")
    for name, value in (("defaultgrade", "1"), ("penalty", "0.3333333"), ("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "abc")):
        xml.SubElement(element, name).text = value
    for text, right in question.options:
        answer = _text(element, "answer", text, fraction=str(RIGHT if right else WRONG), format="plain_text")
        _text(answer, "feedback", "Right." if right else "Not the best answer.", format="plain_text")
    return element


def _text(parent: xml.Element, tag: str, text: str, **attributes: str) -> xml.Element:
    element = xml.SubElement(parent, tag, attributes)
    xml.SubElement(element, "text").text = text
    return element


def _name(material: Material, number: int) -> str:
    return f"{material.theme}, question {number}"


def _feedback(question: Question) -> str:
    return f"{question.explanation} Lesson: {question.lesson} ({question.lesson_url})"


def _escaped(text: str) -> str:
    """Escape what GIFT reads as control characters, and keep a text on one line."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())
