"""Reads of events, notices, messages and follows."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from content.core.audiences import audiences_of
from content.core.models import PageAudience
from content.notifications.inbox_rules import shown_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.models import Page


# Sending one message takes seconds; a server that does not answer is given up after ten.
STUCK_AFTER = datetime.timedelta(minutes=10)


class FiredEventQuerySet(models.QuerySet):
    def waiting(self) -> FiredEventQuerySet:
        """Not yet made into notices."""
        return self.filter(spread_at=None)

    def due(self) -> FiredEventQuerySet:
        return self.waiting().filter(not_before__lte=timezone.now()).order_by("pk")

    def retry_now(self) -> int:
        return self.waiting().update(not_before=timezone.now())


class NoticeQuerySet(models.QuerySet):
    def inbox_of(self, user: object) -> NoticeQuerySet:
        """What `user` was told and may still see, for what it is about may have been hidden from them since."""
        held = PageAudience.objects.filter(page_id=OuterRef("event__page_id"), token__in=audiences_of(user))
        shown = Q(event__page=None) | Q(event__is_hidden_with_page=False) | (Q(event__page__live=True) & Exists(held))
        return self.filter(shown, shown_to(user), recipient_id=user.pk)

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)

    def newest_first(self) -> NoticeQuerySet:
        return self.order_by("-created_at", "-pk")

    def with_event(self) -> NoticeQuerySet:
        return self.select_related("event__actor__profile", "event__page")


class MessageQuerySet(models.QuerySet):
    def waiting(self) -> MessageQuerySet:
        return self.filter(state=self.model.State.WAITING)

    def due(self) -> MessageQuerySet:
        """Those to be sent now, oldest first."""
        return self.waiting().filter(not_before__lte=timezone.now()).order_by("not_before", "pk")

    def retry_now(self) -> int:
        """Try what has failed and still waits now; what waits for its digest goes on waiting."""
        return self.waiting().filter(attempts__gt=0).update(not_before=timezone.now())

    def troubled(self) -> MessageQuerySet:
        """Failed for good, failing, or claimed so long ago that its process must have been killed."""
        state = self.model.State
        stuck = Q(state=state.SENDING, claimed_at__lt=timezone.now() - STUCK_AFTER)
        return self.filter(Q(state=state.FAILED) | Q(state=state.WAITING, attempts__gt=0) | stuck)


class FollowQuerySet(models.QuerySet):
    def of_page(self, page: Page | int) -> FollowQuerySet:
        return self.filter(page_id=getattr(page, "pk", page))

    def of_any(self, *, tags: Iterable = (), learning_areas: Iterable = (), work_group: object = None):
        """Follows of any of these tags or learning areas, or of the work group."""
        wanted = Q(tag__in=list(tags)) | Q(learning_area__in=list(learning_areas))
        if work_group is not None:
            wanted |= Q(work_group=work_group)
        return self.filter(wanted)
