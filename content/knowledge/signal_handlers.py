"""Publishing has many doors (site, admin, workflow, schedule); Wagtail's signal stands behind all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.signals import page_published

from content.knowledge.events import ItemAdded, ItemChanged
from content.knowledge.models import KnowledgeItem
from content.notifications.services import fire

if TYPE_CHECKING:
    from wagtail.models import Revision


def item_published(sender: type, instance: object, revision: Revision | None = None, **kwargs: object) -> None:
    if not isinstance(instance, KnowledgeItem):
        return
    actor = revision.user if revision else None
    if instance.first_published_at == instance.last_published_at:
        fire(ItemAdded(actor=actor, page=instance))
    else:
        fire(ItemChanged(actor=actor, page=instance, revision_id=revision.pk if revision else None))


def connect() -> None:
    page_published.connect(item_published, dispatch_uid="knowledge.item_published")
