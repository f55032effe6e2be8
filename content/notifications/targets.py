"""What can be followed, and how it is named in addresses and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.http import Http404
from wagtail.models import Page

from content.core.audiences import audiences_of, can_read
from content.people.models import WorkGroup
from content.taxonomy.models import LearningArea, Tag, TaggedPage

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from content.people.models import User

TARGET_MODELS: dict[str, type[Model]] = {
    "page": Page,
    "tag": Tag,
    "learning_area": LearningArea,
    "work_group": WorkGroup,
}


def target_field(target: Model) -> str:
    """The field of `Follow` that holds such a thing."""
    for name, model in TARGET_MODELS.items():
        if isinstance(target, model):
            return name
    raise TypeError(f"{type(target).__name__} cannot be followed")


def find_target(user: User, kind: str, pk: int) -> Model:
    """The thing `user` wants to follow; 404 where it is not there or not theirs to know of."""
    model = TARGET_MODELS.get(kind)
    target = model.objects.filter(pk=pk).first() if model else None
    if target is None:
        raise Http404
    if isinstance(target, Page) and not (target.live and can_read(user, target)):
        raise Http404
    if isinstance(target, Tag) and not tags_for(audiences_of(user)).filter(pk=pk).exists():
        raise Http404
    return target


def tags_for(audiences: frozenset[str]) -> QuerySet[Tag]:
    """The tags of pages that these audiences may read: one that stands on hidden pages only would tell of those."""
    readable = TaggedPage.objects.filter(
        content_object__live=True, content_object__audience_tokens__token__in=audiences, tag=OuterRef("pk")
    )
    return Tag.objects.filter(Exists(readable))
