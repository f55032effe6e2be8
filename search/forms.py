"""From the address to a question. Whatever stands in an address gives a sane question, never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from search.documents import FACET_NAMES, FILTER_NAMES
from search.query import SORTS, SearchQuery, Sort
from search.reading import narrowed
from search.text.characters import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_TEXT = 200
LONGEST_VALUE = 100
MOST_VALUES = 20
PAGE_SIZE = 20


class Parameters(Protocol):
    """What is needed of a QueryDict."""

    def get(self, key: str, default: str = "") -> str: ...

    def getlist(self, key: str) -> Sequence[str]: ...


def query_from(
    parameters: Parameters,
    *,
    facets: tuple[str, ...] = FACET_NAMES,
    fixed: Mapping[str, tuple[str, ...]] | None = None,
    default_sort: Sort = "relevance",
    page_size: int = PAGE_SIZE,
) -> SearchQuery:
    """
    The question of an address. `fixed` filters hold whatever the address says: the list of one kind stays that.

    Filters named in the words ("grade:ป.5") become filters like any other. Unknown parameters and sorts are ignored,
    too much is cut, a page that is no number is the first.
    """
    filters = {name: _values(parameters.getlist(name)) for name in FILTER_NAMES}
    typed = narrowed(one_line(parameters.get("q", ""))[:LONGEST_TEXT].strip())
    for name, values in typed.filters.items():
        filters[name] = tuple(dict.fromkeys((*filters.get(name, ()), *values)))[:MOST_VALUES]
    filters |= fixed or {}
    sort = parameters.get("sort", "")
    return SearchQuery(
        text=typed.text,
        filters={name: values for name, values in filters.items() if values},
        sort=sort if sort in SORTS else default_sort,
        page=_page_number(parameters.get("page", "")),
        page_size=page_size,
        facets=tuple(name for name in facets if name not in (fixed or {})),
        exact=parameters.get("exact", "") == "1",
        as_words=tuple(name for name in FILTER_NAMES if name in parameters.getlist("as_words")),
    )


def _values(raw: Sequence[str]) -> tuple[str, ...]:
    cleaned = (one_line(value)[:LONGEST_VALUE].strip() for value in raw[:MOST_VALUES])
    return tuple(dict.fromkeys(value for value in cleaned if value))


def _page_number(raw: str) -> int:
    # A number of more digits than any page has is not worth reading (int() refuses 4,300 of them).
    digits = raw.strip()[:12]
    return max(int(digits), 1) if digits.isascii() and digits.isdigit() else 1
