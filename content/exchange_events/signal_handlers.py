"""Search hears of an event that is called, changed, cancelled or deleted, and of what its topic or its host became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save

from content.exchange_events.models import ExchangeEvent
from content.exchange_events.searchable import key_of
from content.forums.models import Topic
from content.forums.services.spreading import topics_changed
from content.people.models import Profile
from search.service import changed

if TYPE_CHECKING:
    from django.db.models import Model


def event_changed(sender: type[Model], instance: ExchangeEvent, raw: bool = False, **kwargs: object) -> None:
    if not raw:
        changed([key_of(instance.pk)])


def topics_of_events_changed(sender: type[Model], topics: QuerySet[Topic], **kwargs: object) -> None:
    """Hidden, moved, merged, or in a category with other readers: who reads the topic reads its event."""
    here = topics.order_by().values("pk")
    _queue(ExchangeEvent.objects.filter(Q(topic__in=here) | Q(topic__merged_into__in=here)))


def profile_changed(sender: type[Model], instance: Profile, raw: bool = False, **kwargs: object) -> None:
    """The host is named by position."""
    if not raw and not kwargs.get("created"):
        _queue(ExchangeEvent.objects.filter(host=instance.user_id))


def _queue(events: QuerySet[ExchangeEvent]) -> None:
    if keys := [key_of(pk) for pk in events.order_by("pk").values_list("pk", flat=True)]:
        changed(keys)


def connect() -> None:
    post_save.connect(event_changed, sender=ExchangeEvent, dispatch_uid="exchange_events.event_saved")
    post_delete.connect(event_changed, sender=ExchangeEvent, dispatch_uid="exchange_events.event_deleted")
    post_save.connect(profile_changed, sender=Profile, dispatch_uid="exchange_events.profile_saved")
    topics_changed.connect(topics_of_events_changed, sender=Topic, dispatch_uid="exchange_events.topics_changed")
