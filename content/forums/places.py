"""The front page of the forums and its categories as plain values, as one viewer may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from content.forums.marks import unread_category_ids
from content.forums.models import Category, CategoryFollow, Emblem, Readers, Space
from content.forums.models.topics import State

if TYPE_CHECKING:
    from collections.abc import Collection

# The symbol of img/icons.svg that shows an emblem.
SYMBOLS = {
    Emblem.TALK: "forum",
    Emblem.BOOK: "learning-unit",
    Emblem.BRANCHES: "mind-map",
    Emblem.LOTUS: "team",
    Emblem.SCHOOL: "school",
    Emblem.OFFICE: "work-group",
    Emblem.PEOPLE: "focus-group",
    Emblem.SHIELD: "shield",
}


def space_rows(user: object) -> list[dict[str, object]]:
    """The spaces with their categories, without what `user` may not read. As many queries for one as for fifty."""
    categories = Category.objects.visible_to(user).select_related("space", "last_topic__last_poster__profile")
    spaces = list(Space.objects.prefetch_related(Prefetch("categories", categories)))
    ids = [category.pk for space in spaces for category in space.categories.all()]
    unread = unread_category_ids(user, ids)
    followed = followed_ids(user, ids)
    return [
        {
            "name": space.name,
            "slug": space.slug,
            "description": space.description,
            "icon": SYMBOLS.get(space.emblem, "forum"),
            "readers": readers_label(space.readers),
            "categories": [
                {
                    **category_row(category),
                    "is_unread": category.pk in unread,
                    "is_followed": category.pk in followed,
                    "readers": own_readers(category),
                }
                for category in space.categories.all()
            ],
        }
        for space in spaces
        if space.categories.all()
    ]


def category_row(category: Category) -> dict[str, object]:
    return {
        "pk": category.pk,
        "name": category.name,
        "slug": category.slug,
        "url": category.get_absolute_url(),
        "description": category.description,
        "icon": SYMBOLS.get(category.emblem, "forum"),
        "is_closed": category.is_closed,
        "topic_count": category.topic_count,
        "post_count": category.post_count,
        "last": last_row(category),
    }


def last_row(category: Category) -> dict[str, object] | None:
    """The topic last written in; none where it has since been hidden or moved away."""
    topic = category.last_topic
    if topic is None or topic.state != State.VISIBLE or topic.category_id != category.pk:
        return None
    return {
        "title": topic.title,
        "url": topic.get_absolute_url(),
        "who": topic.last_poster.public_name if topic.last_poster else _("Member"),
        "at": topic.last_posted_at,
    }


def followed_ids(user: object, category_ids: Collection[int]) -> set[int]:
    if not user.is_authenticated or not category_ids:
        return set()
    follows = CategoryFollow.objects.filter(user=user, category__in=category_ids)
    return set(follows.values_list("category_id", flat=True))


def own_readers(category: Category) -> str:
    """Who may read the category, where its space does not say so already."""
    if category.effective_readers == category.space.readers:
        return ""
    return readers_label(category.effective_readers) or _("Everyone")


def readers_label(readers: str) -> str:
    """Who may read a place, in a few words; nothing where everyone may."""
    return {
        Readers.PUBLIC: "",
        Readers.MEMBERS: _("Members only"),
        Readers.WORK_GROUP: _("One work group only"),
        Readers.TEAM: _("One staff team only"),
        Readers.SCHOOL: _("One school only"),
    }.get(readers, "")
