"""Small facts remembered until content changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wagtail.models import PageViewRestriction

from content.core import memory
from content.core.memory import remembered
from content.knowledge.models import KnowledgeIndexPage
from content.website.models import StandardPage
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper


def test_value_is_made_once_for_a_generation(remembering: Callable) -> None:
    made: list[int] = []
    for _ in range(3):
        assert remembered("a", lambda: made.append(1) or len(made)) == 1
    remembering()

    assert remembered("a", lambda: made.append(1) or len(made)) == 2


def test_each_key_has_a_value_of_its_own(remembering: Callable) -> None:
    assert [remembered(key, lambda key=key: key * 2) for key in "ab"] == ["aa", "bb"]


def test_value_made_during_a_change_is_not_kept(remembering: Callable) -> None:
    def build() -> str:
        remembering()
        return "old"

    remembered("a", build)

    assert remembered("a", lambda: "new") == "new"


def test_nothing_is_remembered_where_that_is_off(remembering: Callable, settings: SettingsWrapper) -> None:
    settings.KM_REMEMBER = False
    remembered("a", lambda: "old")

    assert remembered("a", lambda: "new") == "new"


def test_values_are_bounded(remembering: Callable) -> None:
    small = memory.Memory(3)
    for number in range(10):
        small.get(number, lambda: "x")

    assert len(small._values) == 3


@pytest.mark.django_db
def test_remembered_way_to_a_page_ends_with_the_page(client: Client, site_tree: object, remembering: Callable) -> None:
    page = site_tree.add(StandardPage, title="แผนรับน้ำหลาก")
    url = page.get_url()
    remembering()
    assert client.get(url).status_code == 200

    page.unpublish()
    remembering()
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_remembered_audience_ends_with_a_restriction(client: Client, site_tree: object, remembering: Callable) -> None:
    page = site_tree.add(StandardPage, title="แผนรับน้ำหลาก")
    remembering()
    assert client.get(page.get_url()).status_code == 200

    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    remembering()
    assert client.get(page.get_url()).status_code == 404
    client.force_login(UserFactory())
    assert client.get(page.get_url()).status_code == 200


@pytest.mark.django_db
def test_page_that_moved_answers_at_its_new_address(client: Client, site_tree: object, remembering: Callable) -> None:
    section = site_tree.add(StandardPage, title="หมวด", slug="section")
    page = site_tree.add(StandardPage, title="แผน", slug="plan")
    old = page.get_url()
    remembering()
    assert client.get(old).status_code == 200

    page.move(section, pos="last-child")
    remembering()
    assert client.get("/section/plan/").status_code == 200
    assert client.get(old).status_code in {301, 302, 404}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["no-such-page/", "knowledge/no/such/", "-/", "_/"])
def test_unknown_address_answers_404(client: Client, site_tree: object, remembering: Callable, path: str) -> None:
    site_tree.index(KnowledgeIndexPage)
    for _ in range(2):
        assert client.get(f"/{path}").status_code == 404


@pytest.mark.django_db
def test_kept_content_follows_an_edit(client: Client, site_tree: object, remembering: Callable) -> None:
    page = site_tree.add(StandardPage, title="แผนเดิม")
    remembering()
    assert "แผนเดิม" in client.get(page.get_url()).content.decode()

    page.title = "แผนใหม่"
    page.save_revision().publish()
    remembering()
    assert "แผนเดิม" not in client.get(page.get_url()).content.decode()


@pytest.mark.django_db
def test_kept_content_is_not_shown_to_other_audiences(client: Client, site_tree: object, remembering: Callable) -> None:
    section = site_tree.add(StandardPage, title="หมวด")
    hidden = site_tree.add(StandardPage, parent=section, title="เรื่องภายใน")
    PageViewRestriction.objects.create(page=hidden.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    remembering()
    member = UserFactory()

    for user, shown in ((member, True), (None, False), (member, True), (None, False)):
        client.logout()
        if user:
            client.force_login(user)
        assert ("เรื่องภายใน" in client.get(section.get_url()).content.decode()) is shown
