"""What the tests share: a fresh copy of the invented library for each test that asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from golden_cases import copy_library


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    """A fresh copy of the invented library, with the project's vocabularies, in a folder named `data`."""
    return copy_library(tmp_path / "data")
