"""What happens around items that search and those who follow them must hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published

from content.core.search_sources import page_key
from content.knowledge.events import ItemAdded, ItemChanged
from content.knowledge.models import ItemAuthor, KnowledgeItem
from content.notifications.services import fire
from content.people.models import Profile
from search.service import changed

if TYPE_CHECKING:
    from wagtail.models import Revision


def item_published(sender: type, instance: object, revision: Revision | None = None, **kwargs: object) -> None:
    """Publishing has many doors (site, admin, workflow, schedule); Wagtail's signal stands behind all of them."""
    if not isinstance(instance, KnowledgeItem):
        return
    actor = revision.user if revision else None
    if instance.first_published_at == instance.last_published_at:
        fire(ItemAdded(actor=actor, page=instance))
    else:
        fire(ItemChanged(actor=actor, page=instance, revision_id=revision.pk if revision else None))


def profile_changed(sender: type, instance: Profile, *, raw: bool = False, **kwargs: object) -> None:
    """Items are found by the positions of their authors, so they change with those."""
    if not raw:
        pages = ItemAuthor.objects.filter(user=instance.user_id).values_list("page_id", flat=True)
        changed([page_key(pk) for pk in pages])


def connect() -> None:
    page_published.connect(item_published, dispatch_uid="knowledge.item_published")
    post_save.connect(profile_changed, sender=Profile, dispatch_uid="knowledge.profile_saved")
    post_delete.connect(profile_changed, sender=Profile, dispatch_uid="knowledge.profile_gone")
