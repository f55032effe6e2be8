"""Writes of the knowledge bank."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from content.core.audiences import refresh_audiences
from content.knowledge.models import ItemAuthor, ItemReader, KnowledgeItem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Audience = KnowledgeItem.Audience


@transaction.atomic
def apply_audience(item: KnowledgeItem) -> None:
    """Make the Wagtail privacy of a saved item say what its audience field says, and renew its tokens."""
    restriction = PageViewRestriction.objects.filter(page_id=item.pk).first()
    if item.audience == Audience.PUBLIC:
        if restriction:
            restriction.delete()
    else:
        kind = PageViewRestriction.LOGIN if item.audience == Audience.MEMBERS else PageViewRestriction.GROUPS
        if restriction is None:
            restriction = PageViewRestriction(page=Page.objects.get(pk=item.pk))
        if restriction.pk is None or restriction.restriction_type != kind:
            restriction.restriction_type = kind
            restriction.save()
        restriction.groups.set(_groups_of(item))
    refresh_audiences(item)


def _groups_of(item: KnowledgeItem) -> list[object]:
    """The Django groups that may read the item; none where it is meant for members or named readers."""
    owner = {
        Audience.WORK_GROUP: item.work_group,
        Audience.TEAM: item.team,
        Audience.SCHOOL: item.school,
    }.get(item.audience)
    return [owner.group] if owner else []


def people_of_items(page_ids: Collection[int]) -> Mapping[int, list[int]]:
    """Page id to the ids of its authors and named readers."""
    people: dict[int, list[int]] = defaultdict(list)
    for model in (ItemAuthor, ItemReader):
        for page_id, user_id in model.objects.filter(page_id__in=page_ids).values_list("page_id", "user_id"):
            people[page_id].append(user_id)
    return people
