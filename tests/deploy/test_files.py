"""Scripts, unit files and container files are well-formed and name only what exists."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
PROGRAMS = [DEPLOY / "install", DEPLOY / "manage", DEPLOY / "smoke", DEPLOY / "container" / "start"]
SHELL = [*(path for path in PROGRAMS if path.name != "smoke"), DEPLOY / "environment.sh"]
PYTHON = [DEPLOY / "smoke", DEPLOY / "error_pages.py", DEPLOY / "gunicorn.conf.py"]
COMPOSE = (DEPLOY / "container" / "compose.yml").read_text("utf-8")
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text("utf-8")


def name_of(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", PROGRAMS, ids=name_of)
def test_programs_may_be_run(path: Path) -> None:
    assert os.access(path, os.X_OK)
    assert path.read_text("utf-8").startswith("#!")


@pytest.mark.parametrize("path", SHELL, ids=name_of)
def test_shell_scripts_parse(path: Path) -> None:
    done = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_python_programs_parse(path: Path) -> None:
    compile(path.read_text("utf-8"), path.name, "exec")


@pytest.mark.parametrize("path", UNITS, ids=name_of)
def test_units_name_files_and_commands_that_exist(path: Path) -> None:
    unit = path.read_text("utf-8")
    inside = [name for name in re.findall(r"/opt/khumkhwamru/([\w./-]+)", unit) if not name.startswith(".venv/")]
    programs = re.findall(r"manage\.py (\w+)", unit)

    assert [name for name in inside if not (ROOT / name).exists()] == []
    assert [name for name in programs if name not in get_commands()] == []


@pytest.mark.parametrize("path", UNITS, ids=name_of)
def test_units_and_installer_mean_the_same_user_folders_and_settings(path: Path) -> None:
    installer = (DEPLOY / "install").read_text("utf-8")
    values = re.findall(r"(?m)^(?:User|EnvironmentFile|WorkingDirectory)=(.+)$", path.read_text("utf-8"))

    assert [value for value in values if value not in installer] == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for path in UNITS:
        # The site's programs are where it is installed, not here.
        text = re.sub(r"/opt/khumkhwamru/\.venv/bin/\w+", "/bin/true", path.read_text("utf-8"))
        (tmp_path / path.name).write_text(text, "utf-8")

    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / path.name) for path in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_installer_and_proxy_find_their_files() -> None:
    text = (DEPLOY / "install").read_text("utf-8") + (DEPLOY / "container" / "start").read_text("utf-8")
    named = set(re.findall(r"\b(?:deploy/[\w./-]+|tools/\w+\.py)", text)) - {"deploy/systemd/khumkhwamru"}

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_compose_names_files_that_exist() -> None:
    mounted = re.findall(r"- (\.\.?/[\w./-]+):", COMPOSE)
    dockerfile = re.search(r"dockerfile: (\S+)", COMPOSE)[1]

    assert mounted
    assert [name for name in mounted if not (DEPLOY / "container" / name).exists()] == []
    assert (ROOT / dockerfile).is_file()


def test_image_is_made_of_files_that_exist() -> None:
    entry = re.search(r'ENTRYPOINT \["([^"]+)"\]', CONTAINERFILE)[1]
    copied = re.findall(r"(?m)^COPY (\S+) ", CONTAINERFILE)
    compiled = re.search(r"compileall -q ([\w ]+)", CONTAINERFILE)[1].split()

    assert [name for name in [entry, *copied, *compiled] if not (ROOT / name).exists()] == []


def test_compose_sets_only_settings_that_are_explained() -> None:
    example = (DEPLOY / "env.example").read_text("utf-8")
    names = set(re.findall(r"(?m)^ +(KM_\w+):", COMPOSE)) - {"KM_SAMPLE"}

    assert names
    assert [name for name in names if f"{name}=" not in example] == []
