"""
Short ASCII slugs for Thai titles.

Django's, Wagtail's and taggit's own slug functions drop Thai vowels and tone marks (น้ำ, นา and นำ all become นา) and
refuse a right Thai slug. Thai words are written in Latin letters by the Royal Thai General System of Transcription.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

THAI_LETTER = re.compile(r"[\u0e00-\u0e7f]")
NOT_SLUG = re.compile(r"[^a-z0-9]+")


def make_slug(text: str, max_length: int = 50) -> str:
    """
    A slug of a-z, 0-9 and single hyphens, cut between words, never empty.

    Text without any letter or digit that can be written in ASCII gets a slug made from its hash, so that the same text
    always has the same slug.
    """
    latin = _thai_to_latin(text) if THAI_LETTER.search(text) else text
    ascii_text = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    words = [word for word in NOT_SLUG.split(ascii_text) if word]
    slug = ""
    for word in words:
        candidate = f"{slug}-{word}" if slug else word[:max_length]
        if len(candidate) > max_length:
            break
        slug = candidate
    if slug:
        return slug
    return "x" + hashlib.sha256(text.encode()).hexdigest()[:10]


def _thai_to_latin(text: str) -> str:
    # Loading the dictionary takes a quarter of a second: only processes that make slugs pay for it.
    from pythainlp.tokenize import word_tokenize
    from pythainlp.transliterate import romanize

    words = word_tokenize(text, keep_whitespace=False)
    return " ".join(romanize(word, engine="royin") if THAI_LETTER.search(word) else word for word in words)
