"""Exchange events with their topic, as a service would have left them."""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone

from content.exchange_events.models import Attendance, ExchangeEvent
from tests.factories.forums import TopicFactory
from tests.factories.people import UserFactory


class ExchangeEventFactory(factory.django.DjangoModelFactory):
    """In a week, for two hours; in a category for everyone unless `topic` says otherwise."""

    title = factory.Sequence(lambda n: f"เวทีแลกเปลี่ยนครั้งที่ {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + dt.timedelta(hours=2))
    place = "ห้องประชุมไพรวัลย์ธารา"
    host = factory.SubFactory(UserFactory)
    topic = factory.SubFactory(TopicFactory)

    class Meta:
        model = ExchangeEvent


class AttendanceFactory(factory.django.DjangoModelFactory):
    event = factory.SubFactory(ExchangeEventFactory)
    user = factory.SubFactory(UserFactory)
    answer = "going"

    class Meta:
        model = Attendance
