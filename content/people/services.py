"""Writes about people: roles and their permissions, and who belongs to which group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from content.people.administrators import refuse_for_last
from content.people.models import Role, User
from content.people.role_permissions import ROLE_PERMISSIONS, SITE, RolePermissions
from content.people.roles import RoleKey

if TYPE_CHECKING:
    from collections.abc import Iterable

# Groups that Wagtail's own migrations make; the platform's roles take their place.
WAGTAIL_DEFAULT_GROUPS = ("Moderators", "Editors")
# Wagtail asks for the permissions of its own models, also where a site has models of its own for pictures and files.
FILE_PERMISSION_APPS = ("wagtailimages", "wagtaildocs")


@transaction.atomic
def load_roles() -> list[Role]:
    """Make every role and its Django group, give it exactly its permissions, and let reviewers approve."""
    roles = []
    with translation.override("th"):
        for key in RoleKey:
            role = Role.objects.filter(key=key).select_related("group").first()
            if role is None:
                group = Group.objects.create(name=str(key.label))
                role = Role.objects.create(key=key, group=group)
            grant(role.group, ROLE_PERMISSIONS[key])
            roles.append(role)
    _let_reviewers_approve({role.key: role.group for role in roles})
    return roles


def grant(group: Group, wanted: RolePermissions) -> None:
    """Give a group exactly the permissions of a role, no more and no fewer."""
    group.permissions.set(_plain_permissions(wanted))

    root_collection = Collection.get_first_root_node()
    file_permissions = Permission.objects.filter(
        content_type__app_label__in=FILE_PERMISSION_APPS, codename__in=wanted.collection
    )
    _replace(
        GroupCollectionPermission.objects.filter(group=group, collection=root_collection),
        [
            GroupCollectionPermission(group=group, collection=root_collection, permission=permission)
            for permission in file_permissions
        ],
    )

    page_permissions = []
    for place, codenames in wanted.pages:
        permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
        for page in _pages_at(place):
            page_permissions += [
                GroupPagePermission(group=group, page_id=page, permission=permission) for permission in permissions
            ]
    _replace(GroupPagePermission.objects.filter(group=group), page_permissions)


def _plain_permissions(wanted: RolePermissions) -> Iterable[Permission]:
    query = Q(pk__in=[])
    for name in wanted.plain:
        app_label, codename = name.split(".")
        query |= Q(content_type__app_label=app_label, codename=codename)
    for app_label, models in wanted.models:
        in_app = Q(content_type__app_label=app_label)
        query |= in_app if models == ("*",) else in_app & Q(content_type__model__in=models)
    return Permission.objects.filter(query)


def _pages_at(place: str) -> list[int]:
    if place == SITE:
        return [Page.get_first_root_node().pk]
    return list(apps.get_model(place)._default_manager.values_list("pk", flat=True))


def _replace(present: object, wanted: list) -> None:
    present.delete()
    present.model.objects.bulk_create(wanted)


def _let_reviewers_approve(groups: dict[str, Group]) -> None:
    """Reviewers and editors take over the approval task that Wagtail makes for its own default groups."""
    for task in GroupApprovalTask.objects.filter(groups__name__in=WAGTAIL_DEFAULT_GROUPS).distinct():
        task.groups.set([groups[RoleKey.REVIEWER], groups[RoleKey.EDITOR]])
    Group.objects.filter(name__in=WAGTAIL_DEFAULT_GROUPS, role=None, user=None).delete()


@transaction.atomic
def give_role(*, user: User, role: RoleKey) -> None:
    """
    Make `role` the only role of `user`; the groups of work groups, teams and schools stay.

    Raises LastAdministratorError.
    """
    if role != RoleKey.ADMINISTRATOR and not user.is_superuser:
        refuse_for_last(user)
    roles = Group.objects.filter(role__isnull=False)
    user.groups.remove(*user.groups.filter(pk__in=roles))
    user.groups.add(Role.objects.get(key=role).group)


def audience_groups() -> Q:
    """Django groups that stand for a work group, a school or a team."""
    return Q(workgroup__isnull=False) | Q(school__isnull=False) | Q(staffteam__isnull=False)


@transaction.atomic
def sync_groups(user: User) -> None:
    """Make the Django groups of `user` follow the profile's work group and school and the team memberships."""
    wanted = set(Group.objects.filter(staffteam__memberships__user=user).values_list("pk", flat=True))
    profile = getattr(user, "profile", None)
    if profile and profile.pk:
        wanted.update(place.group_id for place in (profile.work_group, profile.school) if place)
    present = set(user.groups.filter(audience_groups()).values_list("pk", flat=True))
    user.groups.remove(*(present - wanted))
    user.groups.add(*(wanted - present))
