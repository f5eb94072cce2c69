"""A library of made-up records that keeps every rule of the project.

Reviews, lessons, themes and training are invented; vocabularies, glossary, timeline, support lines and settings are
the project's own. The same size gives the same bytes.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml
from prose import Prose

THEMES, LESSONS, SESSIONS = 45, 150, 45
SHARED_FILES = ("glossary.yml", "timeline.yml", "support.yml", "cpd.yml", "site.yml")
DAY = "2026-11-01"
READ_ON = "2026-10"

Record = dict[str, Any]


@dataclass(frozen=True)
class Maker:
    """What records are made from: made-up text, the words of the closed lists, and the ids of other records."""

    prose: Prose
    vocabularies: dict[str, list[str]]
    themes: list[str]
    lessons: list[str]
    reviews: list[str]

    def words(self, vocabulary: str, most: int) -> list[str]:
        """Return one to `most` different words of a closed list."""
        known = self.vocabularies[vocabulary]
        return self.prose.random.sample(known, self.prose.random.randint(1, min(most, len(known))))

    def word(self, vocabulary: str) -> str:
        """Return one word of a closed list."""
        return self.prose.random.choice(self.vocabularies[vocabulary])


def write_library(folder: Path, size: int, real_data: Path) -> None:
    """Write a library with `size` reviews into the folder; what stood there before is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(real_data / "vocabularies", folder / "vocabularies")
    for name in SHARED_FILES:
        shutil.copy(real_data / name, folder / name)
    (folder / "exceptions.yml").write_text("exceptions: []\n", encoding="utf-8")
    maker = _maker(size, real_data)
    _write(folder / "reviews", {key: _review(maker, number) for number, key in enumerate(maker.reviews)})
    _write(folder / "lessons", {key: _lesson(maker, number) for number, key in enumerate(maker.lessons)})
    _write(folder / "themes", {key: _theme(maker, number) for number, key in enumerate(maker.themes)})
    _write(folder / "training", {f"{key}-session": _session(maker, number) for number, key in enumerate(maker.themes[:SESSIONS])})


def _maker(size: int, real_data: Path) -> Maker:
    prose = Prose(f"library of {size}")
    return Maker(
        prose=prose,
        vocabularies={path.stem: _term_ids(path) for path in sorted((real_data / "vocabularies").glob("*.yml"))},
        themes=_theme_ids(real_data),
        lessons=[f"lesson-{number:03d}" for number in range(1, LESSONS + 1)],
        reviews=[f"{prose.rare_phrase(1)}-review-{number:04d}" for number in range(1, size + 1)],
    )


def _term_ids(path: Path) -> list[str]:
    return [str(term["id"]) for term in yaml.safe_load(path.read_text(encoding="utf-8"))["terms"]]


def _theme_ids(real_data: Path) -> list[str]:
    """Return the ids of themes: the real glossary and support lines point to some, so these must be there."""
    glossary, support = (yaml.safe_load((real_data / name).read_text(encoding="utf-8")) for name in ("glossary.yml", "support.yml"))
    named = sorted({theme for entry in (*glossary["terms"], *support["lines"]) for theme in entry.get("themes", [])})
    return named + [f"theme-{number:02d}" for number in range(len(named) + 1, THEMES + 1)]


def _write(folder: Path, records: dict[str, Record]) -> None:
    folder.mkdir(parents=True)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    for key, record in records.items():
        text = yaml.dump(record, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110)
        (folder / f"{key}.yml").write_text(text, encoding="utf-8")


def _review(maker: Maker, number: int) -> Record:
    sources = _sources(maker, maker.prose.random.randint(2, 4))
    keys = [source["key"] for source in sources]
    return {
        **_identity(maker, number),
        **_case(maker),
        "summary": maker.prose.text(105),
        "what_happened": [_said(maker, 28, key) for key in keys],
        "what_went_well": [_said(maker, 24, maker.prose.random.choice(keys)) for _ in range(2)],
        "findings": [_finding(maker, lesson, maker.prose.random.choice(keys)) for lesson in _lessons_of(maker, number)],
        "recommendations": [_recommendation(maker, maker.prose.random.choice(keys)) for _ in range(3)],
        "questions": maker.prose.texts(3, 16),
        "disagreements": maker.prose.texts(1, 20),
        "sources": sources,
        **_dates(),
    }


def _identity(maker: Maker, number: int) -> Record:
    area = maker.reviews[number].split("-")[0].capitalize()
    year, month = maker.prose.random.randint(2004, 2025), maker.prose.random.randint(1, 12)
    return {
        "title": f"{area} review {number + 1}",
        "official_title": maker.prose.title(10),
        "review_type": maker.word("review-types"),
        "nation": maker.word("nations"),
        "area": area,
        "publisher": f"{area} {maker.prose.phrase(2)}",
        "published": f"{year}-{month:02d}",
        "method": maker.word("methods"),
    }


def _case(maker: Maker) -> Record:
    return {
        "child": {"age_bands": maker.words("age-bands", 2), "description": maker.prose.text(12)},
        "outcome": maker.word("outcomes"),
        "harms": maker.words("harms", 3),
        "settings": maker.words("settings", 2),
        "agencies": maker.words("agencies", 7),
        "content_note": maker.prose.text(7),
    }


def _lessons_of(maker: Maker, number: int) -> list[str]:
    """Return four to eight lessons: a fair share of all of them for the first reviews, common ones more often after."""
    share = -(-len(maker.lessons) // len(maker.reviews))
    chosen = maker.lessons[number * share : (number + 1) * share]
    weights = list(accumulate(1 / (rank + 8) for rank in range(1, len(maker.lessons) + 1)))
    wanted = max(len(chosen), maker.prose.random.randint(4, 8))
    while len(chosen) < wanted:
        chosen += set(maker.prose.random.choices(maker.lessons, cum_weights=weights)) - set(chosen)
    return chosen


def _finding(maker: Maker, lesson: str, source: str) -> Record:
    why = {"why": maker.prose.text(18)} if maker.prose.random.random() < 0.5 else {}
    return {"text": maker.prose.text(34), "lesson": lesson, **why, "source": source, "locator": _place(maker)}


def _said(maker: Maker, length: int, source: str) -> Record:
    return {"text": maker.prose.text(length), "source": source, "locator": _place(maker)}


def _place(maker: Maker) -> str:
    return f"paragraph {maker.prose.random.randint(1, 400)}"


def _recommendation(maker: Maker, source: str) -> Record:
    asked = {**_said(maker, 24, source), "addressee": maker.prose.phrase(4)}
    if maker.prose.random.random() < 0.5:
        asked["follow_up"] = [{"status": maker.word("follow-up-statuses"), **_said(maker, 22, source)}]
    return asked


def _sources(maker: Maker, number: int) -> list[Record]:
    return [_source(maker, f"source-{index}") for index in range(1, number + 1)]


def _source(maker: Maker, key: str) -> Record:
    return {
        "key": key,
        "title": maker.prose.title(9),
        "publisher": maker.prose.rare_phrase(3).capitalize(),
        "url": f"https://{maker.prose.rare_phrase(1)}.example/{maker.prose.random.getrandbits(40)}/{key}",
        "kind": maker.word("source-kinds"),
        "read": "whole page",
        "read_on": READ_ON,
    }


def _dates() -> Record:
    return {"added": DAY, "checked": DAY}


def _lesson(maker: Maker, number: int) -> Record:
    main = maker.themes[number % len(maker.themes)]
    others = maker.prose.random.sample([theme for theme in maker.themes if theme != main], maker.prose.random.randint(0, 2))
    return {
        "title": f"{maker.prose.title(8)} {number + 1}",
        "explanation": maker.prose.text(50),
        "themes": [main, *others],
        "roles": maker.words("agencies", 6),
        "stages": maker.words("stages", 4),
        "what_good_looks_like": maker.prose.texts(5, 16),
        "supervision_prompts": maker.prose.texts(3, 14),
        "try_this_week": maker.prose.text(20),
        **_dates(),
    }


def _theme(maker: Maker, number: int) -> Record:
    synonyms = [f"{maker.prose.rare_phrase(2)} {index}" for index in range(24)]
    return {
        "title": f"{maker.prose.rare_phrase(2).capitalize()} {number + 1}",
        "definition": maker.prose.text(30),
        "why_it_matters": maker.prose.text(45),
        "parent": maker.word("cross-cutting-themes"),
        "also_called": synonyms[:10],
        "older_terms": synonyms[10:15],
        "everyday_words": synonyms[15:],
        "related": [maker.themes[number - step] for step in (1, 2, 3)],
        "limits": maker.prose.text(35),
        **_dates(),
    }


def _session(maker: Maker, number: int) -> Record:
    return {
        "title": f"{maker.prose.title(7)} {number + 1}",
        "theme": maker.themes[number],
        "audience": maker.prose.text(20),
        "roles": maker.words("agencies", 7),
        "outcomes": maker.prose.texts(4, 14),
        "before_you_start": maker.prose.texts(5, 22),
        "materials": maker.prose.texts(3, 10),
        "key_lessons": maker.prose.random.sample(maker.lessons, 5),
        "plans": [_plan(maker, "short", (5, 10, 22, 11, 8, 4)), _plan(maker, "long", (15, 20, 30, 20, 15, 25, 20, 20, 15)), _plan(maker, "briefing", (1, 2, 3, 1))],
        "case_exercise": _exercise(maker),
        "discussion": maker.prose.texts(5, 18),
        "group_supervision": maker.prose.texts(5, 14),
        "quiz": [_question(maker) for _ in range(6)],
        "action_plan": [_action(maker) for _ in range(3)],
        **_dates(),
    }


def _plan(maker: Maker, form: str, minutes: tuple[int, ...]) -> Record:
    steps = [{"minutes": length, "title": maker.prose.title(3), "activity": maker.prose.text(40), "facilitator_note": maker.prose.text(15)} for length in minutes]
    return {"form": form, "minutes": sum(minutes), "steps": steps}


def _exercise(maker: Maker) -> Record:
    lessons = maker.prose.random.sample(maker.lessons, 4)
    steps = [{"story": maker.prose.text(40), "question": maker.prose.text(15), "learning": maker.prose.text(38), "lesson": lesson} for lesson in lessons]
    return {"introduction": maker.prose.text(35), "steps": steps, "reviews": maker.prose.random.sample(maker.reviews, 4)}


def _question(maker: Maker) -> Record:
    options = [{"text": maker.prose.text(10), "correct": index == 1} for index in range(4)]
    return {"question": maker.prose.text(16), "options": options, "explanation": maker.prose.text(22), "lesson": maker.prose.random.choice(maker.lessons)}


def _action(maker: Maker) -> Record:
    return {"what": maker.prose.text(18), "who": maker.prose.text(9), "by_when": maker.prose.text(5), "how_we_will_know": maker.prose.text(18)}
