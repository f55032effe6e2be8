from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from content.demo.management.commands.load_demo import DATA

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A copy of the data that a test may break."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    return folder
