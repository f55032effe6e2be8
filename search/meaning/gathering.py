"""Noting all that can be found, where the index itself is as it should be."""

from __future__ import annotations

import logging
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from search.meaning.embedding import get_embedder
from search.meaning.keeping import forget, keys_but, note
from search.patience import patiently
from search.prepared import shown_text
from search.registry import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.registry import Source

logger = logging.getLogger(__name__)
BATCH = 200


def note_all() -> int:
    """Note what every source gives, forget what none gives; how many items that are."""
    embedder = get_embedder()
    if embedder is None:
        return 0
    found: set[str] = set()
    for source in sources():
        keys = iter(source.keys())
        while batch := list(islice(keys, BATCH)):
            shown = dict(_shown(source, batch))
            patiently(partial(note, shown, embedder.name))
            found.update(shown)
    patiently(lambda: forget(keys_but(found)))
    return len(found)


def _shown(source: Source, keys: list[str]) -> Iterator[tuple[str, str]]:
    """Key and text of the documents; when the batch fails, one by one, so that one item keeps no other away."""
    try:
        yield from [(document.key, shown_text(document)) for document in source.documents(keys)]
    except Exception:  # Sources belong to features: whatever they raise, the others must be found.
        if len(keys) > 1:
            for key in keys:
                yield from _shown(source, [key])
        else:
            logger.exception("No search document could be made of %s.", keys[0])
