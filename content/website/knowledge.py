"""The website's view of the knowledge bank: counts and newest items, asked of the one search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from content.core.audiences import audiences_of
from search.service import SearchQuery, kind_labels, search

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.service import Hit


@dataclass(frozen=True, slots=True)
class Kind:
    key: str
    label: str
    counted: str


# Their search keys and the words they are counted in; the apps that own the kinds stand above this one.
KINDS = (
    Kind("learning-unit", _("Learning units"), ngettext_lazy("%(count)d unit", "%(count)d units", "count")),
    Kind("mind-map", _("Mind maps"), ngettext_lazy("%(count)d map", "%(count)d maps", "count")),
    Kind("focus-group", _("Focus Group outcomes"), ngettext_lazy("%(count)d session", "%(count)d sessions", "count")),
    Kind("reflection", _("One-page reflections"), ngettext_lazy("%(count)d page", "%(count)d pages", "count")),
    Kind("note", _("KM notes"), ngettext_lazy("%(count)d note", "%(count)d notes", "count")),
)
KIND_KEYS = tuple(kind.key for kind in KINDS)


def newest_units_and_counts(user: object, count: int) -> tuple[list[dict[str, object]], Mapping[str, int]]:
    """The newest learning units and how many items of each kind there are, for this viewer. One search."""
    query = SearchQuery(filters={"kind": ("learning-unit",)}, sort="newest", page_size=count, facets=("kind",))
    results = search(query, audiences_of(user))
    counts = {facet.value: facet.count for facet in results.facets.get("kind", ())}
    return [hit_row(hit) for hit in results.hits], counts


def newest_items(user: object, count: int, **facets: str) -> list[dict[str, object]]:
    """The newest knowledge of all kinds that carries the given facet values, for this viewer."""
    filters = {"kind": KIND_KEYS, **{name: (value,) for name, value in facets.items()}}
    results = search(SearchQuery(filters=filters, sort="newest", page_size=count), audiences_of(user))
    return [hit_row(hit) for hit in results.hits]


def hit_row(hit: Hit) -> dict[str, object]:
    """A hit as the values that cards and rows take."""
    return {
        "title": "".join(segment.text for segment in hit.title),
        "url": hit.url,
        "kind": hit.kind,
        "kind_label": kind_labels().get(hit.kind, hit.kind),
        "summary": "".join(segment.text for segment in hit.passage),
        "facts": list(hit.facts),
        "date": hit.date,
    }
