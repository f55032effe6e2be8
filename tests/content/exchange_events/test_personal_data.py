"""What a person takes along of exchange events, and what is left when they go."""

from __future__ import annotations

import json
import zipfile

import pytest

from content.exchange_events.models import ExchangeEvent
from content.people.account.export import write_export
from tests.factories.exchange_events import AttendanceFactory, ExchangeEventFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def archive_of(user: object) -> list[dict[str, str]]:
    with write_export(user) as file, zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("exchange_events.json"))


def test_archive_names_what_one_answered_and_held() -> None:
    user = UserFactory()
    AttendanceFactory(user=user, event__title="ที่ไป")
    ExchangeEventFactory(host=user, title="ที่จัด")
    assert [(row["title"], row["answer"]) for row in archive_of(user)] == [("ที่ไป", "going"), ("ที่จัด", "host")]


def test_archive_names_no_title_that_is_hidden_by_now() -> None:
    user = UserFactory()
    event = AttendanceFactory(user=user, event__title="ลับ").event
    event.topic.state = "hidden"
    event.topic.save()
    rows = archive_of(user)
    assert rows[0]["address"] == ExchangeEvent.objects.get().get_absolute_url()
    assert "ลับ" not in json.dumps(rows, ensure_ascii=False)
