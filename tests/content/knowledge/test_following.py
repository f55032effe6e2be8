"""Those who follow an item, a tag, a learning area or a work group hear of what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.notes.models import NoteIndexPage, NotePage
from content.notifications.delivery import deliver
from content.notifications.models import Follow, Notice
from content.notifications.services import follow
from content.taxonomy.models import Tag
from tests.factories.people import UserFactory, WorkGroupFactory
from tests.factories.taxonomy import LearningAreaFactory

if TYPE_CHECKING:
    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(site_tree) -> User:
    return UserFactory()


def note(site_tree, tags: tuple[str, ...] = (), **fields: object) -> NotePage:
    fields = {"title": "เคล็ดลับ", "note_type": NotePage.NoteType.TIP, "body": "ก", "live": False, **fields}
    page = site_tree.index(NoteIndexPage).add_child(instance=NotePage(**fields))
    page.tags.add(*tags)
    page.save_revision().publish()
    return NotePage.objects.get(pk=page.pk)


def publish(page: NotePage, user: User | None = None) -> None:
    page = NotePage.objects.get(pk=page.pk)
    page.save_revision(user=user).publish()


def kinds_told() -> list[str]:
    deliver()
    return list(Notice.objects.order_by("pk").values_list("event__kind", flat=True))


def test_new_version_of_a_followed_item_is_told_once(site_tree, user: User) -> None:
    page = note(site_tree)
    follow(user=user, target=page)
    publish(page)
    deliver()

    assert kinds_told() == ["item-changed"]


def test_each_new_version_is_told(site_tree, user: User) -> None:
    page = note(site_tree)
    follow(user=user, target=page)
    publish(page)
    publish(page)

    assert kinds_told() == ["item-changed", "item-changed"]


def test_own_change_is_not_told(site_tree, user: User) -> None:
    page = note(site_tree)
    follow(user=user, target=page)
    publish(page, user)

    assert kinds_told() == []


@pytest.mark.parametrize("what", ["tag", "learning_area", "work_group"])
def test_new_item_of_what_is_followed_is_told(site_tree, user: User, what: str) -> None:
    targets = {
        "tag": Tag.objects.create(name="หนังตะลุง"),
        "learning_area": LearningAreaFactory(),
        "work_group": WorkGroupFactory(),
    }
    follow(user=user, target=targets[what])
    note(site_tree)
    assert kinds_told() == []

    note(
        site_tree,
        tags=("หนังตะลุง",) if what == "tag" else (),
        learning_areas=[targets["learning_area"]] if what == "learning_area" else [],
        work_group=targets["work_group"] if what == "work_group" else None,
    )
    assert kinds_told() == ["item-added"]


def test_item_of_several_things_followed_is_told_once(site_tree, user: User) -> None:
    tag, group = Tag.objects.create(name="โนรา"), WorkGroupFactory()
    follow(user=user, target=tag)
    follow(user=user, target=group)
    note(site_tree, tags=("โนรา",), work_group=group)

    assert kinds_told() == ["item-added"]


def test_item_published_again_is_not_new(site_tree, user: User) -> None:
    tag = Tag.objects.create(name="โนรา")
    follow(user=user, target=tag)
    page = note(site_tree, tags=("โนรา",))
    page.unpublish()
    publish(page)

    assert kinds_told() == ["item-added"]


def test_new_item_for_others_is_not_told(site_tree, user: User) -> None:
    group = WorkGroupFactory()
    inside = UserFactory(profile__work_group=group)
    for person in (user, inside):
        follow(user=person, target=group)
    note(site_tree, work_group=group, audience="work_group")

    deliver()
    assert [notice.recipient for notice in Notice.objects.all()] == [inside]


class TestButtons:
    def test_member_follows_and_stops_on_the_page(self, client: Client, site_tree, user: User) -> None:
        page = note(site_tree)
        client.force_login(user)
        assert "ติดตาม" in client.get(page.url).content.decode()
        address = f"/notices/follows/page/{page.pk}/"

        response = client.post(address, {"follow": "yes", "next": page.url})
        assert response.headers["Location"] == page.url
        assert Follow.objects.get().user == user
        assert "เลิกติดตาม" in client.get(page.url).content.decode()
        assert page.title in client.get("/notices/follows/").content.decode()

        client.post(address, {"follow": "no"})
        assert not Follow.objects.exists()

    def test_following_twice_is_following_once(self, client: Client, site_tree, user: User) -> None:
        page = note(site_tree)
        client.force_login(user)
        for _ in range(2):
            client.post(f"/notices/follows/page/{page.pk}/", {"follow": "yes"})

        assert Follow.objects.count() == 1

    def test_one_s_own_choice_is_not_shown_to_others(self, client, site_tree, user: User, remembering) -> None:
        page = note(site_tree)
        follow(user=user, target=page)
        client.force_login(user)
        assert "เลิกติดตาม" in client.get(page.url).content.decode()

        client.force_login(UserFactory())
        assert "เลิกติดตาม" not in client.get(page.url).content.decode()

    def test_visitor_is_offered_nothing(self, client: Client, site_tree) -> None:
        page = note(site_tree)

        assert "/notices/follows/" not in client.get(page.url).content.decode()
        assert client.post(f"/notices/follows/page/{page.pk}/").status_code == 302
        assert not Follow.objects.exists()

    def test_hidden_page_cannot_be_followed(self, client: Client, site_tree, user: User) -> None:
        page = note(site_tree, audience="people")
        client.force_login(user)

        assert client.post(f"/notices/follows/page/{page.pk}/").status_code == 404
        assert client.post("/notices/follows/user/1/").status_code == 404

    def test_page_hidden_since_leaves_the_list_but_can_be_left(self, client: Client, site_tree, user: User) -> None:
        page = note(site_tree, title="เคยเปิดให้อ่าน")
        follow(user=user, target=page)
        page.audience = "people"
        page.save()
        client.force_login(user)

        assert "เคยเปิดให้อ่าน" not in client.get("/notices/follows/").content.decode()
        client.post(f"/notices/follows/page/{page.pk}/", {"follow": "no"})
        assert not Follow.objects.exists()
