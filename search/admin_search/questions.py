"""From a question of the admin to conditions on `AdminTerm`, and the order of what they find."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import connections, router
from django.db.models import Q
from django.db.models.functions import Cast
from modelsearch.backends.base import get_model_root
from modelsearch.backends.database.fallback import MATCH_NONE
from modelsearch.utils import AND, OR

from search.admin_search.terms import root_of
from search.models import AdminTerm
from search.text.analysis import question_terms
from search.text.starts import LONGEST_START, start_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

    from search.text.analysis import WeightedTerm

# Nobody types more into a list of the admin; each is a condition of its own.
LONGEST_QUESTION = 300
MOST_WORDS = 12
# Sorts behind every letter a start may hold.
_LAST = "\U0010ffff"


class TermConditions:
    """Conditions for the objects of one model, found in some or all of its fields."""

    def __init__(self, model: type[Model], fields: Iterable[str] | None) -> None:
        rows = AdminTerm.objects.filter(root=root_of(model))
        self._rows = rows if fields is None else rows.filter(field__in=list(fields))
        self._key = get_model_root(model)._meta.pk
        self._is_sqlite = connections[router.db_for_read(AdminTerm)].vendor == "sqlite"

    def words(self, text: str, operator: str) -> Q | str:
        """Every word (or any, for "or") is there: itself, or all the words inside it."""
        groups: dict[int, list[WeightedTerm]] = defaultdict(list)
        for term in question_terms(text[:LONGEST_QUESTION]):
            groups[term.group].append(term)
        conditions = [self._word(terms) for terms in list(groups.values())[:MOST_WORDS]]
        if not conditions:
            return MATCH_NONE
        return AND(conditions) if operator == "and" else OR(conditions)

    def starts(self, text: str, operator: str) -> Q | str:
        """
        What was typed begins somewhere in a name, whole or each piece between spaces.

        A piece may also be a whole word: where two people cut differently, one of the two ways finds it.
        """
        text = text[:LONGEST_QUESTION]
        pieces = [piece for piece in text.split() if start_of(piece)][:MOST_WORDS]
        whole = start_of(text)
        if not pieces:
            return MATCH_NONE
        found = []
        for piece in pieces:
            condition, words = self._start(start_of(piece)), self.words(piece, "and")
            found.append(condition if words == MATCH_NONE else condition | words)
        every = AND(found) if operator == "and" else OR(found)
        # Beyond its length a start tells nothing.
        return every | self._start(whole) if len(whole) <= LONGEST_START else every

    def scores(self, text: str, *, by_start: bool) -> dict[str, float]:
        """How well each object answers, by its key as text."""
        weights = {term.term: term.weight for term in question_terms(text[:LONGEST_QUESTION])}
        scores: dict[str, float] = defaultdict(float)
        rows = self._rows.filter(is_start=False, term__in=list(weights))
        for object_id, term, weight in rows.values_list("object_id", "term", "weight"):
            scores[object_id] += weight * weights[term]
        pieces = {start_of(piece) for piece in text[:LONGEST_QUESTION].split()[:MOST_WORDS]} | {start_of(text)}
        for piece in pieces - {""} if by_start else ():
            best: dict[str, float] = {}
            for object_id, weight in self._beginning(piece).values_list("object_id", "weight"):
                best[object_id] = max(best.get(object_id, 0.0), weight)
            for object_id, weight in best.items():
                scores[object_id] += weight * len(piece) ** 0.5
        return scores

    def _word(self, terms: list[WeightedTerm]) -> Q:
        whole = self._one_of([terms[0].term])
        parts = [term.term for term in terms[1:]]
        return whole | AND([self._one_of([part]) for part in parts]) if parts else whole

    def _one_of(self, terms: list[str]) -> Q:
        return self._objects(self._rows.filter(is_start=False, term__in=terms))

    def _start(self, beginning: str) -> Q:
        return self._objects(self._beginning(beginning))

    def _beginning(self, beginning: str) -> QuerySet[AdminTerm]:
        rows = self._rows.filter(is_start=True)
        # SQLite uses its index for a range, PostgreSQL (whose order is that of a language) for a pattern.
        if self._is_sqlite:
            return rows.filter(term__gte=beginning, term__lt=beginning + _LAST)
        return rows.filter(term__startswith=beginning)

    def _objects(self, rows: QuerySet[AdminTerm]) -> Q:
        return Q(pk__in=rows.values_list(Cast("object_id", self._key.__class__()), flat=True))
