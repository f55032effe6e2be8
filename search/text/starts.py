"""
What a title reads from each of its words on, for suggestions while one types.

A half-typed Thai word is cut otherwise than the whole one, so what was typed is not cut at all: it is compared with the
letters of the title, spaces and punctuation left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from search.text.analysis import tokens
from search.text.normalise import is_settled, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.text.analysis import Token

LONGEST_START = 60
MOST_STARTS = 40
_LEFT_OUT = re.compile(r"[^a-z0-9\u0e01-\u0e4e]+")


def start_of(typed: str) -> str:
    """What was typed as it is compared; empty when it holds nothing to compare."""
    return _LEFT_OUT.sub("", plain(typed[: LONGEST_START * 4]))[:LONGEST_START]


def start_keys(title: str, analysed: Iterable[Token] | None = None) -> tuple[str, ...]:
    """
    The title from each of its words on, and from each word inside a word; each once.

    `analysed` are its tokens, where they are known already.
    """
    starts = {token.start for token in (tokens(title) if analysed is None else analysed)}
    keys = dict.fromkeys(key for key in _read_from(title, sorted(starts)) if key)
    return tuple(keys)[:MOST_STARTS]


def _read_from(title: str, starts: list[int]) -> list[str]:
    """`start_of` from each of these places, in one pass where the title allows it."""
    if len(title) > LONGEST_START * 4 or not is_settled(title):
        return [start_of(title[start:]) for start in starts]
    letters = _LEFT_OUT.sub("", plain(title))
    left_out = [place for match in _LEFT_OUT.finditer(plain(title)) for place in range(*match.span())]
    kept = [start - bisect_left(left_out, start) for start in starts]
    return [letters[first : first + LONGEST_START] for first in kept]
