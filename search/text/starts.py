"""
What a title reads from each of its words on, for suggestions while one types.

A half-typed Thai word is cut otherwise than the whole one, so what was typed is not cut at all: it is compared with the
letters of the title, spaces and punctuation left out.
"""

from __future__ import annotations

import re

from search.text.analysis import tokens
from search.text.normalise import plain

LONGEST_START = 60
MOST_STARTS = 40
_LEFT_OUT = re.compile(r"[^a-z0-9\u0e01-\u0e4e]+")


def start_of(typed: str) -> str:
    """What was typed as it is compared; empty when it holds nothing to compare."""
    return _LEFT_OUT.sub("", plain(typed[: LONGEST_START * 4]))[:LONGEST_START]


def start_keys(title: str) -> tuple[str, ...]:
    """The title from each of its words on, and from each word inside a word; each once."""
    starts = sorted({token.start for token in tokens(title)})
    keys = dict.fromkeys(key for start in starts if (key := start_of(title[start:])))
    return tuple(keys)[:MOST_STARTS]
