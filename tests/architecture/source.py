"""The project's own files, read as text."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("km_site", "content", "search", "themes")


@cache
def files() -> tuple[Path, ...]:
    """Every file git knows or would take; without git (a source archive) every file outside hidden and data folders."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0:
        paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    else:
        paths = [
            path
            for path in ROOT.rglob("*")
            if not any(part.startswith(".") or part == "var" for part in path.relative_to(ROOT).parts)
        ]
    return tuple(sorted(path for path in paths if path.is_file()))


def select(*suffixes: str, below: tuple[str, ...] = ROOMS) -> list[Path]:
    return [path for path in files() if path.suffix in suffixes and path.relative_to(ROOT).parts[0] in below]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
