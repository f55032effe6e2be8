"""Rows that many tests begin with, made once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker


@contextmanager
def rows_for_many_tests(blocker: DjangoDbBlocker) -> Iterator[None]:
    """For fixtures of a wide scope: what the block writes stands until it ends; each test takes its own back."""
    with blocker.unblock(), transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
