"""Exchange events with their topic and who takes part: one that was held, and some to come."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from content.demo.load.context import Tally
from content.demo.load.forums import submission_of
from content.exchange_events.models import Attendance, ExchangeEvent
from content.exchange_events.services.holding import opening_text
from content.forums.models import Post, Topic
from content.forums.services.counting import recount_categories, recount_topic

if TYPE_CHECKING:
    from content.demo.load.context import Load

CALLED_BEFORE = dt.timedelta(days=14)


def load_exchange_events(load: Load) -> Tally:
    tally = Tally()
    present = set(ExchangeEvent.objects.values_list("code", flat=True))
    for record in load.district.of("exchange_events"):
        made = record["code"] not in present
        if made:
            _make_event(load, record)
        tally.count(made=made)
    return tally


def _make_event(load: Load, record: dict) -> None:
    starts, ends = (_moment(record, record[name]) for name in ("begins", "ends"))
    called = min(timezone.now(), starts - CALLED_BEFORE)
    event = ExchangeEvent(
        **{name: record[name] for name in ("code", "title", "place", "link", "agenda", "summary")},
        host=load.users[record["host"]],
        work_group=load.found["work_groups"][record["work_group"]],
        starts_at=starts,
        ends_at=ends,
        capacity=record["capacity"] or None,
        meeting=load.pages.get(("meetings", record["meeting"])),
        summarised_at=ends if record["summary"] else None,
        created_at=called,
        updated_at=called,
    )
    event.topic = _begin_topic(load, record, event)
    event.full_clean(exclude=["topic"])
    event.save()
    event.results.set([load.pages["notes", slug].pk for slug in record["results"]])
    for answer in (Attendance.Answer.GOING, Attendance.Answer.WAITING):
        for number, role in enumerate(record[answer]):
            queued = called + dt.timedelta(hours=number + 1)
            Attendance.objects.create(event=event, user=load.users[role], answer=answer, queued_at=queued)


def _moment(record: dict, hour: str) -> dt.datetime:
    day = timezone.localdate() + dt.timedelta(days=record["in_days"])
    if record["day"]:
        day = dt.date.fromisoformat(record["day"])
    return timezone.make_aware(dt.datetime.combine(day, dt.time.fromisoformat(hour)))


def _begin_topic(load: Load, record: dict, event: ExchangeEvent) -> Topic:
    name = submission_of(f"exchange:{record['slug']}")
    topic = Topic.objects.create(
        category=load.found["forum_categories"][record["category"]],
        kind=Topic.Kind.ANNOUNCEMENT,
        title=record["title"],
        author=event.host,
        created_at=event.created_at,
        last_posted_at=event.created_at,
        last_poster=event.host,
        submission=name,
    )
    Post.objects.create(
        topic=topic,
        number=1,
        author=event.host,
        text=opening_text(event),
        created_at=event.created_at,
        submission=name,
    )
    recount_topic(topic)
    recount_categories({topic.category_id})
    load.made_topics.append(topic)
    return topic
