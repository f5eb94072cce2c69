"""Which files below `data/` hold records, and of which kind."""

from __future__ import annotations

from pathlib import Path

from ..problems import Problem, choices, relative_name
from ..records import FOLDERS, SINGLE_FILES

IGNORED_FOLDERS = ("schemas",)
IGNORED_ENDINGS = (".md",)


def data_files(folder: Path, root: Path) -> tuple[list[tuple[Path, str]], list[Problem]]:
    """Return the record files below a data folder with their kind of folder (`.` for single files), and what does not belong."""
    if not folder.is_dir():
        return [], [Problem(relative_name(folder, root), 1, "", "is not a folder; the records live in data/")]
    files: list[tuple[Path, str]] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_dir() or parts[0] in IGNORED_FOLDERS or path.suffix in IGNORED_ENDINGS or parts[-1].startswith("."):
            continue
        message = _misplaced(parts)
        if message:
            problems.append(Problem(relative_name(path, root), 1, "", message))
        else:
            files.append((path, parts[0] if len(parts) == 2 else "."))
    return files, problems


def _misplaced(parts: tuple[str, ...]) -> str | None:
    if parts[-1].endswith(".yaml"):
        return "ends in .yaml; rename it to .yml"
    if not parts[-1].endswith(".yml"):
        return "is no record; records end in .yml, and nothing else is kept in data/"
    if len(parts) == 1:
        name = parts[0].removesuffix(".yml")
        known = f"allowed here are {', '.join(f'{single}.yml' for single in SINGLE_FILES)}"
        return None if name in SINGLE_FILES else f"is not a file the library knows; {known}"
    if len(parts) == 2 and parts[0] in FOLDERS:
        return None
    if parts[0] in FOLDERS:
        return f"lies too deep; records stand in data/{parts[0]}/ itself"
    return f"lies in a folder the library does not know{choices(parts[0], FOLDERS)}"
