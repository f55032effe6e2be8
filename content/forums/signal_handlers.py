"""A category whose readers change is written anew for everybody who asks who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.signals import m2m_changed, post_delete, post_save

from content.forums.audience import refresh_audience
from content.forums.models import Category, PostFile, Space
from content.forums.services.files import file_row_gone

if TYPE_CHECKING:
    from django.db.models import Model


def category_saved(sender: type[Model], instance: Category, raw: bool = False, **kwargs: object) -> None:
    # Counters are written with `update_fields`: they change no reader.
    if not raw and not kwargs.get("update_fields"):
        refresh_audience(instance)


def space_saved(sender: type[Model], instance: Space, raw: bool = False, **kwargs: object) -> None:
    if not raw:
        for category in instance.categories.all():
            category.space = instance
            refresh_audience(category)


def moderators_changed(sender: type[Model], instance: object, action: str, **kwargs: object) -> None:
    if action in {"post_add", "post_remove", "post_clear"} and isinstance(instance, Category):
        refresh_audience(instance)


def connect() -> None:
    post_save.connect(category_saved, sender=Category, dispatch_uid="forums.category_saved")
    post_save.connect(space_saved, sender=Space, dispatch_uid="forums.space_saved")
    m2m_changed.connect(moderators_changed, sender=Category.moderators.through, dispatch_uid="forums.moderators")
    post_delete.connect(file_row_gone, sender=PostFile, dispatch_uid="forums.file_row_gone")
