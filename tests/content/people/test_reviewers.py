"""An administrator chooses who reviews for a work group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from content.people.models import WorkGroup
from content.people.roles import RoleKey
from tests.factories.people import WorkGroupFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client


def typed(group: WorkGroup, **fields: object) -> dict[str, object]:
    return {"name": group.name, "slug": group.slug, "order": 1, "short_name": "", "mission": "", **fields}


def test_administrator_sets_the_reviewers(client: Client, make_user: Callable) -> None:
    client.force_login(make_user(role=RoleKey.ADMINISTRATOR))
    group, reviewer, former = WorkGroupFactory(), make_user(), make_user()
    former.groups.add(group.reviewer_group)
    address = reverse(WorkGroup.snippet_viewset.get_url_name("edit"), args=[group.pk])

    assert former.username in client.get(address).content.decode()
    response = client.post(address, typed(group, reviewers=[reviewer.pk]))

    assert response.status_code == 302
    assert list(group.reviewer_group.user_set.all()) == [reviewer]


def test_contributor_does_not(client: Client, make_user: Callable) -> None:
    writer = make_user(role=RoleKey.CONTRIBUTOR)
    client.force_login(writer)
    group = WorkGroupFactory()
    client.post(
        reverse(WorkGroup.snippet_viewset.get_url_name("edit"), args=[group.pk]), typed(group, reviewers=[writer.pk])
    )

    assert not group.reviewer_group.user_set.exists()
