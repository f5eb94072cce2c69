"""The three build configurations of a size: ours, and plain MkDocs with Material, without and with its search."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from measure import OURS, PLAIN, PLAIN_WITH_SEARCH
from mkdocs.utils import yaml_load

PROJECT = Path(__file__).resolve().parents[1]
LISTS = ("reviews", "lessons", "themes", "training")


def write_configurations(folder: Path) -> None:
    """Write our configuration, which inherits the project's own, and the plain one without and with search."""
    project = yaml_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    _write(folder / OURS, our_configuration(project))
    _write(folder / PLAIN, plain_configuration(project, []))
    _write(folder / PLAIN_WITH_SEARCH, plain_configuration(project, ["search"]))


def our_configuration(project: Mapping[str, Any]) -> dict[str, Any]:
    """Return the project's settings with the made-up records in place of the real ones."""
    return {
        "INHERIT": str(PROJECT / "mkdocs.yml"),
        "site_url": "",
        "docs_dir": str(PROJECT / project["docs_dir"]),
        "theme": {"custom_dir": str(PROJECT / project["theme"]["custom_dir"])},
        "hooks": [str(PROJECT / hook) for hook in project["hooks"]],
        "watch": [],
        "extra": {"data": ["data"]},
    }


def plain_configuration(project: Mapping[str, Any], plugins: list[str]) -> dict[str, Any]:
    """Return plain Material with the same navigation and the same Markdown extensions."""
    return {
        "site_name": project["site_name"],
        "docs_dir": "markdown",
        "theme": {"name": "material", "font": False},
        "plugins": plugins,
        "markdown_extensions": project["markdown_extensions"],
        "nav": project["nav"],
        "not_in_nav": "\n".join(f"/{name}/*" for name in LISTS),
    }


def _write(path: Path, settings: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(dict(settings), sort_keys=False, allow_unicode=True), encoding="utf-8")
