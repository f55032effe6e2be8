"""Whoever writes may be killed at any moment: afterwards the index equals the database, on every engine."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = pytest.mark.parametrize("rounds", [4, pytest.param(100, marks=pytest.mark.soak)])


def kill_writers(engine: str, rounds: int, data: Path, **settings: str) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("KM_")},
        "DJANGO_SETTINGS_MODULE": "km_site.settings.test",
        "KM_DATA_DIR": str(data),
        "PYTHONUTF8": "1",
        **settings,
    }
    command = [sys.executable, "-m", "tests.search.killed_writers", engine, str(rounds)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert f"{rounds} kills" in done.stdout


@ROUNDS
def test_embedded_index_equals_the_database_after_every_kill(tmp_path, rounds):
    kill_writers("embedded", rounds, tmp_path)


@ROUNDS
def test_index_of_the_cluster_equals_the_database_after_every_kill(tmp_path, elasticsearch, rounds):
    prefix = f"test-{secrets.token_hex(4)}"
    kill_writers("elasticsearch", rounds, tmp_path, KM_ELASTICSEARCH_URL=elasticsearch, KM_ELASTICSEARCH_PREFIX=prefix)
