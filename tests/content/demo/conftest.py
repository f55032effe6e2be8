from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from content.demo.management.commands.load_demo import DATA
from tests.support.site_tree import uproot_site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A copy of the data that a test may break."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    return folder


@pytest.fixture
def bare_database(db: None) -> None:
    """No site, no page but Wagtail's first, no roles."""
    uproot_site()
