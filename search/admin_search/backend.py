"""
Wagtail's search for the admin: `search()` and `autocomplete()` of pages, documents, images and snippets.

Wagtail's own database backends split Thai at its marks, find nothing inside a sentence, and raise on a `"`. This one
keeps the terms of our analysis, and what a name reads from each word on, in one table, and asks it with plain
conditions, so that querysets keep their filters, orders and kinds of rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from modelsearch.backends.base import BaseSearchBackend, BaseSearchQueryCompiler, SearchFieldError
from modelsearch.backends.database.fallback import (
    MATCH_NONE,
    DatabaseSearchQueryCompiler,
    DatabaseSearchResults,
)
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from search.admin_search.index import TermIndex, TermRebuilder
from search.admin_search.questions import TermConditions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet
    from modelsearch.query import SearchQuery


class TermQueryCompiler(DatabaseSearchQueryCompiler):
    """Whole words."""

    by_start = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        BaseSearchQueryCompiler.__init__(self, *args, **kwargs)
        self.conditions = TermConditions(self.queryset.model, self.fields)

    def check(self) -> None:
        """Only names of fields can be wrong: filters and orders are the database's own."""
        model = self.queryset.model
        fields = model.get_autocomplete_search_fields() if self.by_start else model.get_searchable_search_fields()
        unknown = set(self.fields or ()) - {field.field_name for field in fields}
        if unknown:
            name = sorted(unknown)[0]
            raise SearchFieldError(f"{model.__name__} has no search field “{name}”.", field_name=name)

    def build_database_filter(self, query: SearchQuery, boost: float = 1.0) -> Q | str:
        if isinstance(query, (PlainText, Fuzzy)):
            return self._plain(query.query_string, query.operator)
        if isinstance(query, Phrase):
            return self._plain(query.query_string, "and")
        return super().build_database_filter(query, boost)

    def _plain(self, text: str, operator: str) -> Q | str:
        return self.conditions.words(text, operator)

    def texts(self) -> list[str]:
        """What is sought, for the order of what is found; what is excluded counts nothing."""
        return list(_texts(self.query))


class StartQueryCompiler(TermQueryCompiler):
    """Half-typed words too."""

    by_start = True

    def _plain(self, text: str, operator: str) -> Q | str:
        return self.conditions.starts(text, operator)


class TermResults(DatabaseSearchResults):
    def get_queryset(self) -> QuerySet[Model]:
        return self._found()[self.start : self.stop]

    def _found(self) -> QuerySet[Model]:
        queryset = self.query_compiler.queryset
        found = self.query_compiler.build_database_filter(self.query_compiler.query)
        if found == MATCH_NONE:
            return queryset.none()
        if isinstance(found, Q):
            queryset = queryset.filter(found)
        if not self.query_compiler.order_by_relevance and not queryset.ordered:
            # So that nothing stands on two pages of a list.
            queryset = queryset.order_by("-pk")
        return queryset

    def _do_search(self) -> Iterator[Model]:
        texts = self.query_compiler.texts()
        if not texts or not (self.query_compiler.order_by_relevance or self._score_field):
            yield from super()._do_search()
            return
        scores: dict[str, float] = {}
        for text in texts:
            for key, score in self.query_compiler.conditions.scores(
                text, by_start=self.query_compiler.by_start
            ).items():
                scores[key] = scores.get(key, 0.0) + score
        keys = list(self._found().values_list("pk", flat=True))
        if self.query_compiler.order_by_relevance:
            # Equals stay in the order of the queryset.
            keys.sort(key=lambda key: -scores.get(str(key), 0.0))
        keys = keys[self.start : self.stop]
        found = {obj.pk: obj for obj in self.query_compiler.queryset.filter(pk__in=keys)}
        for key in keys:
            if key in found:
                if self._score_field:
                    setattr(found[key], self._score_field, scores.get(str(key), 0.0))
                yield found[key]

    def _do_count(self) -> int:
        return self.get_queryset().count()


class SearchBackend(BaseSearchBackend):
    index_class = TermIndex
    query_compiler_class = TermQueryCompiler
    autocomplete_query_compiler_class = StartQueryCompiler
    results_class = TermResults
    rebuilder_class = TermRebuilder


def _texts(query: SearchQuery) -> Iterator[str]:
    if isinstance(query, (PlainText, Phrase, Fuzzy)):
        yield query.query_string
    elif isinstance(query, Boost):
        yield from _texts(query.subquery)
    elif isinstance(query, (And, Or)):
        for subquery in query.subqueries:
            yield from _texts(subquery)
    elif not isinstance(query, Not):
        return
