"""Sort keys in the order of a Thai dictionary: เกาะ stands among ก, not after ฮ."""

from __future__ import annotations

import re

from search.text.normalise import plain

_TONES = re.compile("[\u0e47-\u0e4c]")
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_NUMBER = re.compile(r"\d+")
_NOT_LETTERS = re.compile(r"[^\w\u0e30-\u0e4e]+")


def thai_sort_key(text: str) -> str:
    """
    A string whose plain order is Thai dictionary order.

    Leading vowels go behind their consonant, tone marks decide last, numbers sort by value (ป.2 before ป.10).
    The same order as `pythainlp.util.collate`, without loading that package in a web worker.
    """
    letters = _NOT_LETTERS.sub(" ", plain(text)).strip()
    letters = _NUMBER.sub(lambda match: match.group().lstrip("0").rjust(8, "0"), letters)
    base = _LEADING_VOWEL.sub(r"\2\1", _TONES.sub("", letters))
    # U+0001 sorts before every letter, so the tone marks only break ties.
    return f"{base}\u0001{''.join(_TONES.findall(letters))}"
