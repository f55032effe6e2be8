"""Form fields for what people type by hand: no invisible letters, no control characters, one way to write ำ."""

from __future__ import annotations

import re
import unicodedata

from django import forms

# Zero-width and direction marks that come along with copied text, and the soft hyphen: they make two names that look
# the same differ. Emoji joined by U+200D fall apart into their parts, which stay readable.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")


def one_line(text: str) -> str:
    """`text` without control and invisible characters, each run of blanks and line breaks one space."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """The same over several lines: line breaks stay."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = CONTROL.sub(" ", INVISIBLE.sub("", text)).replace("\u0e4d\u0e32", "\u0e33")
    return "\n".join(BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()


class PlainTextField(forms.CharField):
    """
    Text as people mean it.

    What was typed is cleaned before its length is checked, so that nobody is told about letters they cannot see. NUL
    bytes, which Django refuses with an error of their own, go the same way. `lines` above 1 makes a box of that height.
    """

    def __init__(self, *, lines: int = 1, **kwargs: object) -> None:
        self.lines = lines
        if lines > 1:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        return clean(text) if self.lines > 1 else one_line(text)
