"""An item that grew from talk was published, whichever door it came through: those who said it hear of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.signals import page_published

from content.forums.knowledge.events import TalkPublished
from content.knowledge.models import KnowledgeItem
from content.notifications.services import fire

if TYPE_CHECKING:
    from wagtail.models import Revision


def item_published(sender: type, instance: object, revision: Revision | None = None, **kwargs: object) -> None:
    if isinstance(instance, KnowledgeItem):
        fire(TalkPublished(actor=None, page=instance))


def connect() -> None:
    page_published.connect(item_published, dispatch_uid="forums.item_published")
