"""Items are found by the positions of their authors, so they change with those."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save

from content.core.search_sources import page_key
from content.knowledge.models import ItemAuthor
from content.people.models import Profile
from search.service import changed


def profile_changed(sender: type, instance: Profile, *, raw: bool = False, **kwargs: object) -> None:
    if not raw:
        pages = ItemAuthor.objects.filter(user=instance.user_id).values_list("page_id", flat=True)
        changed([page_key(pk) for pk in pages])


def connect() -> None:
    post_save.connect(profile_changed, sender=Profile, dispatch_uid="knowledge.profile_saved")
    post_delete.connect(profile_changed, sender=Profile, dispatch_uid="knowledge.profile_gone")
