"""A category whose readers change is written anew for everybody who asks who may read it, and search hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from content.forums.audience import refresh_audience
from content.forums.models import Category, PostFile, Space
from content.forums.services.files import file_row_gone
from content.forums.services.spreading import category_changed, person_changed
from content.people.models import Profile, School, StaffTeam, User, WorkGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

OWNERS = {WorkGroup: "work_group", StaffTeam: "team", School: "school"}


def category_saved(sender: type[Model], instance: Category, raw: bool = False, **kwargs: object) -> None:
    # Counters and the settings of moderators are written with `update_fields`: they change no reader and no name.
    if not raw and not kwargs.get("update_fields"):
        refresh_audience(instance)
        if not kwargs.get("created"):
            category_changed(instance)


def space_saved(sender: type[Model], instance: Space, raw: bool = False, **kwargs: object) -> None:
    if not raw:
        for category in instance.categories.all():
            category.space = instance
            refresh_audience(category)
            category_changed(category)


def owner_saved(sender: type[Model], instance: Model, raw: bool = False, **kwargs: object) -> None:
    """A group, team or school may have been given another group of people."""
    if raw or kwargs.get("created"):
        return
    field = OWNERS[type(instance)]
    theirs = Category.objects.filter(Q(**{field: instance}) | Q(**{f"space__{field}": instance}))
    _refresh(theirs.select_related("space"))


def moderators_changed(
    sender: type[Model],
    instance: Category | User,
    action: str,
    reverse: bool = False,
    pk_set: set[int] | None = None,
    **kwargs: object,
) -> None:
    """Moderators are named in the category, or the categories of a person (`user.moderated_categories`)."""
    if reverse and action == "pre_clear":
        # After the clearing nobody knows any more which they were.
        instance._categories_to_refresh = list(instance.moderated_categories.values_list("pk", flat=True))
    if action not in {"post_add", "post_remove", "post_clear"}:
        return
    if not reverse:
        _refresh([instance])
        return
    instance.__dict__.pop("_moderated_category_ids", None)
    ids = pk_set if pk_set is not None else instance.__dict__.pop("_categories_to_refresh", [])
    _refresh(Category.objects.filter(pk__in=ids).select_related("space"))


def profile_changed(sender: type[Model], instance: Profile, raw: bool = False, **kwargs: object) -> None:
    """Search names people by position."""
    if not raw and not kwargs.get("created"):
        person_changed(instance.user_id)


def person_about_to_go(sender: type[Model], instance: User, **kwargs: object) -> None:
    """Deleting an account takes its rows of moderators away without saying so; a token of nobody must not stay."""
    tokens = Category.objects.filter(audience_tokens__token=f"user:{instance.pk}").select_related("space")
    for category in tokens:
        category.audience_tokens.filter(token=f"user:{instance.pk}").delete()
        category_changed(category)


def _refresh(categories: Iterable[Category]) -> None:
    for category in categories:
        if refresh_audience(category):
            category_changed(category)


def connect() -> None:
    post_save.connect(category_saved, sender=Category, dispatch_uid="forums.category_saved")
    post_save.connect(space_saved, sender=Space, dispatch_uid="forums.space_saved")
    for owner in OWNERS:
        post_save.connect(owner_saved, sender=owner, dispatch_uid=f"forums.{owner.__name__}_saved")
    m2m_changed.connect(moderators_changed, sender=Category.moderators.through, dispatch_uid="forums.moderators")
    post_save.connect(profile_changed, sender=Profile, dispatch_uid="forums.profile_saved")
    post_delete.connect(file_row_gone, sender=PostFile, dispatch_uid="forums.file_row_gone")
    pre_delete.connect(person_about_to_go, sender=User, dispatch_uid="forums.person_about_to_go")
