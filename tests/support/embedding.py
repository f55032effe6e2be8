"""An embedder for tests: texts that share letters lie near each other. Quick, and the same on every machine."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from search.text.meaning import DIMENSIONS, LONGEST_PASSAGE, cleaned, query_text

if TYPE_CHECKING:
    from collections.abc import Sequence

# What people write instead of a word without sharing a letter with it.
MEANS_THE_SAME = {"อาหารกลางวัน": "ข้าวเที่ยง", "โภชนาการ": "ข้าวเที่ยง"}


class LettersEmbedder:
    name = "letters.1"
    embedded = 0

    def query(self, text: str) -> np.ndarray:
        return _vector(query_text(text))

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        LettersEmbedder.embedded += len(texts)
        return np.stack([_vector(cleaned(text, LONGEST_PASSAGE)) for text in texts])


def _vector(text: str) -> np.ndarray:
    for word, same in MEANS_THE_SAME.items():
        text = text.replace(word, same)
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    for start in range(max(len(text) - 2, 1)):
        digest = hashlib.blake2b(text[start : start + 3].encode("utf-8", "replace"), digest_size=4).digest()
        vector[int.from_bytes(digest) % DIMENSIONS] += 1.0
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
