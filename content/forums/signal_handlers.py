"""
A category whose readers change is written anew for everybody who asks who may read it, and search reads its topics
anew; so it does where the names shown with them change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.signals import m2m_changed, post_save

from content.forums.audience import refresh_audience
from content.forums.models import Category, Space
from content.forums.services.spreading import category_changed, person_changed
from content.people.models import Profile

if TYPE_CHECKING:
    from django.db.models import Model


def category_saved(sender: type[Model], instance: Category, raw: bool = False, **kwargs: object) -> None:
    # Counters are written with `update_fields`: they change no reader.
    if not raw and not kwargs.get("update_fields"):
        refresh_audience(instance)
        category_changed(instance)


def space_saved(sender: type[Model], instance: Space, raw: bool = False, **kwargs: object) -> None:
    if not raw:
        for category in instance.categories.all():
            category.space = instance
            refresh_audience(category)
            category_changed(category)


def moderators_changed(
    sender: type[Model], instance: object, action: str, pk_set: set[int] | None, **kwargs: object
) -> None:
    """Whether a category got another moderator or a person another category to moderate."""
    if action not in {"post_add", "post_remove", "post_clear"}:
        return
    categories = [instance] if isinstance(instance, Category) else Category.objects.filter(pk__in=pk_set or ())
    for category in categories:
        if refresh_audience(category):
            category_changed(category)


def profile_changed(sender: type[Model], instance: Profile, raw: bool = False, **kwargs: object) -> None:
    if not raw:
        person_changed(instance.user_id)


def connect() -> None:
    post_save.connect(category_saved, sender=Category, dispatch_uid="forums.category_saved")
    post_save.connect(space_saved, sender=Space, dispatch_uid="forums.space_saved")
    m2m_changed.connect(moderators_changed, sender=Category.moderators.through, dispatch_uid="forums.moderators")
    post_save.connect(profile_changed, sender=Profile, dispatch_uid="forums.profile_saved")
