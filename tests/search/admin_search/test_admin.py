"""The lists and choosers of the admin, asked in Thai and with everything that ends as an error elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from content.files.models import OfficeImage
from content.people.models import Profile
from content.people.roles import RoleKey
from tests.factories.files import DocumentFactory
from tests.factories.notes import NotePageFactory
from tests.factories.people import SchoolFactory, UserFactory, WorkGroupFactory, user_with_role

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

NAME = "ศูนย์การเรียนรู้ทะเลน้อย"
LISTS = {
    "pages": "wagtailadmin_pages:search",
    "page chooser": "wagtailadmin_choose_page_search",
    "documents": "wagtaildocs:index",
    "document results": "wagtaildocs:index_results",
    "document chooser": "wagtaildocs_chooser:choose_results",
    "images": "wagtailimages:index",
    "image chooser": "wagtailimages_chooser:choose_results",
    "schools": "wagtailsnippets_people_school:list",
    "work groups": "wagtailsnippets_people_workgroup:list",
    "indicators": "wagtailsnippets_taxonomy_indicator:list",
    "users": "wagtailusers_users:index",
}
FULL = [name for name in LISTS if name != "indicators"]
NASTY = ['"', "*", "\x00", "ก" * 10_000, '"ครู', "a OR (", "%00", "\\", "' OR 1=1 --"]


@pytest.fixture
def admin(client: Client, site_tree: object) -> Client:
    client.force_login(user_with_role(RoleKey.ADMINISTRATOR, is_superuser=True))
    return client


@pytest.fixture
def named(admin: Client) -> None:
    NotePageFactory(title=NAME)
    DocumentFactory(title=NAME)
    OfficeImage.objects.create(title=NAME, description="ภาพ", file=get_test_image_file("a.png"))
    SchoolFactory(name=NAME)
    WorkGroupFactory(name=NAME)
    UserFactory(username="somebody", profile__position=NAME)


def lists_that_find(admin: Client, typed: str) -> set[str]:
    found = set()
    for name in FULL:
        response = admin.get(reverse(LISTS[name]), {"q": typed})
        assert response.status_code == 200
        if ("somebody" if name == "users" else NAME) in response.content.decode():
            found.add(name)
    return found


@pytest.mark.parametrize("typed", ["ทะเลน้อย", "ทะเลน", "เรียนรู้ทะเ", "ศูนย์การ"])
def test_thai_is_found_in_every_list(admin: Client, named: None, typed: str) -> None:
    assert lists_that_find(admin, typed) == set(FULL)


def test_what_is_not_there_is_found_in_no_list(admin: Client, named: None) -> None:
    assert lists_that_find(admin, "หมู่บ้านช้าง") == set()


@pytest.mark.parametrize("typed", NASTY)
def test_nothing_typed_into_a_list_is_an_error(admin: Client, typed: str) -> None:
    statuses = {name: admin.get(reverse(address), {"q": typed}).status_code for name, address in LISTS.items()}

    assert {name: status for name, status in statuses.items() if status >= 500} == {}


def test_a_person_is_found_by_a_position_that_has_changed(admin: Client, named: None) -> None:
    profile = Profile.objects.get(position=NAME)
    profile.position = "ศึกษานิเทศก์ชำนาญการ"
    profile.save()

    assert "somebody" in admin.get(reverse("wagtailusers_users:index"), {"q": "ศึกษานิเทศ"}).content.decode()


def test_lists_keep_their_order_and_filters_while_searched(admin: Client, named: None) -> None:
    SchoolFactory(name="โรงเรียนบ้านทะเลน้อย", district="ป่าบอน")
    content = admin.get(
        reverse("wagtailsnippets_people_school:list"), {"q": "ทะเลน้อย", "district": "ป่าบอน", "ordering": "-name"}
    ).content.decode()

    assert "โรงเรียนบ้านทะเลน้อย" in content
    assert NAME not in content
