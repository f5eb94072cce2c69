"""Set up everything, then serve, check, build or test. Needs nothing but Python 3.11: `python3 scripts/run.py serve`.

What it installs goes into `.venv/` here, from pinned and hashed lists. What it cannot install by itself, it names, with
the command that does it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
ENVIRONMENT = PROJECT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class CannotGoOn(Exception):
    """Raised when something is missing that a person must provide; the message says what to do."""


def main() -> int:
    """Run the command that was asked for, and return its exit code."""
    options = _parser().parse_args()
    try:
        return int(COMMANDS[options.command](options))
    except CannotGoOn as error:
        print(f"Cannot go on: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def serve(options: argparse.Namespace) -> int:
    """Serve the site and rebuild it whenever a file changes."""
    _need_free_port(options.port)
    set_up("requirements.txt")
    print(f"The site will be at http://127.0.0.1:{options.port}/ in a moment; stop it with Ctrl+C.", flush=True)
    return run([PYTHON, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{options.port}"])


def site(options: argparse.Namespace) -> int:
    """Build the site strictly into `site/`."""
    set_up("requirements.txt")
    return run([PYTHON, "-m", "learning_library", "site"])


def check(options: argparse.Namespace) -> int:
    """Check all records."""
    set_up("requirements.txt")
    return run([PYTHON, "-m", "learning_library", "check", *options.rest])


def test(options: argparse.Namespace) -> int:
    """Run all tests, those in a real browser included."""
    browser = find_browser()
    set_up("requirements-test.txt")
    return run([PYTHON, "-m", "pytest", *options.rest], CHROMIUM=browser)


def pictures(options: argparse.Namespace) -> int:
    """Take the pictures of the README anew from the real site."""
    browser = find_browser()
    set_up("requirements-test.txt")
    return run([PYTHON, "scripts/take_pictures.py"], CHROMIUM=browser)


def set_up(requirements: str) -> None:
    """Make `.venv/` and install the pinned packages, unless that was done for this very list before.

    Raises CannotGoOn when Python is too old, has no venv module, or a package cannot be installed.
    """
    if sys.version_info < (3, 11):
        raise CannotGoOn(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}. On Debian: apt install python3")
    wanted = _fingerprint(PROJECT / requirements)
    stamp = ENVIRONMENT / f"{requirements}.installed"
    if PYTHON.exists() and stamp.is_file() and stamp.read_text() == wanted:
        return
    _make_environment()
    print(f"Installing the packages of {requirements} into .venv/ (once, about a minute) ...", flush=True)
    _install("--require-hashes", "-r", requirements)
    _install("--no-deps", "--no-build-isolation", "-e", ".")
    stamp.write_text(wanted)


def find_browser() -> str:
    """Return the path of Chromium; as administrator on Debian, install it when it is missing.

    Raises CannotGoOn when there is no browser and no right to install one.
    """
    found = os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found and Path(found).exists():
        return found
    _install_with_apt("chromium", "the tests need the browser Chromium")
    return find_browser()


def run(command: list[str | Path], **variables: str) -> int:
    """Run a program in the project's folder and return its exit code."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables}
    return subprocess.run([str(part) for part in command], cwd=PROJECT, env=environment, check=False).returncode


def _make_environment() -> None:
    if PYTHON.exists():
        return
    made = _try_venv()
    if made.returncode != 0:
        _install_with_apt("python3-venv", "Python's venv module is not complete")
        made = _try_venv()
    if made.returncode != 0:
        raise CannotGoOn(f"no environment could be made in .venv/: {(made.stderr or made.stdout).strip()}")


def _try_venv() -> subprocess.CompletedProcess[str]:
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    return subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], capture_output=True, text=True, check=False)


def _install(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    if run(command) != 0:
        raise CannotGoOn("a package could not be installed; see above. Is there a connection to the package index? Try again, or delete .venv/ first")


def _install_with_apt(package: str, reason: str) -> None:
    prefix = _administrator_prefix()
    if prefix is None or not shutil.which("apt-get"):
        raise CannotGoOn(f"{reason}, and there is no right to install it here. Ask an administrator for: apt install {package}")
    print(f"Installing {package}, because {reason} ...", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run([*prefix, "apt-get", "update", "-qq"], **quiet)
    if run([*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", package], **quiet) != 0:
        raise CannotGoOn(f"{package} could not be installed; see above. By hand: apt install {package}")


def _administrator_prefix() -> list[str] | None:
    if os.name != "nt" and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def _need_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CannotGoOn(f"port {port} is in use by another program. Stop that one, or choose another port: make serve PORT={port + 1}") from None


def _fingerprint(requirements: Path) -> str:
    return f"{sys.version_info[:2]} {PROJECT} {hashlib.sha256(requirements.read_bytes()).hexdigest()}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=list(COMMANDS), help="what to do")
    parser.add_argument("--port", type=int, default=8000, help="port of the served site (default 8000)")
    parser.add_argument("rest", nargs="*", help="further words for the tests or the check, after --")
    return parser


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {"serve": serve, "site": site, "check": check, "test": test, "pictures": pictures}

if __name__ == "__main__":
    sys.exit(main())
