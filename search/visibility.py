"""The second look: what the database, asked now, says a viewer may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.registry import owner_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.backends.base import StoredHit
    from search.registry import Source


def visible_keys(hits: Iterable[StoredHit], audiences: frozenset[str]) -> set[str]:
    """The keys of those hits that a viewer with these audiences may see: one question a source."""
    by_owner: dict[str, tuple[Source, dict[str, None]]] = {}
    for hit in hits:
        owner = owner_of(hit.key)
        if owner is not None:
            by_owner.setdefault(owner.name, (owner, {}))[1][hit.key] = None
    visible: set[str] = set()
    for owner, keys in by_owner.values():
        visible |= owner.visible_keys(list(keys), audiences)
    return visible
