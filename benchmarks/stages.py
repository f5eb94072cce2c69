"""Builds our site in this process with a clock around each stage, and prints the seconds as JSON.

Run as a program of its own (`stages.py CONFIGURATION SITE`). The clocks are put around the package's own functions
before the adapter imports them; the project itself is not changed.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))

from learning_library import library, pages, search  # noqa: E402
from learning_library.pages import PagePlan  # noqa: E402
from mkdocs import utils  # noqa: E402
from mkdocs.commands.build import build  # noqa: E402
from mkdocs.config import load_config  # noqa: E402

RECORDS = "reading and checking the records"
VIEWS = "views of the pages"
ARTICLES = "HTML of the articles"
FRAMES = "MkDocs: frame of each page, files, navigation"
WRITING = "MkDocs: writing and copying files"
INDEX = "search index"


class Clock:
    """Adds up seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time added to the stage."""

        @wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            started = perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds[stage] += perf_counter() - started

        return timed


def put_clocks(clock: Clock) -> None:
    """Put the clock around the functions of each stage. The adapter, which is loaded later, picks these up."""
    library.load_library = clock.around(RECORDS, library.load_library)
    pages.plan_pages = _with_timed_views(clock, pages.plan_pages)
    pages.render_page = clock.around(ARTICLES, pages.render_page)
    search.build_index = clock.around(INDEX, search.build_index)
    utils.write_file = clock.around(WRITING, utils.write_file)
    utils.copy_file = clock.around(WRITING, utils.copy_file)


def _with_timed_views(clock: Clock, plan_pages: Callable[..., list[PagePlan]]) -> Callable[..., list[PagePlan]]:
    def plans(*arguments: Any) -> list[PagePlan]:
        return [replace(plan, make_view=clock.around(VIEWS, plan.make_view)) for plan in plan_pages(*arguments)]

    return plans


def build_by_stages(configuration: str, site: str) -> dict[str, float]:
    """Build the site; return the seconds by stage, in the order in which they come."""
    clock = Clock()
    put_clocks(clock)
    started = perf_counter()
    build(load_config(config_file=configuration, site_dir=site))
    clock.seconds[FRAMES] = perf_counter() - started - sum(clock.seconds.values())
    return {stage: clock.seconds[stage] for stage in (RECORDS, VIEWS, ARTICLES, FRAMES, WRITING, INDEX)}


if __name__ == "__main__":
    print(json.dumps(build_by_stages(sys.argv[1], sys.argv[2])))
