"""What kind of character is this? Thai marks, clusters, and what may not be shown or stored."""

from __future__ import annotations

import re
import unicodedata

# Marks written above or below the letter before them, in typing order: vowels and signs, then tone-like marks.
VOWEL_MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e4d"
TONE_MARKS = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e"
LEADING_VOWELS = "เแโใไ"
# Vowels with a place of their own behind the consonant. SARA AM carries a mark that sits over the consonant.
FOLLOWING_VOWELS = "ะาำๅ"
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"

# The inside of a regular expression's brackets.
ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
# A cut before one of these would tear a mark from its letter (SARA AM and a following vowel belong to it too).
_STAYS_WITH_PREVIOUS = frozenset(VOWEL_MARKS + TONE_MARKS + FOLLOWING_VOWELS)
_STAYS_WITH_NEXT = frozenset(LEADING_VOWELS + "\u200d")
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
# Every place where a cut would tear something, and with _FOREIGN some where it would not.
_TORN = re.compile(f"[{VOWEL_MARKS}{TONE_MARKS}{FOLLOWING_VOWELS}]|(?<=[{LEADING_VOWELS}\u200d]).", re.DOTALL)
_FOREIGN = re.compile("[^\x00-\u02ff\u0e00-\u0e7f]")


def joins_previous(character: str) -> bool:
    """True when a cut before this character would split something a reader sees as one."""
    if character < "\u0300":
        return False
    if "\u0e00" <= character <= "\u0e7f":
        return character in _STAYS_WITH_PREVIOUS
    return character == "\u200d" or "\ufe00" <= character <= "\ufe0f" or unicodedata.category(character)[0] == "M"


def may_cut(text: str, at: int) -> bool:
    """True when `text` may be cut before index `at`: not before a mark, not after a leading vowel."""
    if at <= 0 or at >= len(text):
        return True
    after = text[at]
    return (after < "\u0300" or not joins_previous(after)) and text[at - 1] not in _STAYS_WITH_NEXT


def torn_places(text: str) -> set[int]:
    """All places inside `text` where `may_cut` is false: for many questions about one text."""
    places = {match.start() for match in _TORN.finditer(text)} - {0}
    places.update(match.start() for match in _FOREIGN.finditer(text) if not may_cut(text, match.start()))
    return places


def cut_before(text: str, at: int) -> int:
    """The nearest place at or before `at` where the text may be cut."""
    at = min(at, len(text))
    while not may_cut(text, at):
        at -= 1
    return max(at, 0)


def cut_after(text: str, at: int) -> int:
    """The nearest place at or after `at` where the text may be cut."""
    at = max(at, 0)
    while not may_cut(text, at):
        at += 1
    return min(at, len(text))


def one_line(text: str) -> str:
    """The text as it may be shown on one line: no control characters or lone surrogates, single spaces."""
    return _SPACES.sub(" ", _UNSHOWABLE.sub(" ", text)).strip()
