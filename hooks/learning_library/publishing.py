"""Builds the whole site beside the old one and puts it in place in one step."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def build_site(project: Path, target: Path) -> bool:
    """Build strictly into a folder beside `target`, then put that in its place.

    Returns whether it worked. Whatever goes wrong, and whenever it is stopped, `target` stays as it was until the new
    site is complete: only a rename stands between the two.
    """
    fresh, old = target.with_name(f"{target.name}.new"), target.with_name(f"{target.name}.old")
    _remove(fresh, old)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(fresh)]
    try:
        done = subprocess.run(command, cwd=project, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=False)
        if done.returncode == 0:
            _put_in_place(fresh, old, target)
        return done.returncode == 0
    finally:
        _remove(fresh, old)


def _put_in_place(fresh: Path, old: Path, target: Path) -> None:
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
