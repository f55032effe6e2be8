"""What somebody who is typing may mean: titles, tags, and people by their role. Only what this viewer may find."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from search.backends.base import Request
from search.registry import facet, kind_labels
from search.signals import index_changed
from search.text.starts import start_keys, start_of
from search.visibility import visible_keys

if TYPE_CHECKING:
    from search.backends.base import SearchBackend, StoredHit

MOST_TITLES = 8
# Filters whose values are offered, so many of each: what the things are about, and who wrote them.
OFFERED = {"tag": 3, "role": 2}
NAMES = {"tag": _("Tag")}
# What one audience may be offered is counted once for a word that is being typed.
KEPT_SECONDS = 5.0
MOST_KEPT = 64


class Suggestion(NamedTuple):
    """`text` as it is shown, `label` what it is, `url` where it leads; `kind` gives its sign."""

    text: str
    label: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """`values` are the name of a filter and one of its values each."""

    hits: tuple[StoredHit, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


_kept: dict[frozenset[str], tuple[float, dict[str, tuple[str, ...]]]] = {}


def suggestions(backend: SearchBackend, typed: str, audiences: frozenset[str]) -> list[Suggestion]:
    """What to offer for what was typed. Raises IndexUnavailableError."""
    found = suggested(backend, typed, audiences)
    visible = visible_keys(found.hits, audiences)
    labels = kind_labels()
    shown = [
        Suggestion(hit.shown.partition("\n")[0], str(labels.get(hit.kind, hit.kind)), hit.url, hit.kind)
        for hit in found.hits
        if hit.key in visible
    ]
    search = reverse("search")
    return shown + [
        Suggestion(value, str(NAMES.get(name, facet(name).label)), f"{search}?{urlencode({name: value})}", name)
        for name, value in found.values
    ]


def suggested(backend: SearchBackend, typed: str, audiences: frozenset[str]) -> Suggested:
    """What the engine knows for it, before the database has its say."""
    start = start_of(typed)
    if not start:
        return Suggested()
    hits = backend.starting_with(start, audiences, MOST_TITLES)
    values = []
    for name, counted in _values(backend, audiences).items():
        fitting = [value for value in counted if any(key.startswith(start) for key in _starts(value))]
        values += [(name, value) for value in fitting[: OFFERED[name]]]
    return Suggested(hits, tuple(values))


def forget_when_changed() -> None:
    index_changed.connect(forget_values, dispatch_uid="search.forget_values")


def forget_values(**kwargs: object) -> None:
    """A tag or a role may have gone with what carried it."""
    _kept.clear()


def _values(backend: SearchBackend, audiences: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The values of each offered filter that this viewer may find, the most frequent first."""
    now = time.monotonic()
    until, values = _kept.get(audiences, (0.0, {}))
    if now >= until:
        counted = backend.search(Request(audiences, facets=tuple(OFFERED), limit=1, sort="newest")).facets
        values = {name: tuple(count.value for count in counted.get(name, ())) for name in OFFERED}
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[audiences] = (now + KEPT_SECONDS, values)
    return values


@lru_cache(maxsize=4_000)
def _starts(value: str) -> tuple[str, ...]:
    return (start_of(value), *start_keys(value))
