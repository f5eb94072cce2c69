"""The house rules about code, checked on the code itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "hooks" / "learning_library"
LAYERS = ("problems", "colours", "source", "records", "authoring", "canonical", "checks", "library", "measures", "schemas", "views", "templates", "downloads", "explain", "pages", "stable_index", "search", "publishing", "commands", "__main__")
WITHIN_VIEWS = ("parts", "review", "analysis", "lesson", "theme", "material", "training", "personal", "counts", "listings", "home", "__init__")
WITHIN_DOWNLOADS = ("office", "outline", "slides", "documents", "briefing", "quizzes", "scorm", "bundle", "store", "kept", "pack", "__init__")
WITHIN_CHECKS = ("collection", "layout", "fields", "wording", "record_rules", "library_rules", "__init__")
CODE = sorted(path for folder in ("hooks", "scripts", "benchmarks", "tests") for path in (PROJECT / folder).rglob("*.py") if "made" not in path.relative_to(PROJECT).parts)
SHIPPED = [path for path in CODE if "tests" not in path.relative_to(PROJECT).parts]
LONGEST = 40
MEDIAN = 10


def functions(paths: list[Path]) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function with its file and name."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield f"{path.relative_to(PROJECT)}:{node.lineno} {node.name}", node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return a function's lines without its docstring."""
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return (node.end_lineno or node.lineno) - first.lineno + 2


def test_functions_are_short() -> None:
    """No function is above 40 lines, and the median of what ships is at most 10."""
    lengths = {name: length(node) for name, node in functions(CODE)}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}
    assert median(length(node) for _, node in functions(SHIPPED)) <= MEDIAN


def test_every_signature_is_typed() -> None:
    """Every argument but self and cls, and every return value, has a type."""
    untyped = []
    for name, node in functions(CODE):
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, *filter(None, (node.args.vararg, node.args.kwarg))]
        if node.returns is None or any(argument.annotation is None and argument.arg not in ("self", "cls") for argument in arguments):
            untyped.append(name)
    assert untyped == []


def test_public_functions_say_what_they_do() -> None:
    """Every public function, class and module of the package and the scripts has a docstring."""
    silent = []
    for path in SHIPPED:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        silent += [str(path)] if not ast.get_docstring(tree) else []
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(f"{path.name}:{node.lineno} {node.name}")
    assert silent == []


def imported_layers(path: Path) -> Iterator[str]:
    """Yield the modules of the package that a file imports, by their first name below the package."""
    depth = len(path.relative_to(PACKAGE).parts) - 1
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth + 1:
            yield from ([node.module.split(".")[0]] if node.module else [alias.name for alias in node.names])


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_strictly_downward(path: Path) -> None:
    """A module imports only from layers before its own, and never mkdocs."""
    layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if layer != "__init__":
        allowed = LAYERS[: LAYERS.index(layer)]
        assert [name for name in imported_layers(path) if name not in allowed] == []
    assert not re.search(r"^\s*(import|from) mkdocs", path.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("folder", "order"), [("views", WITHIN_VIEWS), ("checks", WITHIN_CHECKS), ("downloads", WITHIN_DOWNLOADS)])
def test_imports_go_downward_inside_a_package(folder: str, order: tuple[str, ...]) -> None:
    """Inside views and checks, too, a module imports only from those before it."""
    for path in (PACKAGE / folder).glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module]
        assert [name for name in used if name not in order[: order.index(path.stem)]] == [], path.name


def test_only_the_adapter_imports_mkdocs() -> None:
    """One file of what ships knows MkDocs."""
    knowing = [path.name for path in (PROJECT / "hooks").rglob("*.py") if re.search(r"^\s*(import|from) mkdocs", path.read_text(encoding="utf-8"), re.MULTILINE)]
    assert knowing == ["mkdocs_adapter.py"]


def test_no_html_in_python() -> None:
    """HTML is written in templates only."""
    tags = re.compile(r"</?(div|span|p|a|ul|ol|li|h[1-6]|table|section|article|strong|em)[ >]")
    assert [path.name for path in (PROJECT / "hooks").rglob("*.py") if tags.search(path.read_text(encoding="utf-8"))] == []


def test_dependencies_are_hashed_and_name_no_host() -> None:
    """Every pinned package has hashes, and no line names where it comes from."""
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][^\s=]*==[^\s]+ (\\?)", text, re.MULTILINE)
        assert pinned and all(pinned)
        assert "://" not in text and "index-url" not in text
