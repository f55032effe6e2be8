"""What is written all day about events makes no kept page of the site old."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from content.core.page_cache import generation
from content.exchange_events.calendars import new_address
from content.exchange_events.services.answering import answer
from content.exchange_events.services.holding import cancel
from content.forums.numbers.writers import count_writers
from tests.factories.exchange_events import ExchangeEventFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db


def test_answers_addresses_and_counted_months_move_nothing(
    remembering: Callable[[], None], django_capture_on_commit_callbacks: Callable
) -> None:
    event, user = ExchangeEventFactory(), UserFactory()
    before = generation()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        answer(user=user, event=event, comes=True)
        new_address(user)
        count_writers()
        count_writers(every_month=True)
    assert generation() == before
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        cancel(user=event.host, event=event, reason="น้ำท่วม")
    assert generation() != before


@pytest.mark.parametrize("path", ["", "past/", "{code}/", "{code}.ics", "feed.ics"])
def test_pages_that_show_answers_are_kept_by_nobody(client: Client, path: str) -> None:
    answer_of_page = client.get("/exchange/" + path.format(code=ExchangeEventFactory().code))
    assert answer_of_page.status_code == 200
    assert {"private", "no-store"} <= set(answer_of_page.headers["Cache-Control"].split(", "))
