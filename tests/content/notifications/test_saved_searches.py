"""Who keeps a search hears once of what is new in it, and nobody else does."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from content.notifications.models import FiredEvent
from search.models import SavedSearch
from search.service import saved_search_hits
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_new_hits_are_told_once_to_who_keeps_the_search():
    saved = SavedSearch.objects.create(user=UserFactory(), name="นกน้ำ", query="q=นก")
    UserFactory()
    for _ in range(2):
        saved_search_hits.send(sender=SavedSearch, saved=saved, hits=[SimpleNamespace(key="page:7")])
    event = FiredEvent.objects.get()
    assert event.recipient_ids == [saved.user_id]
    assert event.url == saved.get_absolute_url()
    assert "นกน้ำ" in event.title
