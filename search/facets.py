"""Results as the plain values that the templates of filters, sorting and paging take."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode

from django.utils.translation import gettext_lazy as _

from search.labels import labels_of
from search.query import FacetCount, SearchQuery
from search.registry import facet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.query import SearchResults, Sort

SORT_LABELS = {"relevance": _("Most relevant"), "newest": _("Newest"), "title": _("By title")}
# Options of one filter that a reader can take in; chosen ones are always among them.
MOST_OPTIONS = 15
# Page links on either side of the current one.
NEIGHBOURS = 2


def listing(
    results: SearchResults,
    query: SearchQuery,
    path: str,
    *,
    fixed: Mapping[str, tuple[str, ...]] | None = None,
    default_sort: Sort = "relevance",
) -> dict[str, object]:
    """
    `groups`, `active`, `clear_url`, `sorts`, `pagination` and `hidden` for the templates.

    `fixed` and `default_sort` are those given to `query_from`: what is fixed appears neither as filter nor in links.
    """
    links = _Links(path, query, fixed or {}, default_sort)
    return {
        "groups": _groups(results, links),
        "active": _active(links),
        "clear_url": links.url(filters={}),
        "sorts": _sorts(links),
        "pagination": _pagination(results, links),
        "hidden": links.hidden(),
    }


class _Links:
    """Addresses of the same list with something changed. Only what is understood is carried on."""

    def __init__(self, path: str, query: SearchQuery, fixed: Mapping[str, tuple[str, ...]], default_sort: Sort) -> None:
        self.path = path
        self.text = query.text
        self.sort = query.sort
        self.default_sort = default_sort
        self.filters = {name: values for name, values in query.filters.items() if name not in fixed}
        here = self.url()
        self._open = f"{here}&" if "?" in here else f"{here}?"

    def url(self, *, filters: Mapping[str, Sequence[str]] | None = None, sort: str = "", page: int = 1) -> str:
        filters = self.filters if filters is None else filters
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name, values in filters.items() for value in values]
        sort = sort or self.sort
        if sort != self.default_sort:
            pairs.append(("sort", sort))
        if page > 1:
            pairs.append(("page", str(page)))
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def with_value(self, name: str, value: str) -> str:
        """One more value. A page has a hundred of these, so what is common to them is written once."""
        return f"{self._open}{name}={quote_plus(value)}"

    def without_value(self, name: str, value: str) -> str:
        kept = tuple(other for other in self.filters.get(name, ()) if other != value)
        return self.url(filters={**self.filters, name: kept})

    def hidden(self) -> list[dict[str, str]]:
        """Fields that keep filters and sorting when the search form is sent anew."""
        fields = [{"name": name, "value": value} for name, values in self.filters.items() for value in values]
        if self.sort != self.default_sort:
            fields.append({"name": "sort", "value": self.sort})
        return fields


def _groups(results: SearchResults, links: _Links) -> list[dict[str, object]]:
    groups = []
    for known in sorted((facet(name) for name in results.facets), key=lambda item: (item.order, item.name)):
        chosen = links.filters.get(known.name, ())
        counts = _with_chosen(results.facets[known.name], chosen)
        # A filter with one value that everything has would change nothing.
        if not counts or (not chosen and len(counts) == 1 and counts[0].count >= results.total):
            continue
        labels = labels_of(known.name, [count.value for count in counts])
        if known.listed == "as_given":
            places = {value: place for place, value in enumerate(labels)}
            counts = sorted(counts, key=lambda count: places[count.value])
        groups.append(
            {
                "name": known.name,
                "label": known.label,
                "options": [_option(known.name, count, labels, chosen, links) for count in counts],
            }
        )
    return groups


def _with_chosen(counts: Sequence[FacetCount], chosen: Sequence[str]) -> list[FacetCount]:
    shown = list(counts[:MOST_OPTIONS])
    present = {count.value for count in shown}
    beyond = {count.value: count for count in counts[MOST_OPTIONS:]}
    return shown + [beyond.get(value, FacetCount(value, 0)) for value in chosen if value not in present]


def _option(
    name: str, count: FacetCount, labels: Mapping[str, str], chosen: Sequence[str], links: _Links
) -> dict[str, object]:
    selected = count.value in chosen
    return {
        "value": count.value,
        "label": labels[count.value],
        "count": count.count,
        "selected": selected,
        "url": links.without_value(name, count.value) if selected else links.with_value(name, count.value),
    }


def _active(links: _Links) -> list[dict[str, str]]:
    active = []
    for name, values in links.filters.items():
        labels = labels_of(name, values)
        active += [{"label": labels[value], "remove_url": links.without_value(name, value)} for value in values]
    return active


def _sorts(links: _Links) -> list[dict[str, object]]:
    """Ways to sort that make sense: without words nothing is more relevant than another."""
    offered = [sort for sort in SORT_LABELS if sort != "relevance" or links.text]
    current = links.sort if links.sort in offered else "newest"
    return [
        {"value": sort, "label": SORT_LABELS[sort], "url": links.url(sort=sort), "selected": sort == current}
        for sort in offered
    ]


def _pagination(results: SearchResults, links: _Links) -> dict[str, object]:
    page, last = results.page, results.num_pages
    near = range(max(1, page - NEIGHBOURS), min(last, page + NEIGHBOURS) + 1)
    pages: list[dict[str, object]] = []
    before = 0
    for number in sorted({1, *near, last}):
        if number - before > 1:
            pages.append({"gap": True})
        pages.append({"number": number, "url": links.url(page=number), "current": number == page})
        before = number
    return {
        "page": page,
        "num_pages": last,
        "previous_url": links.url(page=page - 1) if page > 1 else "",
        "next_url": links.url(page=page + 1) if page < last else "",
        "pages": pages,
    }
