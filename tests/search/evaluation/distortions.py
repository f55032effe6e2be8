"""The ways in which people's typing goes wrong, each done to a query the same way every time."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from search.text.characters import ARABIC_DIGITS, THAI_DIGITS, TONE_MARKS, may_cut
from search.text.keyboard import other_layouts

if TYPE_CHECKING:
    from collections.abc import Callable

_TO_THAI = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)
_LETTERS = re.compile(r"[ก-ฮa-zA-Z]{2}")


def _chance(text: str) -> random.Random:
    return random.Random(f"distorted {text}")


def tone_lost(text: str) -> str:
    """One tone mark is missing."""
    places = [place for place, letter in enumerate(text) if letter in TONE_MARKS[:4]]
    if not places:
        return text
    place = _chance(text).choice(places)
    return text[:place] + text[place + 1 :]


def letters_swapped(text: str) -> str:
    """Two neighbouring letters of a longer word are typed in the wrong order."""
    places = [
        match.start()
        for match in re.finditer(f"(?={_LETTERS.pattern})", text)
        if text[match.start()] != text[match.start() + 1]
    ]
    if not places or len(text) < 6:
        return text
    place = _chance(text).choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def digits_swapped(text: str) -> str:
    """Thai digits for Arabic ones, and the reverse."""
    return text.translate(_TO_ARABIC if any(digit in text for digit in THAI_DIGITS) else _TO_THAI)


def zero_width_added(text: str) -> str:
    """Characters nobody sees stand between letters."""
    chance = _chance(text)
    return "".join(letter + ("\u200b" if chance.random() < 0.3 else "") for letter in text)


def am_decomposed(text: str) -> str:
    """SARA AM in two characters, and SARA AE as two SARA E."""
    return text.replace("\u0e33", "\u0e4d\u0e32").replace("แ", "เเ")


def wrong_keyboard(text: str) -> str:
    """The keyboard was set to the other language."""
    if not any("\u0e01" <= letter <= "\u0e4e" for letter in text):
        return other_layouts(text)[-1]
    return other_layouts(text)[0]


def spaces_moved(text: str) -> str:
    """Spaces are gone, or one stands where none should be."""
    if " " in text.strip():
        return text.replace(" ", "")
    places = [place for place in range(2, len(text) - 1) if may_cut(text, place)]
    if not places:
        return text
    place = _chance(text).choice(places)
    return f"{text[:place]} {text[place:]}"


DISTORTIONS: tuple[Callable[[str], str], ...] = (
    tone_lost,
    letters_swapped,
    digits_swapped,
    zero_width_added,
    am_decomposed,
    wrong_keyboard,
    spaces_moved,
)
