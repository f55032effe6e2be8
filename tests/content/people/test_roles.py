from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission
from wagtail.permissions import policy_registry

from content.files.models import OfficeDocument, OfficeImage
from content.knowledge.models import KnowledgeIndexPage
from content.notes.models import NoteIndexPage
from content.people.models import Role, User
from content.people.roles import RoleKey
from content.people.services import give_role, load_roles
from tests.factories.people import UserFactory, WorkGroupFactory, user_with_role

pytestmark = pytest.mark.django_db

ADMIN = "wagtailadmin.access_admin"


def counts() -> tuple[int, ...]:
    models = (Role, Group, GroupPagePermission, GroupCollectionPermission)
    return (*(model.objects.count() for model in models), Group.permissions.through.objects.count())


def test_loading_roles_twice_changes_nothing() -> None:
    load_roles()
    before = counts()
    load_roles()

    assert counts() == before


def test_loading_takes_away_what_does_not_belong() -> None:
    load_roles()
    member = Role.objects.get(key=RoleKey.MEMBER).group
    member.permissions.add(Permission.objects.get(codename="access_admin"))
    load_roles()

    assert not member.permissions.exists()


@pytest.mark.parametrize("role", [RoleKey.CONTRIBUTOR, RoleKey.REVIEWER, RoleKey.EDITOR, RoleKey.ADMINISTRATOR])
def test_role_that_writes_reaches_the_admin(role: RoleKey) -> None:
    assert user_with_role(role).has_perm(ADMIN)


def test_member_does_not_reach_the_admin() -> None:
    assert not user_with_role(RoleKey.MEMBER).has_perm(ADMIN)


@pytest.mark.parametrize(
    ("role", "may_add", "may_edit", "may_publish"),
    [
        (RoleKey.MEMBER, False, False, False),
        (RoleKey.CONTRIBUTOR, True, False, False),
        (RoleKey.REVIEWER, True, True, False),
        (RoleKey.EDITOR, True, True, True),
        (RoleKey.ADMINISTRATOR, True, True, True),
    ],
)
def test_what_a_role_may_do_in_the_bank(role: RoleKey, *, may_add: bool, may_edit: bool, may_publish: bool) -> None:
    shelf = KnowledgeIndexPage.objects.get().add_child(instance=NoteIndexPage(title="บันทึกความรู้"))
    permissions = shelf.permissions_for_user(user_with_role(role))

    assert permissions.can_add_subpage() is may_add
    assert permissions.can_edit() is may_edit
    assert permissions.can_publish() is may_publish


def test_only_administrators_manage_accounts() -> None:
    assert user_with_role(RoleKey.ADMINISTRATOR).has_perm("people.change_user")
    assert not user_with_role(RoleKey.EDITOR).has_perm("people.change_user")


def test_reviewers_take_over_the_first_approval_task() -> None:
    load_roles()
    task = GroupApprovalTask.objects.get()

    assert set(task.groups.all()) == {role.group for role in Role.objects.filter(key__in=["reviewer", "editor"])}
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()


def test_giving_a_role_replaces_the_former_and_keeps_the_work_group() -> None:
    load_roles()
    group = WorkGroupFactory()
    user = UserFactory(profile__work_group=group)
    give_role(user=user, role=RoleKey.EDITOR)
    give_role(user=user, role=RoleKey.MEMBER)

    assert set(user.groups.all()) == {group.group, Role.objects.get(key=RoleKey.MEMBER).group}
    assert not User.objects.get(pk=user.pk).has_perm(ADMIN)


@pytest.mark.parametrize(
    ("role", "may_add", "may_change"),
    [
        (RoleKey.MEMBER, False, False),
        (RoleKey.CONTRIBUTOR, True, False),
        (RoleKey.REVIEWER, True, False),
        (RoleKey.EDITOR, True, True),
        (RoleKey.ADMINISTRATOR, True, True),
    ],
)
@pytest.mark.parametrize("model", [OfficeImage, OfficeDocument])
def test_what_a_role_may_do_with_files(model: type, role: RoleKey, *, may_add: bool, may_change: bool) -> None:
    user = user_with_role(role)
    policy = policy_registry.get_by_type(model)
    others = model(title="ของผู้อื่น", uploaded_by_user=UserFactory(), collection=Collection.get_first_root_node())

    assert policy.user_has_permission(user, "add") is may_add
    assert policy.user_has_permission_for_instance(user, "change", others) is may_change
