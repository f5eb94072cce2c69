"""Runs a build as a process of its own, and says how long it took and how much memory it needed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from results import Run

HERE = Path(__file__).resolve().parent
OURS, PLAIN, PLAIN_WITH_SEARCH = "ours.yml", "plain.yml", "plain-search.yml"
INDEX, FILES = "LEARNING_LIBRARY_WITHOUT_INDEX", "LEARNING_LIBRARY_WITHOUT_DOWNLOADS"


@dataclass(frozen=True)
class Build:
    """One kind of build: its name in tables, its configuration, what of ours is skipped, and whether files are kept from before."""

    name: str
    configuration: str
    without: tuple[str, ...] = ()
    forget_files: bool = False

    @property
    def site(self) -> str:
        """Return the name of the folder it builds into."""
        return f"site-{self.name.replace(' ', '-')}"


OURS_BARE = Build("ours without index", OURS, (INDEX, FILES))
PLAIN_BARE = Build("plain without search", PLAIN)
OURS_WHOLE = Build("ours with index", OURS, (FILES,))
PLAIN_WHOLE = Build("plain with search", PLAIN_WITH_SEARCH)
OURS_FILES = Build("ours with new files", OURS, forget_files=True)
OURS_SAME = Build("ours, files unchanged", OURS)
BUILDS = (OURS_BARE, PLAIN_BARE, OURS_WHOLE, PLAIN_WHOLE, OURS_FILES, OURS_SAME)


def run_build(folder: Path, build: Build) -> Run:
    """Build a site anew and measure it. The old site is removed before the clock starts."""
    site = folder / build.site
    shutil.rmtree(site, ignore_errors=True)
    if build.forget_files:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / build.configuration), "--site-dir", str(site)]
    return _measured(command, folder, build.without)[0]


def run_stages(folder: Path) -> dict[str, float]:
    """Build our site once more with a clock around each stage; return the seconds by stage, in order."""
    site = folder / "site-stages"
    shutil.rmtree(site, ignore_errors=True)
    run, output = _measured([sys.executable, str(HERE / "stages.py"), str(folder / OURS), str(site)], folder, (FILES,))
    stages: dict[str, float] = json.loads(output.splitlines()[-1])
    shutil.rmtree(site, ignore_errors=True)
    return {"starting Python, imports": run.seconds - sum(stages.values()), **stages}


def run_checks(folder: Path) -> float:
    """Check one record, then all of them; return the first time as a share of the second."""
    check = [sys.executable, "-m", "learning_library", "check", "--data", str(folder / "data")]
    one = min((folder / "data" / "reviews").iterdir())
    return _measured([*check, str(one)], folder)[0].seconds / _measured(check, folder)[0].seconds


def run_preparation(folder: Path, size: int) -> str:
    """Write what one size needs, and return the line that says what was written."""
    return _measured([sys.executable, str(HERE / "prepare.py"), str(folder), str(size)], HERE)[1].strip("\n")


def _measured(command: list[str], folder: Path, without: tuple[str, ...] = ()) -> tuple[Run, str]:
    """Run a program to its end. The memory is that of the largest process among it and those it waited for."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        started = perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=_environment(without), stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{text}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _unit() / 1e6), text


def _environment(without: tuple[str, ...]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in (INDEX, FILES)}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(HERE.parent / "hooks"), **dict.fromkeys(without, "1")}


def _unit() -> int:
    """Return how many bytes one unit of the system's memory figure is."""
    return 1 if sys.platform == "darwin" else 1024
