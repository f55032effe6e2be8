"""Telephone numbers as people write them, made callable."""

from __future__ import annotations

import re

FIRST_NUMBER = re.compile(r"\+?\d[\d\s().-]{5,}")
THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def phone_url(text: str) -> str:
    """`tel:` address of the first number in `text` ("0 7467 1234 ต่อ 12" gives tel:074671234), or nothing."""
    match = FIRST_NUMBER.search(text.translate(THAI_DIGITS))
    if not match:
        return ""
    number = match[0]
    return ("tel:+" if number.startswith("+") else "tel:") + re.sub(r"\D", "", number)
