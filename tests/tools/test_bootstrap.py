"""What `make run` says when it cannot go on."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment, run

ROOT = Path(__file__).resolve().parent.parent.parent


def test_busy_port_is_named_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit):
            run.ensure_free(port)

    message = capsys.readouterr().err
    assert f"พอร์ต {port}" in message
    assert f"make run PORT={port + 1}" in message


@pytest.mark.parametrize("word", ["abc", "0", "65536", "๘๐๐๐", "-1"])
def test_port_that_is_no_port_is_refused(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.read_port(word)

    assert f"PORT={word} is not a port number" in capsys.readouterr().err


def test_python_without_venv_module_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit):
        environment.make_venv()

    assert "sudo apt install python" in capsys.readouterr().err


def test_requirements_are_installed_again_only_when_they_change(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed = []
    (tmp_path / "requirements.txt").write_text("django==5.2.19\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "is_usable", lambda: True)
    monkeypatch.setattr(environment, "install", installed.append)

    environment.ensure_installed("requirements.txt")
    environment.ensure_installed("requirements.txt")
    (tmp_path / "requirements.txt").write_text("django==5.2.20\n")
    environment.ensure_installed("requirements.txt")

    assert len(installed) == 2


def test_console_without_thai_letters_does_not_end_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.run"],
        cwd=ROOT,
        env={**os.environ, "PORT": "none", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "PORT=none is not a port number" in done.stderr
