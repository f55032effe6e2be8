"""One written form for names that people type, so that two keyboards do not make two tags of one word."""

from __future__ import annotations

import re
import unicodedata

from pythainlp.util import collate

# NIKHAHIT + SARA AA is how some keyboards and PDF files write SARA AM; a tone mark may stand between the two.
SPLIT_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
DOUBLE_SARA_E = re.compile("\u0e40\u0e40")
TAG_NAME = re.compile(r'"([^"]*)"|([^",\n\r]+)')
THAI_TONES = re.compile("[\u0e47-\u0e4c]")
LEADING_VOWEL = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")


def tidy_name(text: str) -> str:
    """
    The name without invisible characters, with single spaces, in NFC and with SARA AM in one character.

    Vowels, tone marks and capital letters stay as typed: น้ำ, นา and นำ are three names.
    """
    visible = "".join(_visible(character) for character in unicodedata.normalize("NFC", text))
    single_spaced = " ".join(visible.split())
    return DOUBLE_SARA_E.sub("\u0e41", SPLIT_SARA_AM.sub("\\1\u0e33", single_spaced))


def read_tag_names(text: str) -> list[str]:
    """
    The tag names in what somebody typed, parted by commas or line ends; a name in double quotes may hold commas.

    taggit's own reading splits at spaces when there is no comma: `ทะเลสาบ สงขลา` would become two tags.
    """
    names = (tidy_name(quoted or plain).lstrip("# ") for quoted, plain in TAG_NAME.findall(text or ""))
    return sorted({name for name in names if name})


def in_thai_order(names: list[str]) -> list[str]:
    """The names as a Thai dictionary orders them."""
    return collate(names)


def thai_sort_key(name: str) -> str:
    """
    A key that every database sorts as a Thai dictionary does, whatever its collation.

    It follows pythainlp's collation (leading vowels after their consonant, tone marks last) and writes each character
    as four hexadecimal digits: digits and a-f stand in the same order in all collations.
    """
    folded = name.casefold()
    letters = LEADING_VOWEL.sub(r"\2\1", THAI_TONES.sub("", folded))
    first_tone = THAI_TONES.search(folded)
    return "".join(f"{ord(character):04x}" for character in letters + (first_tone.group() if first_tone else ""))


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in {"Cf", "Cc", "Cs", "Co", "Cn"} else character
