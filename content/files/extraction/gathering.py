"""Text that grows until it is long enough."""

from __future__ import annotations

from content.files.extraction.limits import LONGEST_TEXT


class Gathering:
    """Pieces of text up to LONGEST_TEXT characters; `is_full` says that no more is taken."""

    def __init__(self, longest: int = LONGEST_TEXT) -> None:
        self._pieces: list[str] = []
        self._left = longest

    @property
    def is_full(self) -> bool:
        return self._left <= 0

    def add(self, piece: str) -> None:
        if piece and self._left > 0:
            piece = piece[: self._left]
            self._pieces.append(piece)
            self._left -= len(piece)

    def text(self) -> str:
        return "".join(self._pieces)
