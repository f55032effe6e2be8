"""
The lists of the knowledge bank. They are searches with nothing asked: filters, counts, sorting and paging come from
`search`, inside what this viewer may see, so that browsing and searching can never differ.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.audiences import audiences_of
from content.core.memory import remembered_lists
from content.knowledge.followable import follows_of_filters
from search.service import listing, query_from, rows_of, search

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest

    from search.service import SearchQuery

PAGE_SIZE = 20
NO_KIND = "none"


def knowledge_kinds() -> tuple[str, ...]:
    """The kinds of knowledge that are installed, as search names them."""
    from content.knowledge.models import KnowledgeItem  # The models list themselves with this module.

    return tuple(sorted(model.search_kind for model in _concrete(KnowledgeItem)))


def _concrete(model: type) -> list[type]:
    found = []
    for subclass in model.__subclasses__():
        found += _concrete(subclass) if subclass._meta.abstract else [subclass]
    return found


def listing_context(request: HttpRequest, page_url: str, *, kind: str = "") -> dict[str, object]:
    """
    One page of the bank, or of one `kind` of it, as the address of the request asks for.

    What nobody asked in words is remembered for all who may read the same; `list_key` names it to the template.
    """
    kinds = (kind,) if kind else knowledge_kinds()
    # The front page of the bank offers a choice among its kinds; the page of one kind has none to offer.
    fixed = {"kind": kinds} if kind else None
    query = query_from(request.GET, fixed=fixed, default_sort="newest", page_size=PAGE_SIZE)
    audiences = audiences_of(request.user)

    def build(key: tuple | None = None) -> dict[str, object]:
        return {**_listed(query, audiences, page_url, kinds, fixed), "list_key": key}

    if query.text:
        shown = build()
    else:
        key = (page_url, kind, audiences, tuple(query.filters.items()), query.sort, query.page, query.exact)
        key = (*key, query.as_words)
        shown = remembered_lists(key, lambda: build(key), worth=_is_worth_keeping)
    following = follows_of_filters(request.user, query.filters) if shown["total"] else []
    # Buttons are one person's: what holds them is kept for nobody else.
    own = {"following": following, "here": request.get_full_path()}
    is_kept = _is_worth_keeping(shown) and not following
    return {**shown, **own, "list_key": shown["list_key"] if is_kept else None}


def _is_worth_keeping(shown: dict[str, object]) -> bool:
    """Not what an engine could not finish, and not what any made-up filter finds."""
    return bool(shown["total"]) and shown["is_whole"]


def _listed(
    query: SearchQuery,
    audiences: Collection[str],
    page_url: str,
    kinds: tuple[str, ...],
    fixed: dict[str, tuple[str, ...]] | None,
) -> dict[str, object]:
    results = search(query if fixed else _within_bank(query, kinds), audiences)
    shown = listing(results, query, page_url, fixed=fixed, default_sort="newest")
    return {
        **shown,
        "groups": [_of_bank(group, kinds) for group in shown["groups"]],
        "page_url": page_url,
        "query": query.text,
        "total": results.total,
        "available": results.available,
        "is_whole": results.available and not results.partial,
        "is_filtered": bool(query.text or shown["active"]),
        "rows": rows_of(results.hits, with_kind=not fixed),
        "near": rows_of(results.near, with_kind=not fixed),
        "search_placeholder": _("Search in this list"),
    }


def _within_bank(query: SearchQuery, kinds: tuple[str, ...]) -> SearchQuery:
    """The same question among the kinds of the bank only; news and pages are found by the search of the whole site."""
    chosen = query.filters.get("kind", ())
    # Chosen kinds that are none of the bank's must find nothing, not everything.
    wanted = tuple(kind for kind in chosen if kind in kinds) or (NO_KIND,) if chosen else kinds
    return replace(query, filters={**query.filters, "kind": wanted})


def _of_bank(group: dict[str, object], kinds: tuple[str, ...]) -> dict[str, object]:
    if group["name"] != "kind":
        return group
    return {**group, "options": [option for option in group["options"] if option["value"] in kinds]}


class ListingMixin:
    """A page whose content is a list of the bank; `listed_kind` narrows it to one kind."""

    listed_kind = ""

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        context.update(listing_context(request, self.get_url(request) or "", kind=self.listed_kind))
        return context
