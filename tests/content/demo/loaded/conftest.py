"""The sample district, loaded once for all tests of this folder."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from search.backends import forget_backend
from tests.support.shared_rows import rows_for_many_tests
from tests.support.site_tree import uproot_site

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="package")
def loaded_district(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """Load the project's own data inside a transaction that is rolled back at the end; what the command said."""
    forget_backend()
    said = io.StringIO()
    with rows_for_many_tests(django_db_blocker):
        uproot_site()
        call_command("load_demo", with_accounts=True, stdout=said)
        yield said.getvalue()
    # The index in memory knows nothing of transactions.
    forget_backend()


@pytest.fixture
def district(loaded_district: str, db: None) -> str:
    """The loaded district for one test; its changes are undone."""
    return loaded_district


@pytest.fixture(autouse=True)
def _patient_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine answers late, not in part."""
    monkeypatch.setattr("search.service.QUERY_SECONDS", 60.0)
