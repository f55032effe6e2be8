"""Reads that every page type shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

if TYPE_CHECKING:
    from collections.abc import Collection


class BasePageQuerySet(PageQuerySet):
    def visible_to(self, user: object) -> BasePageQuerySet:
        """Live pages that `user` may read."""
        # The rule needs PageAudience, whose module needs this one for its managers.
        from content.core.audiences import audiences_of

        return self.visible_to_audiences(audiences_of(user))

    def visible_to_audiences(self, audiences: Collection[str]) -> BasePageQuerySet:
        from content.core.models import PageAudience

        held = PageAudience.objects.filter(page_id=OuterRef("pk"), token__in=audiences)
        return self.live().filter(Exists(held))

    def newest_first(self) -> BasePageQuerySet:
        return self.order_by("-first_published_at", "-pk")


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
