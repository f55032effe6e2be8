"""Thai text as it is set on a page: where a line may not break and where a text may be cut. Pure functions."""

from __future__ import annotations

import re
import unicodedata

NBSP = "\u00a0"
ELLIPSIS = "…"

# Written before the consonant they belong to: a text never ends with one of them.
LEADING_VOWELS = frozenset("เแโใไ")
# Base characters by Unicode, but no reader takes them apart from what stands before: ะ า ำ ๅ ๆ ฯ.
FOLLOWING = frozenset("ะาำๅๆฯ")
JOINERS = frozenset("\u200d\u2060\ufe0f")

BEFORE_REPETITION = re.compile(r"[ \t]+(?=ๆ)")
BEFORE_UNIT = re.compile(r"(?<=[0-9๐-๙]) (?=(?:น\.|บาท|คน|ชั่วโมง|ชม\.|%|฿))")


def keep_together(text: str) -> str:
    """ๆ never starts a line, and a number stays with its unit: the spaces before them become unbreakable."""
    return BEFORE_UNIT.sub(NBSP, BEFORE_REPETITION.sub(NBSP, text))


def cut(text: str, length: int) -> str:
    """
    At most `length` characters of `text`, with an ellipsis when something was left out.

    It cuts at a space when one lies in the last third; otherwise between two clusters, never between a consonant
    and its marks nor behind a leading vowel.
    """
    text = " ".join(text.split())
    if length < 1 or len(text) <= length:
        return text if length > 0 else ""
    limit = length - len(ELLIPSIS)
    space = text.rfind(" ", limit * 2 // 3, limit + 1)
    end = space if space > 0 else _cluster_boundary(text, limit)
    return text[:end].rstrip(" ,;:-–") + ELLIPSIS


def _cluster_boundary(text: str, limit: int) -> int:
    end = limit
    while end > 0 and not _may_break(text, end):
        end -= 1
    return end


def _may_break(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if before in LEADING_VOWELS or before in JOINERS:
        return False
    return not (after in FOLLOWING or after in JOINERS or unicodedata.combining(after) or _is_mark(after))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me", "Mc"}
