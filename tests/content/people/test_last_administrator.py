"""Somebody must always be able to let people in, whichever door is used."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from content.people.account.closing import close_account
from content.people.administrators import (
    LastAdministratorError,
    administrators,
    is_last_administrator,
    refuse_for_last,
)
from content.people.forms import AccountEditForm
from content.people.models import Role, User
from content.people.roles import RoleKey
from content.people.services import give_role
from tests.content.forums.test_many_writers import at_once
from tests.factories.people import UserFactory, user_with_role

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db
SAID = "ผู้ดูแลระบบคนสุดท้าย"


@pytest.fixture
def other(administrator: User) -> User:
    return user_with_role(RoleKey.ADMINISTRATOR, username="admin-two")


@pytest.fixture
def keeper(client: Client, administrator: User) -> Client:
    """Somebody with the right to delete and change accounts who is no administrator."""
    person = user_with_role(RoleKey.EDITOR, username="keeper")
    group = Group.objects.create(name="ผู้ดูแลบัญชี")
    group.permissions.set(administrator.groups.get(role__key=RoleKey.ADMINISTRATOR).permissions.all())
    person.groups.add(group)
    client.force_login(person)
    return client


def edit(client: Client, user: User, **changes: object) -> HttpResponse:
    """The form of the account in the admin, with `changes`."""
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    values: dict[str, object] = {
        "username": user.username,
        "email": user.email,
        "first_name": "ก",
        "last_name": "ข",
        "position": "เจ้าหน้าที่",
        "is_active": "on",
        "groups": list(user.groups.values_list("pk", flat=True)),
        **changes,
    }
    with translation.override("th"):
        return client.post(url, {name: value for name, value in values.items() if value is not None}, follow=True)


def bulk(client: Client, action: str, *users: User, **fields: str) -> HttpResponse:
    url = reverse("wagtail_bulk_action", args=["people", "user", action])
    query = "&".join(f"id={user.pk}" for user in users)
    with translation.override("th"):
        return client.post(f"{url}?{query}&next=/admin/users/", fields, follow=True)


def words(response: HttpResponse) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ")


@pytest.mark.parametrize("changes", [{"groups": []}, {"is_active": None}])
def test_last_is_neither_demoted_nor_locked_in_the_admin(keeper: Client, administrator: User, changes: dict) -> None:
    response = edit(keeper, administrator, **changes)

    assert SAID in words(response)
    assert is_last_administrator(administrator)


@pytest.mark.parametrize("changes", [{"groups": []}, {"is_active": None}])
def test_one_of_two_may_be_demoted_or_locked_in_the_admin(office: Client, other: User, changes: dict) -> None:
    response = edit(office, other, **changes)

    assert SAID not in words(response)
    assert not User.objects.filter(pk=other.pk, is_active=True, groups__role__key=RoleKey.ADMINISTRATOR).exists()


def test_last_may_be_changed_in_all_else(office: Client, administrator: User) -> None:
    edit(office, administrator, first_name="ใหม่")
    administrator.refresh_from_db()

    assert administrator.first_name == "ใหม่"


def test_last_is_not_deleted_in_the_admin(keeper: Client, administrator: User) -> None:
    with translation.override("th"):
        response = keeper.post(reverse("wagtailusers_users:delete", args=[administrator.pk]), follow=True)

    assert SAID in words(response)
    assert User.objects.filter(pk=administrator.pk).exists()


def test_one_of_two_is_deleted_in_the_admin(office: Client, other: User) -> None:
    office.post(reverse("wagtailusers_users:delete", args=[other.pk]))

    assert not User.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("action", ["delete", "set_active_state"])
def test_all_administrators_at_once_are_refused(keeper: Client, administrator: User, other: User, action: str) -> None:
    response = bulk(keeper, action, administrator, other, mark_as_active="False")

    assert SAID in words(response)
    assert User.objects.filter(pk__in=[administrator.pk, other.pk], is_active=True).count() == 2


@pytest.mark.parametrize("action", ["delete", "set_active_state"])
def test_some_of_several_may_go_at_once(keeper: Client, administrator: User, other: User, action: str) -> None:
    bulk(keeper, action, other, UserFactory(), mark_as_active="False")

    assert is_last_administrator(administrator)


def test_group_of_the_role_is_not_deleted(office: Client, administrator: User) -> None:
    group = Role.objects.get(key=RoleKey.ADMINISTRATOR).group
    response = office.post(reverse("wagtailusers_groups:delete", args=[group.pk]))

    assert response.status_code == 302
    assert Role.objects.get(key=RoleKey.ADMINISTRATOR).group == group


def test_last_gets_no_lesser_role(administrator: User) -> None:
    with pytest.raises(LastAdministratorError):
        give_role(user=administrator, role=RoleKey.EDITOR)
    assert is_last_administrator(administrator)

    give_role(user=administrator, role=RoleKey.ADMINISTRATOR)
    assert is_last_administrator(administrator)


def test_one_of_two_gets_a_lesser_role(administrator: User, other: User) -> None:
    give_role(user=other, role=RoleKey.MEMBER)

    assert is_last_administrator(administrator)


def test_code_that_deletes_the_last_is_stopped(administrator: User, other: User) -> None:
    with pytest.raises(LastAdministratorError), transaction.atomic():
        User.objects.filter(pk__in=[administrator.pk, other.pk]).delete()
    other.delete()
    with pytest.raises(LastAdministratorError), transaction.atomic():
        administrator.delete()
    assert User.objects.filter(pk=administrator.pk).exists()


def test_superuser_counts_and_a_locked_account_does_not(administrator: User) -> None:
    chief = UserFactory(is_superuser=True, is_active=False)
    assert is_last_administrator(administrator)
    chief.is_active = True
    chief.save()
    assert not is_last_administrator(administrator)


def demoting(user: User) -> AccountEditForm:
    """The form of the admin by which somebody takes the role from `user`, checked and not saved yet."""
    values = {"username": user.username, "email": user.email, "first_name": "ก", "last_name": "ข", "position": "ครู"}
    form = AccountEditForm({**values, "is_active": "on", "groups": []}, instance=User.objects.get(pk=user.pk))
    assert form.is_valid(), form.errors
    return form


def test_two_forms_that_were_checked_before_either_was_saved_leave_one(administrator: User, other: User) -> None:
    first, second = demoting(administrator), demoting(other)
    with transaction.atomic():
        first.save()
    with pytest.raises(LastAdministratorError), transaction.atomic():
        second.save()
    assert is_last_administrator(other)


def test_form_that_was_overtaken_says_so_in_words(keeper: Client, administrator: User, other: User) -> None:
    with patch("content.people.forms.is_last_administrator", return_value=False):
        other.delete()
        response = edit(keeper, administrator, groups=[])
    assert SAID in words(response)
    assert is_last_administrator(administrator)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("door", ["role", "closing", "deletion", "bulk"])
def test_administrators_who_leave_at_the_same_time_leave_one(door: str) -> None:
    # A test with transactions of its own finds no collections, which `load_roles` needs.
    keys = (RoleKey.ADMINISTRATOR, RoleKey.MEMBER)
    roles = {key: Role.objects.create(key=key, group=Group.objects.create(name=key)).group for key in keys}
    people = UserFactory.create_batch(4)
    roles[RoleKey.ADMINISTRATOR].user_set.set(people)

    def leave(pk: int) -> None:
        user = User.objects.get(pk=pk)
        with transaction.atomic():
            if door == "role":
                give_role(user=user, role=RoleKey.MEMBER)
            elif door == "closing":
                close_account(user=user)
            elif door == "deletion":
                user.delete()
            else:
                refuse_for_last(user)
                User.objects.filter(pk=pk).update(is_active=False)

    errors = at_once(*[lambda pk=person.pk: leave(pk) for person in people])
    assert [type(error) for error in errors] == [LastAdministratorError]
    assert administrators().count() == 1
