"""Results as the plain values that the templates of filters, sorting and paging take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from search.labels import labels_of
from search.links import Links
from search.query import FacetCount
from search.registry import facet
from search.understood import shown_relief, shown_understanding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.query import SearchQuery, SearchResults, Sort

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
    keep: tuple[tuple[str, str], ...] = (),
) -> dict[str, object]:
    """
    `links` to the same list, and `groups`, `active`, `clear_url`, `sorts`, `pagination`, `hidden`, `understood` and
    `relief` for the templates.

    `fixed` and `default_sort` are those given to `query_from`: what is fixed appears neither as filter nor in links.
    `keep` are parameters of the page itself, which its links carry on.
    """
    links = Links(path, query, fixed or {}, default_sort, keep)
    read_out = {constraint.name: constraint.values for constraint in results.understood.constraints}
    return {
        "links": links,
        "groups": _groups(results, links, read_out),
        "active": _active(links),
        "clear_url": links.url(filters={}),
        "sorts": _sorts(links),
        "pagination": _pagination(results, links),
        "hidden": links.hidden(),
        "understood": shown_understanding(results.understood, links),
        "relief": shown_relief(results, links),
    }


def _groups(results: SearchResults, links: Links, read_out: Mapping[str, tuple[str, ...]]) -> list[dict[str, object]]:
    groups = []
    for known in sorted((facet(name) for name in results.facets), key=lambda item: (item.order, item.name)):
        meant = read_out.get(known.name, ())
        chosen = links.filters.get(known.name, meant)
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
                "options": [_option(known.name, count, labels, chosen, links, meant) for count in counts],
            }
        )
    return groups


def _with_chosen(counts: Sequence[FacetCount], chosen: Sequence[str]) -> list[FacetCount]:
    shown = list(counts[:MOST_OPTIONS])
    present = {count.value for count in shown}
    beyond = {count.value: count for count in counts[MOST_OPTIONS:]}
    return shown + [beyond.get(value, FacetCount(value, 0)) for value in chosen if value not in present]


def _option(
    name: str,
    count: FacetCount,
    labels: Mapping[str, str],
    chosen: Sequence[str],
    links: Links,
    meant: tuple[str, ...],
) -> dict[str, object]:
    """One value with the address that chooses it or takes it away. `meant` was read out of the words, not chosen."""
    selected = count.value in chosen
    if meant:
        url = (
            links.url(as_words=(*links.as_words, name))
            if selected
            else links.url(filters={name: (*meant, count.value)}, more=True)
        )
    else:
        url = links.without_value(name, count.value) if selected else links.with_value(name, count.value)
    return {
        "value": count.value,
        "label": labels[count.value],
        "count": count.count,
        "selected": selected,
        "url": url,
    }


def _active(links: Links) -> list[dict[str, str]]:
    active = []
    for name, values in links.filters.items():
        labels = labels_of(name, values)
        active += [{"label": labels[value], "remove_url": links.without_value(name, value)} for value in values]
    return active


def _sorts(links: Links) -> list[dict[str, object]]:
    """Ways to sort that make sense: without words nothing is more relevant than another."""
    offered = [sort for sort in SORT_LABELS if sort != "relevance" or links.text]
    current = links.sort if links.sort in offered else "newest"
    return [
        {"value": sort, "label": SORT_LABELS[sort], "url": links.url(sort=sort), "selected": sort == current}
        for sort in offered
    ]


def _pagination(results: SearchResults, links: Links) -> dict[str, object]:
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
