"""What a newcomer meets when something is missing: one line that says what to do, and no traceback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def run_script(project: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up script of a project folder on a machine that has no other programs."""
    environment = {name: value for name, value in os.environ.items() if name not in ("CHROMIUM", "PYTHONPATH", "VIRTUAL_ENV")}
    command = [sys.executable, str(project / "scripts" / "run.py"), *words]
    return subprocess.run(command, env={**environment, "PATH": "/nowhere", **variables}, capture_output=True, text=True, check=False)


def copied_script(folder: Path) -> Path:
    """Return a folder with the script and the lists of packages, and nothing else."""
    (folder / "scripts").mkdir()
    shutil.copy(PROJECT / "scripts" / "run.py", folder / "scripts")
    for name in ("requirements.txt", "requirements-test.txt"):
        shutil.copy(PROJECT / name, folder)
    return folder


def assert_says(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """The script stopped with exit code 2, and its message has these words."""
    assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("Cannot go on: ")
    assert [word for word in words if word not in done.stderr] == []


def test_a_port_in_use(tmp_path: Path) -> None:
    """Another program has the port: the message names it and another port."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert_says(run_script(copied_script(tmp_path), "serve", "--port", str(port)), f"port {port} is in use", f"PORT={port + 1}")


def test_no_browser_and_no_right_to_install_one(tmp_path: Path) -> None:
    """There is no browser and no way to install one: the message says what to ask for."""
    assert_says(run_script(copied_script(tmp_path), "test"), "Chromium", "apt install chromium")


def test_no_venv_module(tmp_path: Path) -> None:
    """Debian splits off the venv module: the message names the package."""
    broken = tmp_path / "broken" / "venv"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("")
    (broken / "__main__.py").write_text("raise SystemExit('ensurepip is not available')")
    done = run_script(copied_script(tmp_path), "site", PYTHONPATH=str(broken.parent))
    assert_says(done, "venv", "apt install python3-venv")


def test_packages_cannot_be_reached(tmp_path: Path) -> None:
    """Without a connection to the package index the message says what to try, and nothing counts as installed."""
    project = copied_script(tmp_path)
    (project / "requirements.txt").write_text("no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n")
    done = run_script(project, "check", PIP_NO_INDEX="1")
    assert_says(done, "could not be installed", "connection")
    assert not list((project / ".venv").glob("*.installed"))
