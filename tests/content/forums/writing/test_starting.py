"""A topic is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.forums.models import Poll, Post, PostDraft, Topic
from tests.factories.forums import CategoryFactory, TopicFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from content.forums.models import Category
    from content.people.models import User
    from tests.content.forums.writing.conftest import Writer

    At = Callable[[User], Writer]


def test_topic_is_posted_with_its_tags(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        answer = writer.start(category, tags="การอ่าน, ป.1")
    topic = Topic.objects.get()
    assert answer.url == topic.get_absolute_url()
    assert (topic.title, topic.kind, topic.author) == ("เด็กอ่านไม่ออกทำอย่างไร", "question", asker)
    assert sorted(topic.tags.names()) == ["การอ่าน", "ป.1"]


def test_visitor_is_sent_to_sign_in(client: Client, category: Category) -> None:
    answer = client.get(f"/forum/c/{category.slug}/new/")
    assert answer.status_code == 302
    assert "login" in answer.url


def test_hidden_category_is_not_there(at: At, asker: User) -> None:
    hidden = CategoryFactory(readers="work_group", work_group=None)
    with at(asker) as writer:
        assert writer.client.get(f"/forum/c/{hidden.slug}/new/").status_code == 404


def test_category_of_moderators_refuses_others(at: At, asker: User) -> None:
    category = CategoryFactory(starters="moderators")
    with at(asker) as writer:
        assert writer.client.get(f"/forum/c/{category.slug}/new/").status_code == 403
        answer = writer.start(category)
    assert answer.status_code == 403
    assert "ขอคำแนะนำหน่อยครับ" in answer.text
    assert not Topic.objects.exists()


def test_only_categories_one_may_start_in_are_offered(at: At, asker: User, category: Category) -> None:
    CategoryFactory(name="ของผู้ดูแล", starters="moderators")
    CategoryFactory(name="ปิดแล้ว", is_closed=True)
    other = CategoryFactory(name="อีกหมวด")
    with at(asker) as writer:
        form = writer.client.get(f"/forum/c/{category.slug}/new/").context["form"]
    assert {pk for pk, _label in form.fields["category"].choices} == {str(category.pk), str(other.pk)}


def test_another_category_may_be_chosen(at: At, asker: User, category: Category) -> None:
    other = CategoryFactory()
    with at(asker) as writer:
        writer.start(category, chosen=other.pk)
    assert Topic.objects.get().category == other


def test_crafted_category_is_refused(at: At, asker: User, category: Category) -> None:
    hidden = CategoryFactory(readers="work_group")
    with at(asker) as writer:
        answer = writer.start(category, chosen=hidden.pk)
    assert answer.status_code == 422
    assert hidden.name not in answer.text
    assert not Topic.objects.exists()


def test_announcement_is_a_moderators(at: At, asker: User, moderator: User, category: Category) -> None:
    with at(asker) as writer:
        assert writer.start(category, kind="announcement").status_code == 422
    with at(moderator) as writer:
        writer.start(category, kind="announcement")
    assert Topic.objects.get().author == moderator


def test_moderator_of_one_category_does_not_announce_in_another(at: At, moderator: User, category: Category) -> None:
    other = CategoryFactory()
    with at(moderator) as writer:
        answer = writer.start(category, chosen=other.pk, kind="announcement")
    assert "kind" in answer.context["form"].errors


def test_poll_is_made_with_its_answers(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        writer.start(category, kind="poll", options="เช้า\n บ่าย \nเช้า\n", allows_several="on", closes_on="1/1/2599")
    poll = Poll.objects.get()
    assert [option.text for option in poll.options.all()] == ["เช้า", "บ่าย"]
    assert poll.allows_several
    assert poll.closes_at.year == 2056


@pytest.mark.parametrize("options", ["", "เช้า", "เช้า\nเช้า", "\n".join(map(str, range(11)))])
def test_poll_has_two_to_ten_answers(at: At, asker: User, category: Category, options: str) -> None:
    with at(asker) as writer:
        answer = writer.start(category, kind="poll", options=options)
    assert "options" in answer.context["form"].errors
    assert not Topic.objects.exists()


def test_poll_cannot_have_closed_already(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        answer = writer.start(category, kind="poll", options="1\n2", closes_on="1/1/2560")
    assert "closes_on" in answer.context["form"].errors


def test_question_needs_no_answers_of_a_poll(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        writer.start(category, options="เช้า")
    assert not Poll.objects.exists()
    assert Topic.objects.exists()


def test_title_may_come_with_the_address(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        answer = writer.client.get(f"/forum/c/{category.slug}/new/?title=%20อ่าน%08ไม่ออก%20")
    assert answer.context["form"]["title"].value() == "อ่านไม่ออก"


def test_topic_sent_twice_is_one(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        first = writer.start(category, token="one")
        second = writer.start(category, token="one")
    assert first.url == second.url
    assert Topic.objects.count() == Post.objects.count() == 1


def test_sent_draft_is_gone(at: At, asker: User, category: Category) -> None:
    other = CategoryFactory()
    PostDraft.objects.create(user=asker, category=category, title="เริ่มไว้", token="t")
    with at(asker) as writer:
        writer.start(category, chosen=other.pk, token="t")
    assert not PostDraft.objects.exists()


def test_asking_chooses_a_category_and_carries_the_question(at: At, asker: User, category: Category) -> None:
    closed = CategoryFactory(is_closed=True)
    with at(asker) as writer:
        answer = writer.client.get("/forum/ask/?q=อ่านไม่ออก")
    urls = [row["url"] for row in answer.context["rows"]]
    assert len(urls) == 1
    assert urls[0].startswith(f"/forum/c/{category.slug}/new/?title=")
    assert closed.name not in answer.text


def test_asking_where_nothing_is_open_says_so(at: At, asker: User, site_tree: object) -> None:
    with at(asker) as writer:
        assert writer.client.get("/forum/ask/?q=x").status_code == 200


def test_preview_posts_nothing(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        answer = writer.start(category, action="preview", text="**หนา**", title="")
    assert "<strong>หนา</strong>" in answer.text
    assert not Topic.objects.exists()


def test_held_topic_tells_its_author(at: At, asker: User) -> None:
    category = CategoryFactory(holds_every_topic=True)
    with at(asker) as writer:
        answer = writer.start(category)
        assert writer.client.get(answer.url).status_code == 200
    assert Topic.objects.get().state == "pending"


def test_number_of_queries_of_the_form_does_not_grow(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        address = f"/forum/c/{category.slug}/new/"
        writer.client.get(address)
        with CaptureQueriesContext(connection) as few:
            writer.client.get(address)
        for _number in range(5):
            TopicFactory(category=CategoryFactory())
        with CaptureQueriesContext(connection) as many:
            writer.client.get(address)
    assert len(many) == len(few)
