"""
Who reads a category: the one home of the rule for the forums.

The tokens are those of `content.core.audiences`, kept in `CategoryAudience`: lists, feeds, search, notices and files
ask whether the viewer holds one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from content.core.audiences import EDITORS, MEMBERS, PUBLIC, audiences_of, group_token, user_token
from content.forums.models import Category, CategoryAudience, Readers

if TYPE_CHECKING:
    from django.db.models import QuerySet


def wanted_tokens(category: Category) -> frozenset[str]:
    """The tokens any one of which lets a viewer read the category, from its own fields."""
    readers = category.effective_readers
    if readers == Readers.PUBLIC:
        return frozenset({PUBLIC})
    if readers == Readers.MEMBERS:
        return frozenset({MEMBERS})
    moderators = category.moderators.values_list("pk", flat=True)
    tokens = {EDITORS, *(user_token(pk) for pk in moderators)}
    place = category.space if category.readers == Category.AS_SPACE else category
    owner = {Readers.WORK_GROUP: place.work_group, Readers.TEAM: place.team, Readers.SCHOOL: place.school}[readers]
    if owner is not None:
        tokens.add(group_token(owner.group))
    return frozenset(tokens)


@transaction.atomic
def refresh_audience(category: Category) -> bool:
    """Write the tokens of a category anew; True when they have changed."""
    wanted = wanted_tokens(category)
    present = tokens_of(category)
    if wanted == present:
        return False
    category.audience_tokens.exclude(token__in=wanted).delete()
    CategoryAudience.objects.bulk_create(
        [CategoryAudience(category=category, token=token) for token in sorted(wanted - present)], ignore_conflicts=True
    )
    return True


def tokens_of(category: Category) -> frozenset[str]:
    return frozenset(row.token for row in category.audience_tokens.all())


def can_read(user: object, category: Category) -> bool:
    return not tokens_of(category).isdisjoint(audiences_of(user))


def readable_categories(user: object) -> QuerySet[Category]:
    return Category.objects.visible_to(user)
