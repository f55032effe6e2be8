"""New versions of items answer those they did not help; new words beside them are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published

from content.comments.models import Comment
from content.comments.services import mend_all
from content.core.search_sources import page_key
from content.knowledge.models import KnowledgeItem
from search.service import changed

if TYPE_CHECKING:
    from wagtail.models import Revision


def item_published(sender: type, instance: object, revision: Revision | None = None, **kwargs: object) -> None:
    if isinstance(instance, KnowledgeItem) and instance.first_published_at != instance.last_published_at:
        mend_all(page=instance, user=revision.user if revision else None)


def comment_changed(sender: type, instance: Comment, *, raw: bool = False, **kwargs: object) -> None:
    """The words of a comment are found with its item."""
    if not raw and kwargs.get("update_fields") != frozenset({"answered_at"}):
        changed([page_key(instance.page_id)])


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(comment_changed, sender=Comment, dispatch_uid=f"comments.comment_changed.{id(signal)}")
    page_published.connect(item_published, dispatch_uid="comments.item_published")
