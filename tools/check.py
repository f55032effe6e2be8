"""
`make test`: every check and test, one summary at the end. A failing stage does not keep the next from running.

`python -m tools.check ruff pytest` runs some stages; standard library only, the stages run inside `.venv`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tools import environment
from tools.console import give_up, say, use_any_console

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "km_site.settings.production",
    "KM_SECRET_KEY": "only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "KM_ALLOWED_HOSTS": "km.example.go.th",
    "KM_SITE_URL": "https://km.example.go.th",
}
TESTING = {"DJANGO_SETTINGS_MODULE": "km_site.settings.test"}
COVERAGE_FLOOR = 85


@dataclass
class Stage:
    name: str
    thai: str
    command: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)
    # Stages that only `make soak` or .ci/run ask for by name.
    on_request: bool = False


ON_DATABASE = ("pytest", "tests", "--ignore=tests/browser", "--create-db", "-q", "-m", "database and not soak")

STAGES = (
    Stage("ruff", "ตรวจโค้ด", ("ruff", "check", ".")),
    Stage("format", "ตรวจรูปแบบโค้ด", ("ruff", "format", "--check", ".")),
    Stage("templates", "ตรวจแม่แบบหน้าเว็บ", ("djlint", "--lint", "--quiet", "themes", "content")),
    Stage("imports", "ตรวจทิศทางการเรียกใช้", ("tools.imports",)),
    Stage("migrations", "ตรวจว่าตารางตรงกับโมเดล", ("django", "makemigrations", "--check", "--dry-run"), TESTING),
    Stage("deploy", "ตรวจค่าตั้งของเครื่องแม่ข่าย", ("django", "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Stage("messages", "ตรวจคำแปลไทย", ("tools.messages", "check")),
    Stage(
        "pytest",
        "ทดสอบ",
        (
            *("pytest", "tests", "--ignore=tests/browser", "--create-db", "-q", "-m", "not soak"),
            *("--cov", "--cov-report=term:skip-covered", f"--cov-fail-under={COVERAGE_FLOOR}"),
        ),
    ),
    Stage("browser", "ทดสอบในเบราว์เซอร์", ("pytest", "tests/browser", "-q")),
    Stage(
        "database",
        "ทดสอบกับ PostgreSQL",
        ("pytest", "tests", "--create-db", "-q", "-m", "database and not soak"),
        {},
        True,
    ),
    Stage("soak", "ทดสอบระยะยาว", ("pytest", "tests", "-q", "-m", "soak"), {"KM_SOAK": "1"}, on_request=True),
)
LOGS = environment.ROOT / "var" / "logs"


def main(names: list[str]) -> int:
    use_any_console()
    os.chdir(environment.ROOT)
    known = {stage.name: stage for stage in STAGES}
    unknown = set(names) - set(known)
    if unknown:
        give_up(f"ไม่รู้จักขั้นตอน {', '.join(unknown)}", f"Unknown stage; there are {', '.join(known)}.")
    environment.ensure_installed("requirements.txt", "requirements-dev.txt")
    stages = [known[name] for name in names] if names else [stage for stage in STAGES if not stage.on_request]
    # Tests and checks see a data folder of their own, never the site of `make run`.
    with tempfile.TemporaryDirectory(prefix="km-check-", ignore_cleanup_errors=True) as data:
        results = [(stage, *run(stage, Path(data))) for stage in stages]
    return summarise(results)


def run(stage: Stage, data: Path) -> tuple[bool, float, str]:
    """Run one stage, showing its output and keeping it in var/logs; answers success, seconds and its last line."""
    print(f"\n━━ {stage.name} · {stage.thai}")
    settings = {"KM_DATA_DIR": str(data), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", **stage.settings}
    LOGS.mkdir(parents=True, exist_ok=True)
    started, last = time.monotonic(), ""
    with (
        (LOGS / f"{stage.name}.log").open("w", encoding="utf-8") as log,
        subprocess.Popen(
            [str(environment.PYTHON), "-W", "ignore::RuntimeWarning:runpy", "-m", *stage.command],
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process,
    ):
        for line in process.stdout:
            print(line, end="")
            log.write(line)
            last = line.strip() or last
    return process.returncode == 0, time.monotonic() - started, last


def summarise(results: list[tuple[Stage, bool, float, str]]) -> int:
    print("\n━━ สรุป · Summary")
    for stage, passed, seconds, last in results:
        print(f"  {'✓' if passed else '✗'} {stage.name:<11} {seconds:4.0f} s  {result_line(stage, last)}")
    failed = [stage.name for stage, passed, *_ in results if not passed]
    if failed:
        say(
            f"✗ ไม่ผ่าน: {', '.join(failed)}",
            f'not passed; see var/logs, run again with make test ONLY="{" ".join(failed)}"',
        )
        return 1
    say("✓ ผ่านทั้งหมด", "everything passed")
    return 0


def result_line(stage: Stage, last: str) -> str:
    """pytest's closing line; what other tools say last is no result."""
    return re.sub(r"\x1b\[[0-9;]*m", "", last) if stage.command[0] == "pytest" else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
