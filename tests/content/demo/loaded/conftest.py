"""The sample district, loaded once for all tests of this folder."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import transaction

from search.backends import forget_backend
from tests.support.site_tree import uproot_site

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="package")
def loaded_district(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """Load the project's own data inside a transaction that is rolled back at the end; what the command said."""
    with django_db_blocker.unblock():
        forget_backend()
        atomic = transaction.atomic()
        atomic.__enter__()
        said = io.StringIO()
        try:
            uproot_site()
            call_command("load_demo", with_accounts=True, stdout=said)
            yield said.getvalue()
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)
            # The index in memory knows nothing of transactions.
            forget_backend()


@pytest.fixture
def district(loaded_district: str, db: None) -> str:
    """The loaded district for one test; its changes are undone."""
    return loaded_district
