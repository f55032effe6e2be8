"""
One stylesheet out of many small ones.

`css/bundle.txt` of themes/base lists the parts in their order. Each part is taken from themes/base and then from the
theme of the office, when it has a file of that name: so a theme overrides by saying less. A part that starts with `?`
may be missing everywhere (the places a theme fills). A theme's own `css/bundle.txt` may append further parts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

LIST_NAME = "bundle.txt"
BUNDLE_NAME = "site.css"

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STRING = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'')
AROUND_PUNCTUATION = re.compile(r"\s*([{};,>])\s*")
BEFORE_VALUE = re.compile(r":\s+")


class MissingPart(Exception):
    """A stylesheet is listed but exists in no theme."""


def parts(css_folders: Sequence[Path]) -> list[Path]:
    """The files of the bundle in their order; `css_folders` starts with the one of themes/base."""
    found: list[Path] = []
    seen: set[str] = set()
    for folder in css_folders:
        for line in _listed(folder / LIST_NAME):
            name = line.removeprefix("?")
            if name in seen:
                continue
            seen.add(name)
            files = [path for path in (each / name for each in css_folders) if path.is_file()]
            if not files and not line.startswith("?"):
                raise MissingPart(f"{folder / LIST_NAME} lists {name}, which exists in no theme.")
            found.extend(files)
    return found


def build(css_folders: Sequence[Path]) -> str:
    return "\n".join(minify(path.read_text(encoding="utf-8")) for path in parts(css_folders)) + "\n"


def newest_change(css_folders: Sequence[Path]) -> tuple[tuple[str, int, int], ...]:
    """A fingerprint that differs when any part, or a list, was changed, added or removed."""
    watched = [folder / LIST_NAME for folder in css_folders] + parts(css_folders)
    return tuple(_stamp(path) for path in watched if path.is_file())


def minify(css: str) -> str:
    """Without comments and idle white space; strings stay as they are."""
    css = COMMENT.sub("", css)
    strings: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        strings.append(match.group())
        return f"\x00{len(strings) - 1}\x00"

    css = STRING.sub(put_aside, css)
    css = " ".join(css.split())
    css = AROUND_PUNCTUATION.sub(r"\1", css)
    css = BEFORE_VALUE.sub(":", css).replace(";}", "}")
    return re.sub("\x00(\\d+)\x00", lambda match: strings[int(match.group(1))], css)


def _listed(path: Path) -> Iterable[str]:
    if not path.is_file():
        return []
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def _stamp(path: Path) -> tuple[str, int, int]:
    stat = path.stat()
    return str(path), stat.st_mtime_ns, stat.st_size
