"""Writes what one size needs: the made-up library, the same pages as Markdown, and the build configurations.

Run as a program of its own (`prepare.py FOLDER SIZE`), so that the memory it takes is not counted for a build.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

from jinja2 import Environment

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))

from configurations import PROJECT, write_configurations  # noqa: E402
from learning_library.library import Library, load_library  # noqa: E402
from learning_library.pages import PagePlan, plan_pages, render_page  # noqa: E402
from learning_library.templates import make_environment  # noqa: E402
from markdown_writer import to_markdown  # noqa: E402
from synthetic import write_library  # noqa: E402

DOCS = PROJECT / "docs"


def prepare(folder: Path, size: int) -> None:
    """Write everything for one size into its folder. Raises InvalidData when the made-up records break a rule."""
    shutil.rmtree(folder, ignore_errors=True)
    write_library(folder / "data", size, PROJECT / "data")
    library = load_library([folder / "data"], folder, date.today())
    pages = write_markdown(library, folder / "markdown")
    write_configurations(folder)
    megabytes = sum(path.stat().st_size for path in (folder / "data").rglob("*.yml")) / 1e6
    print(f"{size:>6,} reviews of {average_words(library):.0f} words, {pages:,} pages, {megabytes:.1f} MB of YAML")


def write_markdown(library: Library, folder: Path) -> int:
    """Write one Markdown file per page, and the handwritten ones beside them. Returns how many there are."""
    copy_handwritten(folder)
    plans = plan_pages(library)
    sources = {**handwritten_sources(), **{plan.url: plan.source_name for plan in plans}}
    environment = make_environment(PROJECT / "overrides" / "library")
    for plan in plans:
        path = folder / plan.source_name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_markdown(article(environment, plan), plan.url, sources), encoding="utf-8")
    return len(list(folder.rglob("*.md")))


def copy_handwritten(folder: Path) -> None:
    """Copy the handwritten pages, without the line about search, which Material reads in another form."""
    shutil.copytree(DOCS, folder)
    for path in folder.rglob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("\nsearch: exclude\n", "\n"), encoding="utf-8")


def article(environment: Environment, plan: PagePlan) -> str:
    """Return the HTML of a page's article as the project makes it."""
    return render_page(environment, plan.make_view(), plan.url, {})


def handwritten_sources() -> dict[str, str]:
    """Return the file of each handwritten page by its address."""
    names = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    return {name.removesuffix("index.md") if name.endswith("index.md") else f"{name.removesuffix('.md')}/": name for name in names}


def average_words(library: Library) -> float:
    """Return how many words the texts of a review have on average."""
    counts = [_words(review.model_dump()) for review in library.reviews.values()]
    return sum(counts) / len(counts)


def _words(value: object) -> int:
    if isinstance(value, (list, dict)):
        return sum(_words(part) for part in (value.values() if isinstance(value, dict) else value))
    return len(value.split()) if isinstance(value, str) else 0


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), int(sys.argv[2]))
