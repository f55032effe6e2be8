"""
Words typed with the keyboard set to the other language: `l;ylfu` was to be สวัสดี, `ฟืำะ` anet.

Both follow the Kedmanee layout, which Thai keyboards and telephones come with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.text.dictionary import is_word
from search.text.questions import question_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

# A word stays when so much of it makes sense as it was typed; it is replaced when so much of it makes sense otherwise.
MAKES_SENSE = 0.4
MAKES_MORE_SENSE = 0.6
# Keys from left to right, row by row: without and with shift, in English and in Thai.
_ENGLISH = (
    r"`1234567890-=qwertyuiop[]\asdfghjkl;'zxcvbnm,./"
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
)
_THAI = (
    "_ๅ/-ภถ\u0e38\u0e36คตจขช"
    "ๆไ\u0e33พะ\u0e31\u0e35รนยบลฃ"
    "ฟหกดเ\u0e49\u0e48าสวง"
    "ผปแอ\u0e34\u0e37ทมใฝ"
    "%+๑๒๓๔\u0e39฿๕๖๗๘๙"
    '๐"ฎฑธ\u0e4d\u0e4aณฯญฐ,ฅ'
    "ฤฆฏโฌ\u0e47\u0e4bษศซ."
    "()ฉฮ\u0e3a\u0e4c?ฒฬฦ"
)
_TO_THAI = str.maketrans(_ENGLISH, _THAI)
_TO_ENGLISH = str.maketrans(_THAI, _ENGLISH)
_DIGITS_KEPT = {code: to for code, to in _TO_THAI.items() if not chr(code).isdigit()}


def other_layouts(text: str) -> tuple[str, ...]:
    """What may have been meant on the keyboard of the other language. Digits may come from keys of their own."""
    if any("\u0e01" <= letter <= "\u0e4e" for letter in text):
        return (text.translate(_TO_ENGLISH),)
    return tuple(dict.fromkeys((text.translate(_DIGITS_KEPT), text.translate(_TO_THAI))))


def retyped(text: str, holding: Callable[[Collection[str]], Mapping[str, int]]) -> str:
    """
    The question with those words replaced that only make sense on the other keyboard; empty when there are none.

    `holding` counts the documents with each term that this viewer may find: a word that finds something stays.
    """
    result = []
    for run in text.split():
        best, sense = run, _sense(run, holding)
        # A number that nothing holds is still a number.
        if sense < MAKES_SENSE and not run.isdigit():
            for other in other_layouts(run):
                found = _sense(other, holding)
                if found >= MAKES_MORE_SENSE and found > sense:
                    best, sense = other, found
        result.append(best)
    return " ".join(result) if result != text.split() else ""


def _sense(text: str, holding: Callable[[Collection[str]], Mapping[str, int]]) -> float:
    """How much of what was typed belongs to words that find something, or to Thai words at least."""
    words = [word for word in question_words(text, synonyms=False) if not word.is_debris]
    held = holding({word.term for word in words})
    return sum(
        len(word.typed)
        for word in words
        if (held.get(word.term) or is_word(word.term))
        # Single letters and numbers stand in every index; beside signs they are debris of the other keyboard.
        and (word.is_form or word.typed == text or (len(word.typed) > 1 and not word.typed[0].isdigit()))
    ) / len(text)
