"""How much of a text can be read: rubbish that a file gives for its text must not be indexed silently."""

from __future__ import annotations

import re

from search.text.analysis import tokens
from search.text.dictionary import dictionary

# Enough to judge by; from the beginning, the middle and the end.
_SAMPLE = 6_000
_COUNTED = re.compile("[^\\W_]|[\u0e31-\u0e4e\ue000-\uf8ff\ufffd]")
_VOWELS = re.compile("[aeiouy]")
_CLUMP = re.compile("[^aeiouy\\W\\d]{6,}")
_LONGEST_LATIN = 24
_SHORTEST_ACRONYM = 5


def readable_share(text: str) -> float:
    """The share of letters and digits, 0 to 1, that stand in words: of the dictionary, or plausible Latin ones."""
    sample = _sample(text)
    letters = len(_COUNTED.findall(sample))
    if not letters:
        return 0.0
    readable = sum(
        len(_COUNTED.findall(sample[token.start : token.end]))
        for token in tokens(sample)
        if not token.is_part and _is_word(token.term)
    )
    return min(1.0, readable / letters)


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = (len(text) - _SAMPLE) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _is_word(term: str) -> bool:
    if term >= "ก":
        words = dictionary()
        # Any two letters are in some dictionary: short words count when people use them.
        return term in words.words and (len(term) > 2 or words.common.get(term, 0) > 50)
    if term[0].isdigit():
        return True
    # Letters of an old encoding taken for Latin ones are all accented.
    if len(term) > _LONGEST_LATIN or 2 * sum(letter > "z" for letter in term) > len(term):
        return False
    return len(term) <= _SHORTEST_ACRONYM or bool(_VOWELS.search(term) and not _CLUMP.search(term))
