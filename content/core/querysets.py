"""Reads that every page type shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from wagtail.models import Page, PageManager
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


def visible_page_ids(user: object, page_ids: Collection[int]) -> set[int]:
    """Those of these pages that are live and that `user` may read, whatever their types."""
    if not page_ids:
        return set()
    from content.core.audiences import audiences_of

    held = {"audience_tokens__token__in": audiences_of(user)}
    return set(Page.objects.live().filter(pk__in=page_ids, **held).values_list("pk", flat=True))
