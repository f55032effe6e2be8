"""The one path from a question to an answer, for visitors as for the measuring of quality."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from search.query import NOTHING_MADE
from search.requests import request_for

if TYPE_CHECKING:
    from search.backends.base import Answer, Request, SearchBackend
    from search.query import SearchQuery, Understanding


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer, with the request that was put to the engine and what was made of the question."""

    answer: Answer
    request: Request
    page: int
    understood: Understanding = NOTHING_MADE
    partial: bool = False


def ask(backend: SearchBackend, query: SearchQuery, audiences: frozenset[str]) -> Asked:
    """Ask for the page the query names, or the last one there is. Raises IndexUnavailableError."""
    request = request_for(query, audiences)
    answer, page = _page(backend, request, max(query.page, 1))
    return Asked(answer, request, page)


def _page(backend: SearchBackend, request: Request, number: int) -> tuple[Answer, int]:
    """The answer for this page, or for the last one when there are fewer."""
    largest = max(1, math.ceil(backend.state().documents / request.limit))
    number = min(number, largest)
    answer = backend.search(replace(request, offset=(number - 1) * request.limit))
    last = max(1, math.ceil(answer.total / request.limit))
    if number > last:
        number = last
        answer = backend.search(replace(request, offset=(number - 1) * request.limit))
    return answer, number
