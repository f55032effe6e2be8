"""The embedder of this installation, and the vectors of questions that were asked lately."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

from search.text.meaning import load, query_text

if TYPE_CHECKING:
    import numpy as np

    from search.text.meaning import Embedder

# 1.5 kB each.
MOST_QUERIES = 2_000
_lock = Lock()
_queries: OrderedDict[tuple[str, str], np.ndarray] = OrderedDict()


def get_embedder() -> Embedder | None:
    """None where search by meaning is switched off or has no model on this machine."""
    if not settings.KM_SEARCH_MEANING:
        return None
    return load(import_string(settings.KM_SEARCH_EMBEDDER))


def query_vector(text: str) -> np.ndarray | None:
    """The vector of a question; None without a model, and for a question without text."""
    embedder = get_embedder()
    asked = query_text(text)
    if embedder is None or not asked:
        return None
    key = (embedder.name, asked)
    with _lock:
        if key in _queries:
            _queries.move_to_end(key)
            return _queries[key]
    vector = embedder.query(asked)
    with _lock:
        _queries[key] = vector
        while len(_queries) > MOST_QUERIES:
            _queries.popitem(last=False)
    return vector
