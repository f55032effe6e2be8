"""Whoever writes may be killed at any moment: afterwards the index equals the database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("rounds", [4, pytest.param(100, marks=pytest.mark.soak)])
def test_index_equals_the_database_after_every_kill(tmp_path, rounds):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("KM_")},
        "DJANGO_SETTINGS_MODULE": "km_site.settings.test",
        "KM_DATA_DIR": str(tmp_path),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "tests.search.killed_writers", str(rounds)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert f"{rounds} kills" in done.stdout
