"""What somebody who is typing may mean: titles, people by their role, and tags. Only what this viewer may find."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from search.backends.base import Request
from search.registry import kind_labels
from search.signals import index_changed
from search.text.query_language import squeezed
from search.text.starts import start_of
from search.visibility import visible_keys

if TYPE_CHECKING:
    from search.backends.base import SearchBackend, StoredHit

MOST_TITLES = 8
MOST_TAGS = 3
# Tags of one audience are counted once for a word that is being typed.
TAGS_KEPT_SECONDS = 5.0
MOST_KEPT = 64


class Suggestion(NamedTuple):
    """`text` as it is shown, `label` what it is, `url` where it leads; `kind` gives its sign."""

    text: str
    label: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Suggested:
    hits: tuple[StoredHit, ...] = ()
    tags: tuple[str, ...] = ()


_kept_tags: dict[frozenset[str], tuple[float, tuple[str, ...]]] = {}


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
    return shown + [Suggestion(tag, _("Tag"), f"{search}?{urlencode({'tag': tag})}", "tag") for tag in found.tags]


def suggested(backend: SearchBackend, typed: str, audiences: frozenset[str]) -> Suggested:
    """What the engine knows for it, before the database has its say."""
    start = start_of(typed)
    if not start:
        return Suggested()
    hits = backend.starting_with(start, audiences, MOST_TITLES)
    tags = [tag for tag in _tags(backend, audiences) if squeezed(tag).startswith(start)]
    return Suggested(hits, tuple(tags[:MOST_TAGS]))


def forget_when_changed() -> None:
    index_changed.connect(forget_tags, dispatch_uid="search.forget_tags")


def forget_tags(**kwargs: object) -> None:
    """A tag may have gone with what carried it."""
    _kept_tags.clear()


def _tags(backend: SearchBackend, audiences: frozenset[str]) -> tuple[str, ...]:
    """The tags that this viewer may find, the most frequent first."""
    now = time.monotonic()
    until, tags = _kept_tags.get(audiences, (0.0, ()))
    if now >= until:
        counted = backend.search(Request(audiences, facets=("tag",), limit=1, sort="newest")).facets["tag"]
        tags = tuple(count.value for count in counted)
        if len(_kept_tags) >= MOST_KEPT:
            _kept_tags.clear()
        _kept_tags[audiences] = (now + TAGS_KEPT_SECONDS, tags)
    return tags
