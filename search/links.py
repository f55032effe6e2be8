"""Addresses of a list of results with something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.query import SearchQuery, Sort


class Links:
    """Addresses of the same list with something changed. Only what is understood is carried on."""

    def __init__(
        self,
        path: str,
        query: SearchQuery,
        fixed: Mapping[str, tuple[str, ...]],
        default_sort: Sort,
        keep: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.path = path
        self.text = query.text
        self.sort = query.sort
        self.default_sort = default_sort
        self.filters = {name: values for name, values in query.filters.items() if name not in fixed}
        self.exact = query.exact
        self.as_words = query.as_words
        self.keep = tuple(keep)
        here = self.url()
        self._open = f"{here}&" if "?" in here else f"{here}?"

    def url(
        self,
        *,
        text: str | None = None,
        filters: Mapping[str, Sequence[str]] | None = None,
        more: bool = False,
        sort: str = "",
        page: int = 1,
        exact: bool | None = None,
        as_words: Sequence[str] | None = None,
        keep: Sequence[tuple[str, str]] | None = None,
        path: str = "",
    ) -> str:
        """The address with these things changed; with `more`, filters are added to those there are."""
        if filters is None or more:
            filters = {**self.filters, **(filters or {})}
        text = self.text if text is None else text
        pairs = [("q", text)] if text else []
        pairs += [(name, value) for name, values in filters.items() for value in values]
        pairs += self._manner(exact, as_words, sort)
        pairs += self.keep if keep is None else keep
        if page > 1:
            pairs.append(("page", str(page)))
        path = path or self.path
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def with_value(self, name: str, value: str) -> str:
        """One more value. A page has a hundred of these, so what is common to them is written once."""
        return f"{self._open}{name}={quote_plus(value)}"

    def without_value(self, name: str, value: str) -> str:
        kept = tuple(other for other in self.filters.get(name, ()) if other != value)
        return self.url(filters={**self.filters, name: kept})

    def hidden(self) -> list[dict[str, str]]:
        """Fields that keep filters and sorting when the search form is sent anew, which asks for other words."""
        fields = [{"name": name, "value": value} for name, values in self.filters.items() for value in values]
        if self.sort != self.default_sort:
            fields.append({"name": "sort", "value": self.sort})
        return fields + [{"name": name, "value": value} for name, value in self.keep]

    def _manner(self, exact: bool | None, as_words: Sequence[str] | None, sort: str) -> list[tuple[str, str]]:
        sort = sort or self.sort
        pairs = [("sort", sort)] if sort != self.default_sort else []
        if self.exact if exact is None else exact:
            pairs.append(("exact", "1"))
        return pairs + [("as_words", name) for name in (self.as_words if as_words is None else as_words)]
