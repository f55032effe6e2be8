"""A new version of an item answers those it did not help, whichever door it was published through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.signals import page_published

from content.comments.services import mend_all
from content.knowledge.models import KnowledgeItem

if TYPE_CHECKING:
    from wagtail.models import Revision


def item_published(sender: type, instance: object, revision: Revision | None = None, **kwargs: object) -> None:
    if isinstance(instance, KnowledgeItem) and instance.first_published_at != instance.last_published_at:
        mend_all(page=instance, user=revision.user if revision else None)


def connect() -> None:
    page_published.connect(item_published, dispatch_uid="comments.item_published")
