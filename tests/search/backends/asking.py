"""Asking a backend in a line, and words nobody should type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.query import SearchQuery, Sort
from search.requests import request_for

if TYPE_CHECKING:
    from search.backends.base import Answer, SearchBackend

PUBLIC = frozenset({"public"})
HOSTILE = [
    "",
    " ",
    '"',
    "*",
    "a OR",
    "AND",
    "(",
    ")",
    "[a TO b]",
    "title:x^9~",
    "\\",
    "\x00",
    "นก\x00น้ำ",
    "\ud800",
    "\u200b\u200b",
    "\u0e48\u0e49\u0e34",
    "เแโใไ",
    "ๆ",
    "+-&&||!{}",
    "/" * 50,
    "ก" * 10_000,
    "นก " * 3_000,
    "<script>alert(1)</script>",
    "'; DROP TABLE x; --",
]


def ask(
    backend: SearchBackend,
    text: str = "",
    audiences: frozenset[str] = PUBLIC,
    *,
    filters: dict[str, tuple[str, ...]] | None = None,
    facets: tuple[str, ...] = (),
    sort: Sort = "relevance",
    offset: int = 0,
    limit: int = 20,
) -> Answer:
    request = request_for(
        SearchQuery(text, filters=filters or {}, sort=sort, page_size=limit, facets=facets), audiences
    )
    return backend.search(replace(request, offset=offset))


def keys(answer: Answer) -> list[str]:
    return [hit.key for hit in answer.hits]
