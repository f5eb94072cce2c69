"""Measures how long the library takes to build, beside plain MkDocs with Material, and what a reader's browser loads.

`python benchmarks/run.py` writes made-up libraries into `benchmarks/made/`, builds them and prints tables and bars.
It measures and is no test: the exit code is 0 whether the bars hold or not.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from pathlib import Path

import report
from measure import BUILDS, OURS_WHOLE, PLAIN_WHOLE, run_build, run_checks, run_preparation, run_stages
from results import Run

WORK = Path(__file__).resolve().parent / "made"
SMALLEST = 30


def main() -> None:
    """Prepare, build in alternating rounds, search in the browser, and print."""
    options = parse_options()
    sizes: list[int] = options.sizes
    report.print_machine()
    for size in sizes:
        print(run_preparation(WORK / str(size), size), flush=True)
    runs, stages = measure_builds(sizes, options.rounds)
    for size in sizes:
        report.print_builds(size, runs)
        report.print_stages(size, stages)
    report.print_ratios(sizes, runs)
    if len(sizes) > 1:
        report.print_growth(sizes, runs)
    bars = report.build_bars(sizes, runs)
    say("checks")
    bars.append(report.check_bar([run_checks(WORK / str(sizes[-1])) for _ in range(options.rounds)]))
    if not options.no_browser:
        bars += see_in_browser(sizes[-1], options.rounds)
    report.print_bars(sizes[-1], bars)


def parse_options() -> argparse.Namespace:
    """Return the options; sizes come sorted, each once."""
    parser = argparse.ArgumentParser(description="Measure how the library builds and what a reader loads; see benchmarks/README.md.")
    parser.add_argument("--sizes", type=size_option, nargs="+", default=[100, 500, 2000], help="numbers of reviews (default: 100 500 2000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each build is run (default: 3)")
    parser.add_argument("--no-browser", action="store_true", help="leave out what needs a browser")
    options = parser.parse_args()
    options.sizes = sorted(set(options.sizes))
    return options


def size_option(text: str) -> int:
    """Return a number of reviews that is large enough for each lesson to be found in one."""
    if int(text) < SMALLEST:
        raise argparse.ArgumentTypeError(f"must be at least {SMALLEST}, so that each lesson is found in a review")
    return int(text)


def measure_builds(sizes: list[int], rounds: int) -> tuple[report.Runs, report.Stages]:
    """Run every build once a round, one kind after the other, so that a slow minute of the machine meets all of them."""
    runs: dict[tuple[int, str], list[Run]] = defaultdict(list)
    stages: dict[int, list[dict[str, float]]] = defaultdict(list)
    for build in BUILDS:
        run_build(WORK / str(sizes[0]), build)  # not counted: it fills the caches of disk and Python
    for number in range(1, rounds + 1):
        for size in sizes:
            say(f"round {number} of {rounds}, {size:,} reviews")
            for build in BUILDS:
                runs[size, build.name].append(run_build(WORK / str(size), build))
            stages[size].append(run_stages(WORK / str(size)))
        print(f"round {number}: the machine's load over the last five minutes was {os.getloadavg()[1]:.1f}; this benchmark alone makes about 1", flush=True)
    return runs, stages


def see_in_browser(size: int, rounds: int) -> list[report.Bar]:
    """Measure and print what the browser sees; return its bars."""
    from browser import measure_in_browser  # here, so that --no-browser needs no Playwright

    say("browser")
    folder = WORK / str(size)
    seen = measure_in_browser(folder / OURS_WHOLE.site, folder / PLAIN_WHOLE.site, rounds)
    report.print_seen(size, seen)
    print(f"  the machine's load over the last minute was {os.getloadavg()[0]:.1f}; the browser alone makes about 1")
    return report.browser_bars(seen)


def say(text: str) -> None:
    """Say how far it has come, beside the output proper."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
