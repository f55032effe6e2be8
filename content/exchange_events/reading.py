"""What the pages of exchange events show a viewer, as plain values."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.core.querysets import visible_page_ids
from content.exchange_events.models import Attendance, ExchangeEvent
from content.exchange_events.permissions import can_change, is_let_in
from content.exchange_events.services.holding import sheet_readers
from content.forums.models import Category
from content.knowledge.presentation import facts
from content.reflections.meeting_reading import sheets_of
from content.reflections.models import MeetingPage
from content.reflections.paper.sheet import role_of
from content.reflections.permissions import can_hold_meeting
from themes.thai_dates import NBSP, thai_date, thai_time, weekday_name

if TYPE_CHECKING:
    import datetime as dt

    from content.forums.models import Topic

GOING, WAITING = Attendance.Answer.GOING, Attendance.Answer.WAITING
MOST_COMING = 100
PAST_ON_A_PAGE = 30
MOST_SHEETS = 60


def coming_count(user: object) -> int:
    """How many events to come `user` takes part in and may still read. One query, for my page asks."""
    own = ExchangeEvent.objects.filter(attendances__user=user, attendances__answer=GOING)
    readable = Category.objects.visible_to(user).order_by().values("pk")
    return own.in_categories(readable).coming().not_cancelled().count()


def coming_rows(user: object) -> list[dict[str, object]]:
    return _rows(ExchangeEvent.objects.visible_to(user).coming()[:MOST_COMING])


def past_rows(user: object, before: tuple[dt.datetime, int] | None) -> tuple[list[dict[str, object]], str]:
    """A page of past events, and the place at which the next one begins."""
    events = ExchangeEvent.objects.visible_to(user).past()
    if before:
        moment, pk = before
        events = events.filter(Q(ends_at__lte=moment), Q(ends_at__lt=moment) | Q(ends_at=moment, pk__lt=pk))
    found = list(events[: PAST_ON_A_PAGE + 1])
    shown = found[:PAST_ON_A_PAGE]
    more = f"{int(shown[-1].ends_at.timestamp())}-{shown[-1].pk}" if len(found) > len(shown) else ""
    return _rows(shown), more


def _rows(events: object) -> list[dict[str, object]]:
    events = list(events)
    going = dict(
        Attendance.objects.filter(event__in=events, answer=GOING)
        .values_list("event")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return [
        {
            "title": event.title,
            "url": event.get_absolute_url(),
            "date": timezone.localtime(event.starts_at),
            "facts": [fact for fact in (hours_of(event), place_of(event), _state_of(event, going)) if fact],
        }
        for event in events
    ]


def _state_of(event: ExchangeEvent, going: dict[int, int]) -> str:
    if event.is_cancelled:
        return _("Cancelled")
    count = going.get(event.pk, 0)
    if event.capacity:
        return _("%(count)d of %(places)d places taken") % {"count": count, "places": event.capacity}
    return _("%(count)d people take part") % {"count": count} if count else ""


def place_of(event: ExchangeEvent) -> str:
    return event.place or _("Online")


def hours_of(event: ExchangeEvent) -> str:
    """`09.30–12.00 น.`, or both ends with their days."""
    starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    if starts.date() == ends.date():
        return f"{starts:%H.%M}–{ends:%H.%M}{NBSP}น."
    return f"{thai_date(starts, 'short')} {thai_time(starts)} – {thai_date(ends, 'short')} {thai_time(ends)}"


def event_context(event: ExchangeEvent, user: object) -> dict[str, object]:
    """All of one event on one page. A fixed number of queries."""
    topic = event.discussion
    answers = list(event.attendances.select_related("user__profile").order_by("queued_at", "pk"))
    own = next((row.answer for row in answers if user.is_authenticated and row.user_id == user.pk), "")
    may_change = can_change(user, event)
    return {
        "event": event,
        "facts": _facts_of(event, answers),
        # Whoever walks by reads when and where; the door is for those who come, and for whoever may change it.
        "link": event.link if is_let_in(user, event, is_going=own == GOING) or may_change else "",
        "own_answer": own,
        "place_in_queue": _place_in_queue(answers, user) if own == WAITING else 0,
        "is_full": bool(event.capacity) and _count(answers, GOING) >= event.capacity,
        "people": people_by_role(answers) if user.is_authenticated else [],
        "topic": {"title": topic.title, "url": topic.get_absolute_url(), "reply_count": topic.reply_count},
        "results": _results_of(event, topic, user),
        "reflections": _reflections_of(event, user),
        "may": {
            "answer": event.takes_answers,
            "change": may_change,
            "open_reflections": may_change
            and event.meeting_id is None
            and can_hold_meeting(user)
            and sheet_readers(topic.category) is not None,
        },
        "calendar_url": reverse("exchange_event_file", args=[event.code]),
    }


def _facts_of(event: ExchangeEvent, answers: list[Attendance]) -> list[dict[str, object]]:
    starts = timezone.localtime(event.starts_at)
    going, waiting = _count(answers, GOING), _count(answers, WAITING)
    taken = _("%(count)d of %(places)d") % {"count": going, "places": event.capacity} if event.capacity else str(going)
    return facts(
        (_("Day"), f"{weekday_name(starts)} {thai_date(starts)}"),
        (_("Time of day"), hours_of(event)),
        (_("Place"), place_of(event)),
        (_("Host"), event.host.public_name if event.host else ""),
        (_("Work group"), str(event.work_group or "")),
        (_("Take part"), taken),
        (_("Waiting list"), str(waiting) if waiting else ""),
    )


def _count(answers: list[Attendance], answer: str) -> int:
    return sum(row.answer == answer for row in answers)


def _place_in_queue(answers: list[Attendance], user: object) -> int:
    waiting = [row.user_id for row in answers if row.answer == WAITING]
    return waiting.index(user.pk) + 1


def people_by_role(answers: list[Attendance]) -> list[dict[str, object]]:
    """How many of each position come, most first: people are shown by position, never by name."""
    counted = Counter(row.user.public_name for row in answers if row.answer == GOING)
    return [{"role": role, "count": count} for role, count in sorted(counted.items(), key=lambda item: -item[1])]


def _results_of(event: ExchangeEvent, topic: Topic, user: object) -> list[dict[str, str]]:
    """Items named by the host and items drafted from the topic, as far as `user` may read them."""
    wanted = dict.fromkeys(event.results.values_list("pk", flat=True))
    wanted.update(dict.fromkeys(topic.knowledge.order_by("pk").values_list("page_id", flat=True)))
    seen = visible_page_ids(user, list(wanted))
    pages = Page.objects.in_bulk(seen)
    return [{"title": pages[pk].title, "url": pages[pk].get_url() or ""} for pk in wanted if pk in pages]


def _reflections_of(event: ExchangeEvent, user: object) -> dict[str, object] | None:
    """The meeting and the sheets handed in after it; nothing where the meeting is not for `user`."""
    if event.meeting_id is None:
        return None
    meeting = MeetingPage.objects.visible_to(user).filter(pk=event.meeting_id).first()
    if meeting is None:
        return None
    sheets = list(sheets_of(meeting, user)[:MOST_SHEETS])
    return {
        "url": meeting.get_url(),
        "write_url": meeting.short_path if meeting.is_open else "",
        "sheets": [{"title": sheet.title, "role": role_of(sheet), "url": sheet.get_url()} for sheet in sheets],
    }
