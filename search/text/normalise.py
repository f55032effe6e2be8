"""
One spelling for what looks the same in Thai, with the way back to the original.

Text and query pass through the same function, so `ํา` and `ำ`, `เเ` and `แ`, `๒๕๖๙` and `2569`, hidden
characters and swapped marks no longer keep them apart. Compatibility forms (NFKC) are resolved outside Thai only,
because NFKC splits SARA AM.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.text.characters import ARABIC_DIGITS, THAI_DIGITS, TONE_MARKS, VOWEL_MARKS, ZERO_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable

# Glyph variants of marks that old Thai fonts keep in the private use area; PDF text is full of them.
_FONT_VARIANTS = dict(
    zip(range(0xF700, 0xF71B), "ฐ\u0e34\u0e35\u0e36\u0e37่้๊๋์่้๊๋์ญ\u0e31\u0e4d\u0e47่้๊๋์\u0e38\u0e39\u0e3a", strict=True)
)
_SAME_LENGTH: dict[int, str | int] = {
    **{ord(thai): arabic for thai, arabic in zip(THAI_DIGITS, ARABIC_DIGITS, strict=True)},
    **{code: code + 32 for code in range(ord("A"), ord("Z") + 1)},
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA1), 0x2028, 0x2029, 0x3000, 0xFFFD, 0xFFFE, 0xFFFF), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys(range(0xD800, 0xE000), " "),
    **_FONT_VARIANTS,
}

_HIDDEN = re.compile(f"[{ZERO_WIDTH}]+")
_FOREIGN = re.compile(r"[^\x00-\x7f\u0e00-\u0e7f][\u0300-\u036f]*|[\x21-\x7e][\u0300-\u036f]+")
_ANY_FOREIGN = re.compile(r"[^\x00-\x7f\u0e00-\u0e7f]")

_V, _T = VOWEL_MARKS, TONE_MARKS
# NIKHAHIT and SARA AA with tone marks anywhere among them; two SARA E; a lone LAKKHANGYAO; a mark before its vowel;
# a tone mark typed after SARA AM or SARA AA; anything typed twice.
_THAI_SLIP = re.compile(
    f"(?P<am>[{_T}]*\u0e4d[{_T}]*[\u0e32\u0e45]|\u0e33[{_T}\u0e33]+|\u0e32[{_T}]+)"
    "|(?P<ae>เเ+)"
    f"|(?P<marks>(?:[{_V}]{{2}}|[{_V}]?[{_T}][{_V}{_T}])[{_V}{_T}]*)"
    "|(?P<twice>([ะาเแโใไๆ])\\5+)"
    "|(?P<long>(?<![ฤฦ])\u0e45)"
)
_SLIP_HINT = re.compile(f"\u0e4d|\u0e45|เเ|[\u0e33\u0e32][{_T}]|[{_V}]{{2}}|[{_T}][{_V}{_T}]|([ะาำเแโใไๆ])\\1")


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text; `span` leads from its indices to those of the original."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        # Both only ever grow.
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Normalised:
    """The text in its one spelling. Mostly nothing moves, and then no map is kept."""
    result = Normalised(text.translate(_SAME_LENGTH))
    if _ANY_FOREIGN.search(result.text):
        result = _rewrite(result, _HIDDEN, lambda match: "")
        result = _rewrite(result, _FOREIGN, _plain_form)
    if _SLIP_HINT.search(result.text):
        result = _rewrite(result, _THAI_SLIP, _mend)
    return result


def is_settled(text: str) -> bool:
    """Whether each letter keeps its place and stands for itself, so that any piece is normalised as the whole is."""
    return not _ANY_FOREIGN.search(text) and not _SLIP_HINT.search(text.translate(_SAME_LENGTH))


def plain(text: str) -> str:
    """The normalised text alone."""
    return normalise(text).text


def _plain_form(match: re.Match[str]) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", match.group()).casefold())
    # A compatibility form may hold what the first step has already removed elsewhere.
    return _HIDDEN.sub("", folded).translate(_SAME_LENGTH)


def _mend(match: re.Match[str]) -> str:
    found = match.group()
    if match["am"]:
        tones = "".join(dict.fromkeys(mark for mark in found if mark in _T))
        vowel = "\u0e32" if found[0] == "\u0e32" else "\u0e33"
        return tones + vowel
    if match["ae"]:
        return "แ"
    if match["marks"]:
        unique = dict.fromkeys(found)
        return "".join(mark for mark in unique if mark in _V) + "".join(mark for mark in unique if mark in _T)
    if match["long"]:
        return "\u0e32"
    return found[0]


def _rewrite(source: Normalised, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> Normalised:
    """Replace every match; each character of a replacement stands for the whole match."""
    found = [(*match.span(), replace(match)) for match in pattern.finditer(source.text)]
    if all(last - first == len(replacement) == 1 for first, last, replacement in found):
        # Quotation marks and dashes: nothing moves.
        letters = list(source.text)
        for first, _, replacement in found:
            letters[first] = replacement
        return Normalised("".join(letters), source.starts, source.ends)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    old_starts = source.starts or range(len(source.text))
    old_ends = source.ends or range(1, len(source.text) + 1)
    position = 0
    for first, last, replacement in found:
        pieces += source.text[position:first], replacement
        starts += old_starts[position:first]
        ends += old_ends[position:first]
        starts += [min(old_starts[first:last])] * len(replacement)
        ends += [max(old_ends[first:last])] * len(replacement)
        position = last
    pieces.append(source.text[position:])
    starts += old_starts[position:]
    ends += old_ends[position:]
    return Normalised("".join(pieces), tuple(starts), tuple(ends))
