"""What is asked beside the answer, while time is left: the best of each kind, and a way out of an empty answer."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from search.query import Relief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.asking import Asked
    from search.backends.base import Request, SearchBackend, StoredHit
    from search.query import SearchQuery

BEST_OF_A_KIND = 3
MOST_KINDS = 10
MOST_WAYS = 6


class StoredGroup(NamedTuple):
    kind: str
    total: int
    hits: tuple[StoredHit, ...]


def best_of_kinds(backend: SearchBackend, asked: Asked, until: float) -> tuple[tuple[StoredGroup, ...], bool]:
    """The best hits of each kind, the kind of the best hit first; and whether there was time for all."""
    request = replace(asked.request, offset=0, limit=BEST_OF_A_KIND, facets=())
    wanted = request.filters.get("kind")
    kinds = [count.value for count in asked.answer.facets.get("kind", ())]
    groups = []
    for kind in [kind for kind in kinds if not wanted or kind in wanted][:MOST_KINDS]:
        if time.monotonic() >= until:
            return tuple(groups), False
        found = backend.search(replace(request, filters={**request.filters, "kind": (kind,)}))
        groups.append(StoredGroup(kind, found.total, found.hits))
    groups.sort(key=lambda group: -group.hits[0].score if group.hits else 0.0)
    return tuple(groups), True


def ways_out(backend: SearchBackend, query: SearchQuery, asked: Asked, until: float) -> tuple[tuple[Relief, ...], bool]:
    """What could be dropped so that something is found, the most helpful first; and whether there was time for all."""
    found: list[Relief] = []
    in_time = True
    for what, text, request in _lighter(query, asked):
        in_time = time.monotonic() < until
        if not in_time or len(found) >= MOST_WAYS:
            break
        total = backend.search(replace(request, offset=0, limit=1, facets=())).total
        if total:
            found.append(Relief(what, text, total))
    return tuple(sorted(found, key=lambda relief: -relief.total)), in_time


def _lighter(query: SearchQuery, asked: Asked) -> Iterator[tuple[str, str, Request]]:
    """The request with one thing dropped each time."""
    request = asked.request
    for name in query.filters:
        others = {other: values for other, values in request.filters.items() if other != name}
        yield name, "", replace(request, filters=others)
    if len(query.filters) > 1:
        yield "filters", "", replace(request, filters={})
    for number, phrase in enumerate(asked.understood.phrases):
        if number < len(request.phrases):
            kept = request.phrases[:number] + request.phrases[number + 1 :]
            loose = replace(request, phrases=kept)
            yield "phrase", phrase, loose
    for number, word in enumerate(asked.understood.excluded):
        if number < len(request.excluded):
            kept = request.excluded[:number] + request.excluded[number + 1 :]
            yield "excluded", word, replace(request, excluded=kept)
