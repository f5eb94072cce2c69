"""Turns the filled form "Suggest a review" into a draft record. Reads the form from the variable FORM, prints the file's name.

Every field is treated as hostile: only known headings are read, each value is cut to its length and put into one line, and what is
written is YAML made by a library. A form that cannot become a record ends with 1 and says why.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from learning_library.authoring import FILL_IN, record_name
from learning_library.canonical import formatted
from learning_library.checks.fields import STILL_TO_WRITE, parse_record
from learning_library.source import Document, parse_document, read_document

PROJECT = Path(__file__).resolve().parents[1]
FIELDS = {
    "Title": ("title", 200),
    "Official title": ("official_title", 300),
    "Publisher": ("publisher", 200),
    "Published": ("published", 10),
    "Nation": ("nation", 20),
    "Area": ("area", 200),
    "Address of the report": ("report_url", 500),
    "Findings": ("findings", 8000),
    "What went well": ("what_went_well", 4000),
}
HEAD = "# yaml-language-server: $schema=../schemas/review.json\n# A draft made from a suggestion. Each TODO is to be written from a source that was read.\n"
NO_ANSWER = "_No response_"
PLACE = re.compile(r"\s*\(((?:pages?|pp?\.?|paragraphs?|paras?\.?|sections?|chapters?)\b[^()]{1,40})\)\s*\.?$", re.IGNORECASE)
MOST_LINES = 10


class BadForm(Exception):
    """Raised when a form cannot become a record; the message says what to mend."""


def main() -> int:
    """Write the draft below data/reviews/ and print its name."""
    try:
        print(write_draft(os.environ.get("FORM", ""), PROJECT / "data", date.today()))
    except BadForm as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def write_draft(form: str, data: Path, today: date) -> Path:
    """Write a draft record made of a form, and return its path. Raises BadForm; never overwrites."""
    answers = read_form(form)
    record = draft(answers, today)
    _refuse_what_is_there(record, data)
    name = record_name(record)
    path = data / "reviews" / f"{name}.yml"
    text = f"{HEAD}{yaml.safe_dump(record, sort_keys=False, allow_unicode=True)}"
    document, problems = parse_document(text, path.name, "reviews", name)
    if document is None:
        raise BadForm("\n".join(problem.as_text() for problem in problems))
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(formatted(document, text))
    except FileExistsError:
        raise BadForm(f"data/reviews/{name}.yml is there already; edit that record instead") from None
    return path


def _refuse_what_is_there(record: Mapping[str, Any], data: Path) -> None:
    """A review that has the same official title, or rests on the same address, is perhaps the same."""
    for path in sorted((data / "reviews").glob("*.yml")):
        known = read_document(path, data.parent, "reviews")[0]
        value = known.value if known and isinstance(known.value, dict) else {}
        addresses = {value.get("report_url"), *(source.get("url") for source in value.get("sources", []) if isinstance(source, dict))}
        if record["report_url"] in addresses or record["official_title"].casefold() == str(value.get("official_title")).casefold():
            raise BadForm(f"data/reviews/{path.name} has the same official title, or an address in common; edit that record, or say in a plain issue why this is another review")


def read_form(form: str) -> dict[str, str]:
    """Return the answers under known headings, free of characters that cannot be seen. Raises BadForm for one that is too long."""
    parts = re.split(r"^### (.+?)\s*$", form.replace("\r\n", "\n")[:50_000], flags=re.MULTILINE)
    answers: dict[str, str] = {}
    for heading, text in zip(parts[1::2], parts[2::2], strict=False):
        if heading in FIELDS:
            name, length = FIELDS[heading]
            seen = "".join(letter for letter in text if letter.isprintable() or letter == "\n").strip()
            if len(seen) > length:
                raise BadForm(f"{heading}: has {len(seen)} characters; at most {length} are allowed")
            answers.setdefault(name, "" if seen == NO_ANSWER else seen)
    return answers


def draft(answers: Mapping[str, str], today: date) -> dict[str, Any]:
    """Return the values of a draft record. Raises BadForm when what identifies the review is missing or cannot be used."""
    missing = [heading for heading, (name, _) in FIELDS.items() if not answers.get(name) and name not in ("findings", "what_went_well")]
    if missing:
        raise BadForm(f"the form has no answer to: {', '.join(missing)}")
    one_line = {name: " ".join(text.split()) for name, text in answers.items()}
    record = {
        **{name: one_line[name] for name in ("title", "official_title")},
        "review_type": FILL_IN,
        **{name: one_line[name] for name in ("nation", "area", "publisher", "published", "report_url")},
        "child": {"age_bands": [FILL_IN], "description": FILL_IN},
        "outcome": FILL_IN,
        **{name: [FILL_IN] for name in ("harms", "settings", "agencies")},
        "content_note": FILL_IN,
        "summary": FILL_IN,
        "what_happened": [{"text": FILL_IN, "source": "report"}],
        **_statements("what_went_well", answers),
        "findings": [{"text": finding["text"], "lesson": FILL_IN, "source": "report", **({"locator": finding["locator"]} if "locator" in finding else {})} for finding in _lines(answers.get("findings", ""))] or [{"text": FILL_IN, "lesson": FILL_IN, "source": "report"}] * 2,
        "questions": [FILL_IN, FILL_IN],
        "sources": [{"key": "report", "title": one_line["official_title"], "publisher": one_line["publisher"], "url": one_line["report_url"], "kind": FILL_IN, "read": FILL_IN, "read_on": today.isoformat()[:7]}],
        "added": today.isoformat(),
        "checked": today.isoformat(),
    }
    _refuse_what_the_model_refuses(record)
    return record


def _statements(name: str, answers: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    lines = _lines(answers.get(name, ""))
    return {name: [{**line, "source": "report"} for line in lines]} if lines else {}


def _lines(text: str) -> list[dict[str, str]]:
    lines = [" ".join(line.lstrip("-*• ").split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > MOST_LINES:
        raise BadForm(f"{len(lines)} lines stand in one answer; at most {MOST_LINES} findings or points can be taken, so keep the ones that matter most")
    return [{"text": PLACE.sub("", line), **({"locator": " ".join(place.group(1).split())} if (place := PLACE.search(line)) else {})} for line in lines]


def _refuse_what_the_model_refuses(record: dict[str, Any]) -> None:
    """Dates, addresses and lengths must fit already; what is still to do may not."""
    _, problems = parse_record(Document("the form", "reviews", "draft", record))
    headings = {name: heading for heading, (name, _) in FIELDS.items()}
    real = [f"{headings[problem.field]}: {problem.message}" for problem in problems if problem.field in headings and problem.message != STILL_TO_WRITE and "at least 2 needed" not in problem.message]
    if real:
        raise BadForm("\n".join(real))


if __name__ == "__main__":
    sys.exit(main())
