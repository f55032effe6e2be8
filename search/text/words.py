"""The words of a text one after another, as they stand there: joined again they are the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nlpo3

from search.text.dictionary import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

# Spaces and line ends are pieces of their own; people do not write longer phrases than a thousand letters, and the
# segmenter's time grows faster than the phrase.
_PIECE = re.compile(r"\s+|\S{1,1000}")


def split_words(text: str) -> list[str]:
    """Thai words, Latin words, numbers, spaces and line ends of `text`; `"".join(split_words(text)) == text`."""
    return [word for piece in _PIECE.findall(text) for word in _words(piece)]


def _words(piece: str) -> Iterator[str]:
    if piece.isspace():
        yield piece
        return
    found = nlpo3.segment(piece, dictionary().name)
    # A segmenter that loses a character would make a comparison lie: then the piece stands as a whole.
    yield from found if "".join(found) == piece else (piece,)
