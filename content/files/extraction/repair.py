"""
Mend Thai as PDF gives it.

A PDF holds glyphs, and the way back to letters is lost in known ways: ำ comes as a space and า, or every า comes as ำ
and ำ as a space and ำ; marks stand apart from their letter; each letter stands alone; glyph variants lie in the private
use area; letters of an old encoding are taken for Latin ones. Nothing is mended that correct text could hold.
"""

from __future__ import annotations

import re

from content.files.extraction import am_or_aa
from search.text.characters import TONE_MARKS, VOWEL_MARKS, ZERO_WIDTH

_CONSONANT = "ก-ฮ"
_HIDDEN = re.compile(f"[{ZERO_WIDTH}\u25cc]+")
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Variants of marks and letters that old Thai fonts keep in the private use area.
_VARIANTS = dict(
    zip(
        range(0xF700, 0xF71B),
        "ฐ\u0e34\u0e35\u0e36\u0e37่้๊๋์่้๊๋์ญ\u0e31\u0e4d\u0e47่้๊๋์\u0e38\u0e39\u0e3a",
        strict=True,
    )
)
# Poppler gives a space for the lost ring, PDFium any character that no Thai text holds.
_RING = "[^\n!-~\u0e00-\u0e7f]"
_APART_AM = re.compile(f"(?<=[{_CONSONANT}]){_RING}([{TONE_MARKS}]?)[\u0e32\u0e33]")
_DECOMPOSED_AM = re.compile(f"\u0e4d[ \u00a0]?([{TONE_MARKS}]?)[ \u00a0]?\u0e32")
_APART_MARK = re.compile(f"(?<=[{_CONSONANT}{VOWEL_MARKS}])[ \u00a0]+(?=[{VOWEL_MARKS}{TONE_MARKS}])")
_CLUSTER = f"[เแโใไ]?[{_CONSONANT}][{VOWEL_MARKS}{TONE_MARKS}]*[ะาำ]?|[ะาำๆฯๅเแโใไ]"
# Eight letters or more in a row with one space between each.
_SPACED = re.compile(f"(?:(?<![\u0e00-\u0e7f])(?:{_CLUSTER}) ){{7,}}(?:{_CLUSTER})(?![\u0e00-\u0e7f])")
_LATIN_LETTER = re.compile("[A-Za-z\u00a1-\u00fb]")
_HIGH_LETTER = re.compile("[\u00a1-\u00fb]")
_FEWEST = 5
_CITIZEN_NUMBER = re.compile(r"(?<!\d)\d[ -]?\d{4}[ -]?\d{5}[ -]?\d{2}[ -]?\d(?!\d)")
_THAI_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def mended(text: str) -> str:
    """The text as its author wrote it, as far as that can be told; whatever stood in no line is gone."""
    text = _HIDDEN.sub("", _UNSHOWABLE.sub(" ", text)).translate(_VARIANTS)
    if _is_taken_for_latin(text):
        text = text.encode("latin-1", errors="replace").decode("cp874", errors="replace")
    text = _SPACED.sub(_together, text)
    text = _with_aa(text) if _has_am_for_aa(text) else _APART_AM.sub("\\1\u0e33", text)
    text = _DECOMPOSED_AM.sub("\\1\u0e33", text)
    text = _APART_MARK.sub("", text)
    lines = (re.sub(r"[ \t\u00a0\x0b\x0c]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def without_citizen_numbers(text: str) -> tuple[str, int]:
    """The text without the numbers of citizens, and how many there were: those are never to be found by anybody."""
    count = 0

    def hide(match: re.Match[str]) -> str:
        nonlocal count
        if not is_citizen_number(match.group()):
            return match.group()
        count += 1
        return " "

    return _CITIZEN_NUMBER.sub(hide, text), count


def is_citizen_number(text: str) -> bool:
    """Thirteen digits whose last is the check digit of the others (weights 13 to 2, modulo 11)."""
    digits = [int(digit) for digit in text.translate(_THAI_TO_ARABIC) if digit.isdecimal()]
    if len(digits) != 13 or digits[0] == 0:
        return False
    total = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - total % 11) % 10 == digits[12]


def _is_taken_for_latin(text: str) -> bool:
    """Whether letters of the Thai Windows encoding were taken for those of Western Europe: Êӹѡ§Ò¹ for สำนักงาน."""
    high = len(_HIGH_LETTER.findall(text))
    return high > _FEWEST and high > 0.6 * len(_LATIN_LETTER.findall(text)) and not re.search("[ก-ฮ]", text)


def _has_am_for_aa(text: str) -> bool:
    """Thai text holds six า for each ำ. Where there is hardly any, one glyph was taken for the other."""
    am = text.count("\u0e33")
    fewest = _FEWEST if _APART_AM.search(text) else _FEWEST * 2
    return am >= fewest and text.count("\u0e32") * 5 < am


def _with_aa(text: str) -> str:
    """า where ำ stands close to its letter, ำ where the place of its lost ring is seen; else what makes words."""
    if not _APART_AM.search(text):
        return am_or_aa.chosen(text)
    real = "\ue000"
    text = _APART_AM.sub(rf"\1{real}", text)
    return text.replace("\u0e33", "\u0e32").replace(real, "\u0e33")


def _together(match: re.Match[str]) -> str:
    return match.group().replace(" ", "")
