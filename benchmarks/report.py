"""Prints what was measured as tables, and holds it against the bars."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from math import log
from statistics import median

from measure import BUILDS, OURS_BARE, OURS_FILES, OURS_SAME, OURS_WHOLE, PLAIN_BARE, PLAIN_WHOLE, Build
from results import Run, Seen, middle

PROGRAMS = ("mkdocs", "mkdocs-material", "pagefind", "pydantic", "PyYAML", "Jinja2")
BARS_ARE_FOR = 2_000
GROWTH_FROM, GROWTH_TO = 500, 2_000
BY_THE_CLOCK = "seconds"
UNITS = {BY_THE_CLOCK: "seconds by the clock", "processor_seconds": "processor seconds"}

Runs = Mapping[tuple[int, str], Sequence[Run]]
Stages = Mapping[int, Sequence[Mapping[str, float]]]


@dataclass(frozen=True)
class Bar:
    """A number that should not be passed: what it is, the limit, what was measured, and how both are shown."""

    name: str
    limit: float
    measured: float
    form: str = "{:.2f}"

    def line(self) -> str:
        """Return the bar as one line of the report."""
        verdict = "holds" if self.measured <= self.limit else "does not hold"
        shown = self.form.format(self.measured)
        return f"  {self.name:<62} {shown:>10}  bar {self.form.format(self.limit):>9}  {verdict}"


def print_machine() -> None:
    """Say what it was measured with; times of different machines cannot be compared, ratios can."""
    programs = ", ".join(f"{name} {version(name)}" for name in PROGRAMS)
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors; {programs}")


def print_builds(size: int, runs: Runs) -> None:
    """Print the table of one size's builds."""
    print(f"\n{size:,} reviews{'median s':>23}{'min':>8}{'max':>8}{'CPU s':>8}{'peak MB':>9}")
    for build in BUILDS:
        done = runs[size, build.name]
        seconds = [run.seconds for run in done]
        numbers = f"{median(seconds):>10.2f}{min(seconds):>8.2f}{max(seconds):>8.2f}"
        print(f"  {build.name:<24}{numbers}{middle(done, 'processor_seconds'):>8.2f}{middle(done, 'megabytes'):>9.0f}")


def print_stages(size: int, stages: Stages) -> None:
    """Print the seconds of each stage of our build, and its share."""
    middles = {stage: median(run[stage] for run in stages[size]) for stage in stages[size][0]}
    whole = sum(middles.values())
    print(f"  stages of our build{'median s':>33}{'share':>8}")
    for stage, seconds in middles.items():
        print(f"    {stage:<46}{seconds:>6.2f}{seconds / whole:>8.0%}")


def ratios(size: int, runs: Runs, ours: Build, plain: Build, unit: str = BY_THE_CLOCK) -> list[float]:
    """Return our seconds by plain's, round by round."""
    pairs = zip(runs[size, ours.name], runs[size, plain.name], strict=True)
    return [getattr(one, unit) / getattr(other, unit) for one, other in pairs]


def added(size: int, runs: Runs, more: Build) -> list[float]:
    """Return, round by round, the seconds that files of sessions add to our whole build, by plain's seconds without search."""
    rounds = zip(runs[size, more.name], runs[size, OURS_WHOLE.name], runs[size, PLAIN_BARE.name], strict=True)
    return [(with_files.seconds - whole.seconds) / plain.seconds for with_files, whole, plain in rounds]


def growth(runs: Runs, build: Build, small: int, large: int, unit: str = BY_THE_CLOCK) -> list[float]:
    """Return the exponent of growth round by round: 1 is twice the time for twice the reviews."""
    pairs = zip(runs[small, build.name], runs[large, build.name], strict=True)
    return [log(getattr(after, unit) / getattr(before, unit)) / log(large / small) for before, after in pairs]


def print_ratios(sizes: Sequence[int], runs: Runs) -> None:
    """Print both ratios of each size, by the clock and in seconds of all processors."""
    for unit, label in UNITS.items():
        print(f"\nratios of {label}, round by round")
        for size in sizes:
            for ours, plain in ((OURS_BARE, PLAIN_BARE), (OURS_WHOLE, PLAIN_WHOLE)):
                _print_series(f"{size:>5,}: {ours.name} / {plain.name}", ratios(size, runs, ours, plain, unit))


def print_growth(sizes: Sequence[int], runs: Runs) -> None:
    """Print how each build grows between the two sizes the bar is set for, or the two largest there are."""
    small, large = growth_sizes(sizes)
    for unit, label in UNITS.items():
        print(f"\nexponent of growth of {label} from {small:,} to {large:,} reviews, round by round (1 is linear)")
        for build in BUILDS:
            _print_series(build.name, growth(runs, build, small, large, unit))


def growth_sizes(sizes: Sequence[int]) -> tuple[int, int]:
    """Return the sizes between which growth is measured."""
    wanted = GROWTH_FROM in sizes and GROWTH_TO in sizes
    return (GROWTH_FROM, GROWTH_TO) if wanted else (sizes[-2], sizes[-1])


def _print_series(name: str, numbers: Sequence[float]) -> None:
    print(f"  {name:<52} {' '.join(f'{number:.2f}' for number in numbers)}  median {median(numbers):.2f}")


def print_seen(size: int, seen: Seen) -> None:
    """Print what the browser saw."""
    print(f"\nin the browser, {size:,} reviews, empty cache{'ours':>14}{'plain':>12}")
    for name, label in (("page_bytes", "bytes when the page has loaded"), ("bytes", "bytes when the first result is shown"), ("requests", "requests until then")):
        print(f"  {label:<42}{middle(seen.ours, name):>12,.0f}{middle(seen.plain, name):>12,.0f}")
    print(f"  {'seconds until then':<42}{middle(seen.ours, 'seconds'):>12.2f}{middle(seen.plain, 'seconds'):>12.2f}")
    times = ", ".join(f"{seconds * 1000:.0f}" for seconds in seen.queries)
    print(f"  our further queries, ms from the last key to changed results (60 of them waiting): {times}")


def build_bars(sizes: Sequence[int], runs: Runs) -> list[Bar]:
    """Return the bars on building, at the largest size."""
    size = sizes[-1]
    bars = [
        Bar(f"{OURS_BARE.name} / {PLAIN_BARE.name}", 1.0, median(ratios(size, runs, OURS_BARE, PLAIN_BARE))),
        Bar(f"{OURS_WHOLE.name} / {PLAIN_WHOLE.name}", 1.25, median(ratios(size, runs, OURS_WHOLE, PLAIN_WHOLE))),
    ]
    bars += [
        Bar("files of all sessions, made anew: added / plain", 1.0, median(added(size, runs, OURS_FILES))),
        Bar("files of all sessions, unchanged: added / plain", 0.05, median(added(size, runs, OURS_SAME))),
    ]
    if len(sizes) > 1:
        bars += [Bar(f"growth of {build.name}", 1.1, median(growth(runs, build, *growth_sizes(sizes)))) for build in (OURS_BARE, OURS_WHOLE)]
    return bars


def check_bar(shares: Sequence[float]) -> Bar:
    """Return the bar on checking a single record, as a share of checking all of them."""
    return Bar("check of one record / check of all", 0.1, median(shares), "{:.3f}")


def browser_bars(seen: Seen) -> list[Bar]:
    """Return the bars on what a reader loads and waits for."""
    kilobytes, milliseconds = "{:.1f} kB", "{:.0f} ms"
    return [
        Bar("bytes until the first result, ours / Material's own search", 1 / 20, middle(seen.ours, "bytes") / middle(seen.plain, "bytes"), "{:.3f}"),
        Bar("further query, median", 250, median(seen.queries) * 1000, milliseconds),
        Bar("further query, slowest", 250, max(seen.queries) * 1000, milliseconds),
        Bar("review page, HTML", 30, seen.weight.raw / 1000, kilobytes),
        Bar("review page, HTML compressed", 8, seen.weight.compressed / 1000, kilobytes),
        Bar("review page, everything it loads", 130, seen.weight.everything / 1000, kilobytes),
    ]


def print_bars(size: int, bars: Sequence[Bar]) -> None:
    """Print each bar with what was measured."""
    note = "" if size == BARS_ARE_FOR else f" (they are set for {BARS_ARE_FOR:,})"
    print(f"\nbars at {size:,} reviews{note}")
    for bar in bars:
        print(bar.line())
