"""Judged documents with their vectors, computed by the model once and kept in the data folder."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from django.conf import settings
from django.test import override_settings

from search.meaning.matrix import Entry
from search.meaning.nearest import matrix
from search.prepared import shown_text
from search.text.meaning import E5Embedder, digest, document_texts, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.documents import SearchDocument


@contextmanager
def by_meaning(documents: Iterable[SearchDocument]) -> Iterator[None]:
    """Search by meaning is on and knows these documents."""
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(
            KM_SEARCH_MEANING=True,
            KM_SEARCH_EMBEDDER="search.text.meaning.E5Embedder",
            KM_SEARCH_INDEX_DIR=folder,
        ),
    ):
        texts = {}
        for document in documents:
            title, _, body = shown_text(document).partition("\n")
            texts[document.key] = document_texts(title, body)
        vectors = vectors_of({text for pair in texts.values() for text in pair})
        entries = (Entry(key, "judged", np.stack([vectors[text] for text in pair])) for key, pair in texts.items())
        matrix().files.folder.mkdir(parents=True)
        matrix().files.create(entries, (len(texts), ""))
        yield


def vectors_of(texts: Iterable[str]) -> dict[str, np.ndarray]:
    """A vector of each text. 0.25 s of one core each, so they are kept; delete the file to compute them anew."""
    file = Path(settings.DATA_DIR) / "evaluation-vectors.npz"
    known = dict(np.load(file)) if file.exists() else {}
    missing = [text for text in texts if digest(E5Embedder.name, text) not in known]
    if missing:
        embedder = load(E5Embedder)
        known |= {digest(E5Embedder.name, text): embedder.passages([text])[0].astype(np.float16) for text in missing}
        np.savez(file, **known)
    return {text: known[digest(E5Embedder.name, text)] for text in texts}
