"""What people type or paste, without the characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata

from django import forms

# Controls but tab and line end; zero-width space, joiners outside emoji, word joiner, byte order mark; direction
# overrides, which make a text read otherwise than it is; lone surrogates, which no database takes.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
# NIKHAHIT + SARA AA is how some keyboards and PDF files write SARA AM; a tone mark may stand between the two.
SPLIT_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")


def tidy_typed(text: str) -> str:
    """The text in NFC with plain line ends and without invisible characters; everything visible stays as it was."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return SPLIT_SARA_AM.sub("\\1\u0e33", unicodedata.normalize("NFC", INVISIBLE.sub("", plain)))


class TypedField(forms.CharField):
    """A text field that takes what is pasted from anywhere: invisible characters go instead of being refused."""

    def to_python(self, value: object) -> str:
        return super().to_python(tidy_typed(value) if isinstance(value, str) else value)
