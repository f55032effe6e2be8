"""Drafts, people to mention, what is like a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.forums.models import PostDraft, Topic
from content.forums.models.posts import LONGEST_TEXT
from content.forums.writing import likeness
from content.forums.writing.advice import ask_url
from content.forums.writing.views import starting
from content.people.roles import RoleKey
from search.registry import advice
from tests.content.forums.writing.conftest import JSON
from tests.factories.forums import CategoryFactory
from tests.factories.people import UserFactory, WorkGroupFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    from content.forums.models import Category
    from content.people.models import User
    from tests.content.forums.writing.conftest import Writer

    At = Callable[[User], Writer]


def save(client: Client, place: str, **fields: object) -> HttpResponse:
    return client.post(f"/forum/draft/?{place}", {"action": "autosave", "token": "t", **fields}, headers=JSON)


def test_begun_topic_is_there_in_another_tab(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        told = save(writer.client, f"category={category.pk}", title="เริ่มไว้", text="ครึ่งเดียว", kind="lesson").json()
        form = writer.client.get(f"/forum/c/{category.slug}/new/").context["form"]
    assert told["errors"] == {}
    assert told["token"] == "t"
    assert [form[name].value() for name in ("title", "text", "kind")] == ["เริ่มไว้", "ครึ่งเดียว", "lesson"]


def test_begun_reply_stands_at_the_end_of_the_topic(at: At, asker: User, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        save(writer.client, f"topic={topic.pk}", text="กำลังพิมพ์")
        assert "กำลังพิมพ์" in writer.client.get(topic.get_absolute_url()).text
        writer.reply(topic, "ส่งแล้ว", token="t")
    assert not PostDraft.objects.exists()
    with at(asker) as writer:
        assert "กำลังพิมพ์" not in writer.client.get(topic.get_absolute_url()).text


def test_emptied_draft_is_gone(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        save(writer.client, f"topic={topic.pk}", text="กำลังพิมพ์")
        save(writer.client, f"topic={topic.pk}", text="  ")
    assert not PostDraft.objects.exists()


def test_draft_is_thrown_away_on_purpose(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        save(writer.client, f"category={category.pk}", title="เริ่มไว้")
        answer = writer.client.post(f"/forum/draft/?category={category.pk}", {"action": "discard"})
    assert answer.url == f"/forum/c/{category.slug}/new/"
    assert not PostDraft.objects.exists()


def test_title_from_a_search_does_not_run_over_a_draft(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        save(writer.client, f"category={category.pk}", title="เรื่องเก่า", text="ครึ่งเดียว")
        answer = writer.client.get(f"/forum/c/{category.slug}/new/?title=เรื่องใหม่")
    assert answer.context["form"]["title"].value() == "เรื่องใหม่"
    assert 'data-draft="none"' in answer.text
    assert "เรื่องเก่า" in answer.text


def test_topic_from_elsewhere_leaves_the_draft_alone_when_posted(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        save(writer.client, f"category={category.pk}", title="เรื่องเก่า", text="ครึ่งเดียว")
        form = writer.client.get(f"/forum/c/{category.slug}/new/?title=เรื่องใหม่").context["form"]
        writer.start(category, title="เรื่องใหม่", token=form["token"].value())
    assert Topic.objects.get().title == "เรื่องใหม่"
    assert PostDraft.objects.get().title == "เรื่องเก่า"


def test_form_shown_again_still_keeps_off_the_draft_of_another(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        save(writer.client, f"category={category.pk}", title="เรื่องเก่า")
        wrong = writer.start(category, title="")
        own = writer.start(category, title="", token="t")
    assert 'data-draft="none"' in wrong.text
    assert "เรื่องเก่า" in wrong.text
    assert 'data-draft="/forum/draft/' in own.text


def test_draft_that_was_opened_goes_when_it_is_posted(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        save(writer.client, f"category={category.pk}", title="เริ่มไว้")
        form = writer.client.get(f"/forum/c/{category.slug}/new/").context["form"]
        writer.start(category, token=form["token"].value())
    assert not PostDraft.objects.exists()


def test_second_tab_does_not_run_over_the_draft_of_the_first(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        save(writer.client, f"topic={topic.pk}", text="แท็บแรก")
        answer = save(writer.client, f"topic={topic.pk}", text="แท็บสอง", token="u")
        emptied = save(writer.client, f"topic={topic.pk}", text="", token="u")
        writer.reply(topic, "แท็บสอง", token="u")
    assert (answer.status_code, emptied.status_code) == (409, 200)
    assert "อุปกรณ์" in answer.json()["message"]
    assert PostDraft.objects.get().text == "แท็บแรก"


def test_begun_reply_opened_with_a_quotation_is_the_same_draft(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        save(writer.client, f"topic={topic.pk}", text="เริ่มไว้")
        page = writer.client.get(f"/forum/t/{topic.pk}/reply/?quote={topic.opening().pk}")
    assert page.context["form"]["token"].value() == "t"


def test_draft_that_is_too_long_says_how_much_fits(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        told = save(writer.client, f"topic={topic.pk}", text="ก" * 200_000).json()
    assert "200,000" in told["errors"]["text"][0]
    assert f"{LONGEST_TEXT:,}" in told["errors"]["text"][0]
    assert not PostDraft.objects.exists()


@pytest.mark.parametrize("place", ["", "topic=0", "topic=x", "category=99999999999999999999", "category=\0"])
def test_draft_of_nothing_is_not_there(at: At, helper: User, topic: Topic, place: str) -> None:
    with at(helper) as writer:
        assert save(writer.client, place, text="x").status_code in {400, 404}
    assert not PostDraft.objects.exists()


def test_no_draft_where_one_may_not_write(at: At, helper: User, topic: Topic) -> None:
    Topic.objects.update(is_locked=True)
    hidden = CategoryFactory(readers="work_group", work_group=WorkGroupFactory())
    with at(helper) as writer:
        assert save(writer.client, f"topic={topic.pk}", text="x").status_code == 404
        assert save(writer.client, f"category={hidden.pk}", text="x").status_code == 404


def test_script_hears_that_the_sign_in_has_ended(client: Client, topic: Topic) -> None:
    assert save(client, f"topic={topic.pk}", text="x").status_code == 401


def people(client: Client, category: Category, typed: str) -> list[str]:
    told = client.get(f"/forum/mentions/?category={category.slug}&q={typed}").json()
    return [person["username"] for person in told["people"]]


def test_people_are_found_by_user_name_and_position(at: At, asker: User, helper: User, category: Category) -> None:
    UserFactory(username="away", profile__position="ครูผู้ตอบ", is_active=False)
    with at(asker) as writer:
        assert people(writer.client, category, "hel") == ["helper"]
        assert people(writer.client, category, "ผู้ตอบ") == ["helper"]
        told = writer.client.get(f"/forum/mentions/?category={category.slug}&q=hel").json()
    assert told["people"] == [{"username": "helper", "who": "ครูผู้ตอบ"}]


def test_names_and_addresses_find_nobody(at: At, asker: User, category: Category) -> None:
    UserFactory(username="quiet", first_name="สมชาย", email="somchai@example.invalid")
    with at(asker) as writer:
        assert people(writer.client, category, "สมชาย") == []
        assert people(writer.client, category, "somchai") == []


def test_only_who_may_read_there_is_offered(at: At, category: Category) -> None:
    group = WorkGroupFactory()
    closed = CategoryFactory(readers="work_group", work_group=group)
    member, moderator, outsider = (UserFactory(username=f"ann{n}") for n in range(3))
    group.group.user_set.add(member)
    closed.moderators.add(moderator)
    with at(member) as writer:
        assert people(writer.client, closed, "ann") == ["ann0", "ann1"]
    with at(outsider) as writer:
        assert writer.client.get(f"/forum/mentions/?category={closed.slug}&q=ann").status_code == 404


def test_editors_are_offered_everywhere(at: At, make_user: Callable) -> None:
    group = WorkGroupFactory()
    closed = CategoryFactory(readers="work_group", work_group=group)
    make_user(role=RoleKey.EDITOR, username="anneditor")
    member = UserFactory(username="member")
    group.group.user_set.add(member)
    with at(member) as writer:
        assert people(writer.client, closed, "ann") == ["anneditor"]


def test_visitor_learns_nobodys_name(client: Client, category: Category) -> None:
    assert client.get(f"/forum/mentions/?category={category.slug}&q=a", headers=JSON).status_code == 302


def test_crafted_questions_for_people_are_no_fault(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        for typed in ("", "@", "%25", "_", "'", "ก" * 5_000):
            assert people(writer.client, category, typed) == []


FOUND = [{"title": "อ่านคล่อง", "url": "/x/", "kind": "note", "kind_label": "บันทึก", "state": ""}]


@pytest.fixture
def _like(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "like_title", lambda user, title: FOUND)


@pytest.mark.usefixtures("_like")
def test_what_is_like_it_is_offered_once_before_posting(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        answer = writer.start(category, offered="")
        assert not Topic.objects.exists()
        assert "อ่านคล่อง" in answer.text
        form = answer.context["form"]
        assert form["text"].value() == "ขอคำแนะนำหน่อยครับ"
        writer.start(category, offered=form["offered"].value())
    assert Topic.objects.exists()


@pytest.mark.usefixtures("_like")
def test_what_was_offered_while_typing_is_not_offered_again(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        writer.start(category, offered="yes")
    assert Topic.objects.exists()


def test_nothing_like_it_stands_in_nobodys_way(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        writer.start(category, offered="")
    assert Topic.objects.exists()


def test_short_title_is_like_nothing(asker: User) -> None:
    assert likeness.like_title(asker, "อ่าน") == []


def test_similar_answers_members_only(at: At, client: Client, asker: User, category: Category) -> None:
    assert client.get("/forum/similar/?q=อ่านไม่ออก").status_code == 302
    with at(asker) as writer:
        assert writer.client.get("/forum/similar/?q=อ่านไม่ออก").json() == {"items": []}


def test_search_that_finds_nothing_sends_here(category: Category) -> None:
    label, url = advice("อ่านไม่ออก")
    assert url.startswith("/forum/ask/?q=")
    assert str(label)


def test_search_sends_nobody_where_no_category_is_open(db: None) -> None:
    assert ask_url("อ่านไม่ออก") == ""
