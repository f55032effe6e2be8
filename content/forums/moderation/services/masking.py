"""Covering passages of a text, however they are spelled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.text.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

MASK = "█████"
SPACES = re.compile(r"\s+")


def mask(text: str, passage: str) -> tuple[str, int]:
    """
    The text with each occurrence of the passage covered, and how many there were.

    Compared as search compares: Thai digits, hidden characters and doubled marks do not keep them apart.
    """
    spelled = normalise(text)
    wanted = SPACES.sub(" ", normalise(passage).text).strip()
    if not wanted:
        return text, 0
    pattern = re.compile(r"\s+".join(re.escape(part) for part in wanted.split(" ")))
    spans = [spelled.span(*match.span()) for match in pattern.finditer(spelled.text)]
    for start, end in reversed(spans):
        text = text[:start] + MASK + text[end:]
    return text, len(spans)


@dataclass
class Cover:
    """The passages that go, how often each was found, and the former titles that go with them."""

    found: dict[str, int]
    former_titles: set[str] = field(default_factory=set)
    title: str = ""

    @classmethod
    def of(cls, passages: Iterable[str]) -> Cover:
        return cls({passage: 0 for passage in passages if passage.strip()})

    @property
    def count(self) -> int:
        return sum(self.found.values())

    def missing(self) -> str:
        """A passage that was found nowhere."""
        return next((passage for passage, count in self.found.items() if not count), "")

    def words(self, text: str) -> str:
        """The text without the passages."""
        for passage in self.found:
            text, count = mask(text, passage)
            self.found[passage] += count
        return text

    def name(self, text: str) -> str:
        """As `words`, of what quotes a title: a former one gives way to the present one."""
        return self.title if text in self.former_titles else self.words(text)
