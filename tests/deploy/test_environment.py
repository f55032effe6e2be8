"""The example settings are those of a safe server, and scripts read the file as systemd does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "deploy" / "env.example"
SECRET = "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG"
PRINT_ENVIRONMENT = f'. "{ROOT}/deploy/environment.sh" && read_environment "$1" && env -0'


def run_django(folder: Path, *command: str, **changes: str) -> subprocess.CompletedProcess:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("KM_", "DJANGO_"))}
    environment = {**ours, **dict(re.findall(r"(?m)^(\w+)=(.*)$", EXAMPLE.read_text("utf-8"))), **changes}
    environment["KM_DATA_DIR"] = str(folder)
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def read_in_shell(file: Path) -> dict[str, str]:
    done = subprocess.run(
        ["bash", "-c", PRINT_ENVIRONMENT, "read", str(file)],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(entry.split("=", 1) for entry in done.stdout.split("\0") if "=" in entry)


def test_example_settings_pass_the_deploy_check(tmp_path: Path) -> None:
    done = run_django(tmp_path, "check", "--deploy", "--fail-level", "WARNING", KM_SECRET_KEY=SECRET)

    assert done.returncode == 0, done.stderr


def test_a_server_does_not_start_without_a_secret(tmp_path: Path) -> None:
    done = run_django(tmp_path, "check")

    assert done.returncode != 0
    assert "KM_SECRET_KEY must be set" in done.stderr


def test_errors_of_a_server_reach_the_journal_and_foreign_host_names_do_not(tmp_path: Path) -> None:
    code = (
        "import logging; logging.getLogger('django.request').error('broken page');"
        "logging.getLogger('django.security.DisallowedHost').error('foreign host')"
    )
    done = run_django(tmp_path, "shell", "--no-imports", "--command", code, KM_SECRET_KEY=SECRET)

    assert "broken page" in done.stderr
    assert "foreign host" not in done.stderr


def test_scripts_read_values_as_systemd_does(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text(
        "# a remark\n\nKM_SITE_NAME=ขุมความรู้ สพป.พัทลุง (เขต 2)\nKM_EMAIL_PASSWORD=a$b&c#d;e  \n"
        "KM_FROM_EMAIL=\"in double quotes\"\nKM_EMAIL_USER='in single'\nKM_REDIS_URL=\nKM_LAST=without line end",
        "utf-8",
    )

    assert read_in_shell(file).items() >= {
        ("KM_SITE_NAME", "ขุมความรู้ สพป.พัทลุง (เขต 2)"),
        ("KM_EMAIL_PASSWORD", "a$b&c#d;e"),
        ("KM_FROM_EMAIL", "in double quotes"),
        ("KM_EMAIL_USER", "in single"),
        ("KM_REDIS_URL", ""),
        ("KM_LAST", "without line end"),
    }
