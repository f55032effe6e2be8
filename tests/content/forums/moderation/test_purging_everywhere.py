"""What is purged stands nowhere any more: not in the log, notices, reports, polls, drafts or former versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.urls import reverse

from content.forums.models import ModerationAction, Post, PostDraft, PostFile, Topic
from content.forums.moderation.services import merging, people, posts, splitting, topics
from content.forums.moderation.services.masking import MASK
from content.forums.moderation.services.purging import purge
from content.forums.moderation.services.reports import report_post
from content.forums.services.editing import edit_post, version_of
from content.forums.services.polls import PollPlan
from content.forums.services.posting import reply, start_topic
from content.notifications.models import FiredEvent
from content.people.roles import RoleKey
from tests.content.forums.knowledge.making import draft, publish
from tests.content.forums.moderation.checks import act, addresses, words
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.notes import NoteIndexPageFactory
from tests.factories.people import UserFactory, user_with_role

if TYPE_CHECKING:
    from django.test import Client

    from content.forums.models import Category
    from content.people.models import User

PHONE = "081-234-5678"
APPS = ("forums", "notifications")


def places_with(text: str) -> list[str]:
    """Each column of the forums and of the notices in which the text stands."""
    return [
        f"{model.__name__}.{field.name}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if any(text in str(value) for value in model.objects.values_list(field.name, flat=True))
    ]


def full_life(category: Category, moderator: User) -> Topic:
    """A topic about which everything was done that writes words down."""
    asker, other = UserFactory.create_batch(2)
    topic = start_topic(
        user=asker,
        category=category,
        title=f"โทร {PHONE}",
        text=f"เบอร์ {PHONE}",
        token="poll",
        kind="poll",
        poll=PollPlan((f"โทร {PHONE}", "ไม่โทร")),
    )
    for title in (f"ใหม่ {PHONE}", "ชื่อสุดท้าย"):
        opening = Post.objects.get(topic=topic, number=1)
        edit_post(
            user=moderator, post=opening, text="ลบแล้ว", title=title, base=version_of(opening), reason=f"มี {PHONE}"
        )
    quoting = reply(user=other, topic=topic, text=f"> เบอร์ {PHONE}", token="q")
    report_post(user=other, post=opening, reason="personal_data", text=f"มีเบอร์ {PHONE}")
    people.warn(user=moderator, post=quoting, reason=f"อย่าใส่ {PHONE}")
    posts.hide(user=moderator, post_id=quoting.pk, reason=f"มี {PHONE}")
    PostFile.objects.create(post=quoting, name=f"{PHONE}.txt", size=1, file=ContentFile(b"x", name="k.txt"))
    PostDraft.objects.create(user=asker, topic=topic, text=f"> {PHONE}")
    gone = TopicFactory(category=category, title=f"ซ้ำ {PHONE}")
    third = PostFactory(topic=gone)
    merging.merge(user=moderator, source_id=gone.pk, target_id=topic.pk, reason=f"ซ้ำ {PHONE}")
    third.refresh_from_db()
    splitting.split(
        user=moderator, topic_id=topic.pk, numbers=[third.number], category=category, title="แยก", kind="question",
        token="s", reason=f"แยก {PHONE}",
    )  # fmt: skip
    topics.move(user=moderator, topic_id=topic.pk, category=other_category(moderator), reason=f"ย้าย {PHONE}")
    return Topic.objects.get(pk=topic.pk)


def other_category(moderator: User) -> Category:
    category = CategoryFactory()
    category.moderators.add(moderator)
    del moderator._moderated_category_ids
    return category


def test_passage_purged_from_a_topic_stands_nowhere(category: Category, moderator: User) -> None:
    topic = full_life(category, moderator)
    assert len(places_with(PHONE)) > 10
    purge(user=moderator, post_id=topic.opening().pk, passages=[PHONE], in_whole_topic=True, reason=f"ขอลบ {PHONE}")
    assert places_with(PHONE) == []
    assert MASK in str(list(ModerationAction.objects.values_list("reason", flat=True)))


def test_former_title_goes_from_notices_and_log_without_being_named(category: Category, moderator: User) -> None:
    topic = start_topic(user=UserFactory(), category=category, title="ชื่อเด็กชายใบตอง", text="ก", token="t")
    other = TopicFactory(category=category)
    opening = topic.opening()
    report_post(user=UserFactory(), post=opening, reason="other", text="ดูหน่อย")
    posts.hide(user=moderator, post_id=opening.pk, reason="ดูก่อน")
    posts.show(user=moderator, post_id=opening.pk)
    merging.merge(user=moderator, source_id=other.pk, target_id=topic.pk)
    edit_post(user=moderator, post=opening, text="ก", title="ชื่อใหม่", base=version_of(topic.opening()))
    assert {"FiredEvent.title", "ModerationAction.details", "PostVersion.title"} <= set(places_with("ใบตอง"))
    purge(user=moderator, post_id=opening.pk, reason="ขอลบ")
    assert places_with("ใบตอง") == []


def test_notices_of_other_topics_with_the_same_title_keep_it(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category, title="ถามครับ")
    opening = topic.opening()
    edit_post(user=moderator, post=opening, text="ก", title="ถามเรื่องอ่าน", base=version_of(opening))
    other = FiredEvent.objects.create(kind="x", key="x", url="/forum/p/999999/", title="ถามครับ")
    purge(user=moderator, post_id=opening.pk, reason="ขอลบ")
    other.refresh_from_db()
    assert other.title == "ถามครับ"


def test_log_of_other_topics_is_left_alone(category: Category, moderator: User, post: Post) -> None:
    topics.pin(user=moderator, topic_id=TopicFactory(category=category).pk, reason=f"โทร {PHONE}")
    post.text = PHONE
    post.save()
    purge(user=moderator, post_id=post.pk, passages=[PHONE], reason="ขอลบ")
    assert places_with(PHONE) == ["ModerationAction.reason"]


@pytest.fixture
def drawn(site_tree: object, category: Category) -> Post:
    """A post from which an item of the knowledge bank was drafted, and one of those items published."""
    NoteIndexPageFactory()
    writer = user_with_role(RoleKey.CONTRIBUTOR)
    topic = TopicFactory(category=category, text=f"โทร {PHONE}")
    publish(draft(topic, writer, title="โน้ตเปิด"))
    draft(topic, writer, title="โน้ตร่าง")
    return topic.opening()


def test_moderator_hears_how_many_items_were_drafted_from_it(client: Client, drawn: Post, moderator: User) -> None:
    client.force_login(moderator)
    before = words(client.get(addresses(drawn)["post"]))
    assert "โน้ตเปิด" in before
    assert "2 " in before
    url = addresses(drawn)["post"]
    answer = client.post(url, {"do": "purge", "passages": PHONE, "reason": "ขอลบ"}, follow=True)
    assert "โน้ตเปิด</a>" in answer.text
    assert "โน้ตร่าง" not in answer.text


def test_page_of_a_post_from_which_nothing_was_drafted_says_nothing(
    client: Client, post: Post, moderator: User
) -> None:
    client.force_login(moderator)
    assert client.get(reverse("forums_post_moderation", args=[post.pk])).context["knowledge"]["count"] == 0
    assert "คลังความรู้" not in words(act(client, addresses(post)["post"], "purge", reason="ขอลบ"))
