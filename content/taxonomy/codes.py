"""
Reading indicator codes as people write them: `ท ๒.๑ ป.๕/๓`, `ว1.1ป5/2` -> `ว 1.1 ป.5/2`.

Only the written form is judged here. Whether a curriculum has such an indicator is asked in
`content.taxonomy.indicators`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

AREA_LETTERS = "ทควสพศงต"
STRICT_CODE = re.compile(
    rf"^([{AREA_LETTERS}]) ([1-8])\.([1-4]) (?:(ป)\.([1-6])|(ม)\.([1-3]|4-6))/([1-9][0-9]?)$",
)

# A long pasted text must not be searched for a code for ever.
MAX_INPUT_LENGTH = 60
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
SLASHES = str.maketrans(dict.fromkeys("\u2044\u2215\u29f8", "/"))
LENIENT_CODE = re.compile(
    r"(?P<area>[ก-ฮ]) ?(?P<strand>[0-9]{1,2}) ?\. ?(?P<standard>[0-9]{1,2})"
    r"(?: ?\(? ?(?P<stage>[ปมอ]) ?\.? ?(?P<year>[0-9]{1,2}(?: ?- ?[0-9]{1,2})?)"
    r"(?: ?/ ?(?P<number>[0-9]{1,3}))? ?\)?)? ?\.?",
)


class IndicatorCodeError(ValidationError):
    """A text is not an indicator code, or names an indicator the curriculum does not have."""


@dataclass(frozen=True)
class CodeParts:
    """What was read of a code; a part that was not written is empty or 0."""

    area: str
    strand: int
    standard: int
    grade: str = ""
    number: int = 0

    @property
    def standard_code(self) -> str:
        return f"{self.area} {self.strand}.{self.standard}"

    def __str__(self) -> str:
        text = self.standard_code
        if self.grade:
            text += f" {self.grade}"
        if self.number:
            text += f"/{self.number}"
        return text


def parse_indicator_code(text: str) -> str:
    """The strict form of a leniently written code, or `IndicatorCodeError`."""
    tidy = tidy_code(text)
    if not tidy:
        raise IndicatorCodeError(_("Enter an indicator code, for example ว 1.1 ป.5/2."), code="empty")
    parts = read_parts(tidy)
    if parts is None or not parts.number:
        raise IndicatorCodeError(
            _("“%(text)s” is not an indicator code. Write it like ว 1.1 ป.5/2: area, strand, standard, grade, number."),
            code="malformed",
            params={"text": shorten(text)},
        )
    if parts.area not in AREA_LETTERS:
        raise IndicatorCodeError(
            _("“%(text)s”: no learning area has the letter %(letter)s. The letters are %(letters)s."),
            code="unknown_area",
            params={"text": shorten(text), "letter": parts.area, "letters": " ".join(AREA_LETTERS)},
        )
    code = str(parts)
    if not STRICT_CODE.match(code):
        raise IndicatorCodeError(
            _("“%(text)s”: no curriculum has this strand, standard or grade. Grades are ป.1-ป.6, ม.1-ม.3 and ม.4-6."),
            code="out_of_range",
            params={"text": shorten(text)},
        )
    return code


def read_parts(text: str) -> CodeParts | None:
    """
    The parts of a full code or of its beginning (`ว1.1ป5`, `ว 1.1`), or None when the text does not begin like a code.

    The parts are not judged: `read_parts("ว 9.9 ป.9/1")` answers.
    """
    match = LENIENT_CODE.fullmatch(tidy_code(text))
    if match is None:
        return None
    stage, year, number = match["stage"], match["year"], match["number"]
    return CodeParts(
        area=match["area"],
        strand=int(match["strand"]),
        standard=int(match["standard"]),
        grade=f"{stage}.{'-'.join(str(int(part)) for part in year.split('-'))}" if stage else "",
        number=int(number) if number else 0,
    )


def tidy_code(text: str) -> str:
    """The text with Arabic digits, plain dashes, slashes and single spaces; empty when it is too long to be a code."""
    if len(text) > MAX_INPUT_LENGTH:
        return ""
    characters = []
    for character in unicodedata.normalize("NFKC", text).translate(DASHES).translate(SLASHES):
        category = unicodedata.category(character)
        if category == "Nd":
            characters.append(str(unicodedata.digit(character)))
        elif character.isspace():
            characters.append(" ")
        elif category not in {"Cf", "Cc"}:
            characters.append(character)
    return " ".join("".join(characters).split())


def shorten(text: str) -> str:
    """What is repeated in a message: all of a code, only the beginning of something pasted by mistake."""
    visible = " ".join(text.split())
    return visible if len(visible) <= MAX_INPUT_LENGTH else visible[:MAX_INPUT_LENGTH] + "…"
