"""Keeps the rows of `AdminTerm` as Wagtail asks for it: on each save and delete, and for a rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from modelsearch.backends.base import BaseIndex

from search.admin_search.terms import root_of, rows_of
from search.models import AdminTerm
from search.text.analysis import ANALYSIS_VERSION
from search.text.dictionary import data_digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

# Raise when the same object would get other rows.
ROWS_VERSION = 1
# The row that tells what the others were made with.
_VERSION_ROOT = "version"


class TermIndex(BaseIndex):
    def add_items(self, model: type[Model], items: Iterable[Model]) -> None:
        items = list(items)
        rows = [row for item in items for row in rows_of(item)]
        with transaction.atomic():
            self._of(model, [item.pk for item in items]).delete()
            AdminTerm.objects.bulk_create(rows, batch_size=1_000)

    def delete_item(self, item: Model) -> None:
        self._of(type(item), [item.pk]).delete()

    def reset(self) -> None:
        AdminTerm.objects.all().delete()

    def _of(self, model: type[Model], keys: list[object]):
        return AdminTerm.objects.filter(root=root_of(model), object_id__in=[str(key) for key in keys])


class TermRebuilder:
    """
    Makes all rows anew while the old ones are found.

    Each object's rows are replaced; what is left of the old ones in the end is of objects that no longer exist.
    """

    def __init__(self, index: TermIndex) -> None:
        self.index = index
        self._last = 0

    def start(self) -> TermIndex:
        self._last = AdminTerm.objects.aggregate(last=Max("pk"))["last"] or 0
        return self.index

    def finish(self) -> None:
        AdminTerm.objects.filter(pk__lte=self._last).delete()
        AdminTerm.objects.create(root=_VERSION_ROOT, object_id="0", term=current_version())


def current_version() -> str:
    return f"{ROWS_VERSION}-{ANALYSIS_VERSION}-{data_digest()}"


def is_current() -> bool:
    """Whether the rows were made with the analysis that questions pass through now."""
    return AdminTerm.objects.filter(root=_VERSION_ROOT, term=current_version()).exists()
