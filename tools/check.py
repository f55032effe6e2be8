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
from concurrent.futures import ThreadPoolExecutor
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
COVERAGE_FLOOR = 93


@dataclass
class Stage:
    name: str
    thai: str
    command: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)
    # Stages that only `make soak` or .ci/run ask for by name.
    on_request: bool = False
    # Runs beside the others, on the second core; its output is shown when they are done.
    beside: bool = False
    # Needs what all others have written.
    last: bool = False
    # Begins with tables that were made for all.
    tables: bool = False


COVERAGE = Path("var/coverage")
TESTED = ("-q", "-m", "not soak")
ON_DATABASE = ("-q", "-m", "database and not soak")
FORUMS = ("tests/content/forums", "tests/content/exchange_events")


def without(*folders: str) -> tuple[str, ...]:
    return tuple(f"--ignore={folder}" for folder in ("tests/browser", *folders))


def measured(part: str) -> tuple[str, ...]:
    """What runs a module and writes which of our lines and branches it went through."""
    # To look often for probes that can go costs more than the probes do.
    how = ("--branch", "--threshold", "5000")
    source = ("--source", "content,search,themes,km_site", "--omit", "*/migrations/*")
    return ("slipcover", *how, *source, "--json", "--out", str(COVERAGE / f"{part}.json"), "-m")


STAGES = (
    Stage("ruff", "ตรวจโค้ด", ("ruff", "check", ".")),
    Stage("format", "ตรวจรูปแบบโค้ด", ("ruff", "format", "--check", ".")),
    Stage("templates", "ตรวจแม่แบบหน้าเว็บ", ("djlint", "--lint", "--quiet", "themes", "content", "search")),
    Stage("imports", "ตรวจทิศทางการเรียกใช้", ("tools.imports",)),
    Stage("migrations", "ตรวจว่าตารางตรงกับโมเดล", ("django", "makemigrations", "--check", "--dry-run"), TESTING),
    Stage("deploy", "ตรวจค่าตั้งของเครื่องแม่ข่าย", ("django", "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Stage("messages", "ตรวจคำแปลไทย", ("tools.messages", "check")),
    Stage(
        "pytest",
        "ทดสอบ",
        (*measured("site"), "pytest", "tests", *without("tests/search", *FORUMS), *TESTED),
        tables=True,
    ),
    Stage(
        "forums",
        "ทดสอบเวที",
        (*measured("forums"), "pytest", *FORUMS, *TESTED),
        beside=True,
        tables=True,
    ),
    Stage(
        "search",
        "ทดสอบการค้นหา",
        (*measured("search"), "pytest", "tests/search", *TESTED),
        beside=True,
        tables=True,
    ),
    Stage("browser", "ทดสอบในเบราว์เซอร์", ("pytest", "tests/browser", "-q"), beside=True, tables=True),
    Stage("coverage", "ส่วนของโค้ดที่ทดสอบแล้ว", ("tools.covered", str(COVERAGE), str(COVERAGE_FLOOR)), last=True),
    Stage(
        "database",
        "ทดสอบกับ PostgreSQL",
        ("pytest", "tests", *without("tests/search", *FORUMS), *ON_DATABASE),
        on_request=True,
        tables=True,
    ),
    Stage(
        "database-talk",
        "ทดสอบเวทีและการค้นหากับ PostgreSQL",
        ("pytest", *FORUMS, "tests/search", *ON_DATABASE),
        on_request=True,
        beside=True,
        tables=True,
    ),
    Stage(
        "soak", "ทดสอบระยะยาว", ("pytest", "tests", "-q", "-m", "soak or hypothesis"), {"KM_SOAK": "1"}, on_request=True
    ),
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
    compile_catalogue()
    stages = [known[name] for name in names] if names else [stage for stage in STAGES if not stage.on_request]
    # Tests and checks see a data folder of their own, never the site of `make run`.
    with (
        tempfile.TemporaryDirectory(prefix="km-check-", ignore_cleanup_errors=True) as data,
        ThreadPoolExecutor() as pool,
    ):
        # Checks that ask no database need not wait for the tables.
        tables = pool.submit(make_tables, Path(data)) if any(stage.tables for stage in stages) else None

        def begin(stage: Stage, *, show: bool = False) -> tuple[bool, float, str]:
            return run(stage, Path(data), tables.result() if stage.tables else {}, show=show)

        begun = {stage.name: pool.submit(begin, stage) for stage in stages if stage.beside}
        results = []
        for stage in sorted(stages, key=lambda stage: (stage.last, stage.beside)):
            print(f"\n━━ {stage.name} · {stage.thai}")
            if stage.beside:
                results.append((stage, *begun[stage.name].result()))
                print(log_of(stage).read_text("utf-8"))
            else:
                results.append((stage, *begin(stage, show=True)))
    return summarise(results)


def compile_catalogue() -> None:
    """Before any stage: a process that starts without the Thai catalogue speaks English to its end."""
    subprocess.run([str(environment.PYTHON), "-m", "tools.messages", "compile"], check=True)


def make_tables(data: Path) -> dict[str, str]:
    """Migrate one database, of which each stage takes a copy: all migrations cost as much as hundreds of tests."""
    folder = data / "tables"
    folder.mkdir()
    settings = {"KM_DATA_DIR": str(folder), **TESTING}
    command = [str(environment.PYTHON), "-m", "tools.prepare", "--only-tables"]
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "tables.log").open("w", encoding="utf-8") as log:
        done = subprocess.run(command, env={**os.environ, **settings}, stdout=log, stderr=log, check=False)
    # Tests that cannot begin say why themselves, with the migration that fails.
    return {"KM_TEST_TABLES": str(folder / "site.sqlite3")} if done.returncode == 0 else {}


def log_of(stage: Stage) -> Path:
    return LOGS / f"{stage.name}.log"


def run(stage: Stage, data: Path, shared: dict[str, str], *, show: bool = False) -> tuple[bool, float, str]:
    """Run one stage, keeping its output in var/logs; answers success, seconds and its last line."""
    # A folder of its own: stages that run at once would share a test database.
    folder = data / stage.name
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"KM_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", **shared, **stage.settings}
    for folder in (LOGS, COVERAGE):
        folder.mkdir(parents=True, exist_ok=True)
    started, last = time.monotonic(), ""
    with (
        log_of(stage).open("w", encoding="utf-8") as log,
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
            log.write(line)
            if show:
                print(line, end="")
            last = line.strip() or last
    if process.returncode < 0:
        last = f"ended by signal {-process.returncode}"
    return process.returncode == 0, time.monotonic() - started, last


def summarise(results: list[tuple[Stage, bool, float, str]]) -> int:
    print("\n━━ สรุป · Summary")
    for stage, passed, seconds, last in results:
        print(f"  {'✓' if passed else '✗'} {stage.name:<13} {seconds:4.0f} s  {result_line(stage, last)}")
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
    return re.sub(r"\x1b\[[0-9;]*m", "", last) if "pytest" in stage.command else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
