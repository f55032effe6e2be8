"""Reading tokens out of the stylesheets, and the contrast of two colours as WCAG 2.2 computes it."""

from __future__ import annotations

import re
from pathlib import Path

THEMES = Path(__file__).resolve().parents[2] / "themes"
TOKEN_FILES = {
    "base": [THEMES / "base/static/css/tokens.css"],
    "phatthalung2": [THEMES / "base/static/css/tokens.css", THEMES / "phatthalung2/static/css/theme.css"],
}
DARK = "@media (prefers-color-scheme: dark)"
TOKEN = re.compile(r"(--[\w-]+):\s*(#[0-9a-f]{6})\b", re.IGNORECASE)


def colours(theme: str, scheme: str) -> dict[str, str]:
    """Every token of `theme` that is a colour, in the order of the cascade."""
    found: dict[str, str] = {}
    for path in TOKEN_FILES[theme]:
        light, _, dark = path.read_text(encoding="utf-8").partition(DARK)
        found.update(TOKEN.findall(light))
        if scheme == "dark":
            found.update(TOKEN.findall(dark))
    return found


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _parts(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
