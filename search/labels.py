"""What people read instead of the values of filters."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from search.registry import facet, kind_labels

if TYPE_CHECKING:
    from collections.abc import Collection

# Names of schools and work groups change once in years, and asking for them costs more than the search itself.
KEPT_SECONDS = 60.0
_kept: dict[tuple[str, str | None], tuple[float, dict[str, str], frozenset[str]]] = {}


def labels_of(name: str, values: Collection[str]) -> dict[str, str]:
    """
    The label of each value, in the order the filter's resolver gives; values it does not know stand for themselves.

    Answers are kept for a minute in each process.
    """
    known = _kinds() if name == "kind" else _resolved(name, values)
    wanted = set(values)
    labels = {value: label for value, label in known.items() if value in wanted}
    return labels | {value: value for value in values if value not in labels}


def _kinds() -> dict[str, str]:
    return {kind: str(label) for kind, label in kind_labels().items()}


def forget_labels() -> None:
    _kept.clear()


def _resolved(name: str, values: Collection[str]) -> dict[str, str]:
    resolver = facet(name).resolver
    if resolver is None:
        return {}
    place = (name, get_language())
    now = time.monotonic()
    until, labels, asked = _kept.get(place, (0.0, {}, frozenset()))
    if now < until and asked.issuperset(values):
        return labels
    # Ask for what was asked before too, so that the answer keeps the resolver's order as a whole.
    asked = frozenset(values) if now >= until else asked.union(values)
    labels = {value: str(label) for value, label in resolver(asked).items()}
    _kept[place] = (now + KEPT_SECONDS, labels, asked)
    return labels
