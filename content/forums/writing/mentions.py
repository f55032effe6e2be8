"""Whom one may mention: people who may read the place, found by user name and position. Names are shown to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.db.models import Case, Q, Value, When

from content.core.audiences import EDITORS, MEMBERS, PUBLIC, READ_EVERY_PAGE
from content.forums.audience import tokens_of
from content.people.models import User
from content.taxonomy.names import tidy_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from content.forums.models import Category

MOST_PEOPLE = 8
LONGEST_ASKED = 60


def people_to_mention(category: Category, typed: str) -> list[dict[str, str]]:
    """User names and positions of people who may read the category; those whose user name begins so come first."""
    words = tidy_name(typed[:LONGEST_ASKED]).lstrip("@")
    if not words:
        return []
    begins = Q(username__istartswith=words)
    found = readers_of(category).filter(begins | Q(username__icontains=words) | Q(profile__position__icontains=words))
    ordered = found.annotate(place=Case(When(begins, then=Value(0)), default=Value(1))).order_by("place", "username")
    people = ordered.select_related("profile").distinct()[:MOST_PEOPLE]
    return [{"username": person.username, "who": person.public_name} for person in people]


def readers_of(category: Category) -> QuerySet[User]:
    """The active people who hold one of the tokens of the category (`content.forums.audience`)."""
    tokens = tokens_of(category)
    active = User.objects.filter(is_active=True)
    if tokens & {PUBLIC, MEMBERS}:
        return active
    wanted = Q(pk__in=_ids(tokens, "user")) | Q(groups__in=_ids(tokens, "group"))
    if EDITORS in tokens:
        app_label, codename = READ_EVERY_PAGE.split(".")
        allowed = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
        wanted |= Q(is_superuser=True) | Q(user_permissions__in=allowed) | Q(groups__permissions__in=allowed)
    return active.filter(wanted)


def _ids(tokens: frozenset[str], kind: str) -> list[int]:
    parts = (token.partition(":") for token in tokens)
    return [int(pk) for name, _colon, pk in parts if name == kind and pk.isdigit()]
