"""What a person takes along, and what is left when they go."""

from __future__ import annotations

import json
import zipfile

import pytest

from content.forums.audience import tokens_of
from content.forums.models import Category, Poll, PollVote, Post, PostDraft, PostVersion, TopicFollow, TopicMark
from content.forums.personal_data import forum_life_of
from content.people.account.closing import close_account
from content.people.account.export import write_export
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_export_holds_all_own_posts_and_no_words_of_others() -> None:
    user = UserFactory()
    topic = TopicFactory(title="ชื่อของคนอื่น", text="คำของคนอื่น")
    post = PostFactory(topic=topic, author=user, text="คำของฉัน", state="hidden")
    PostVersion.objects.create(post=post, text="เคยเขียนไว้", written_at=post.created_at)
    PostVersion.objects.create(post=post, text="", written_at=post.created_at, is_purged=True)
    PostDraft.objects.create(user=user, topic=topic, text="ร่างของฉัน")
    with zipfile.ZipFile(write_export(user)) as archive:
        posts = json.loads(archive.read("forum_posts.json"))
        life = json.loads(archive.read("forum_life.json"))
        everything = "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("forum"))
    assert [(row["text"], row["address"]) for row in posts] == [("คำของฉัน", f"/forum/p/{post.pk}/")]
    assert [row["text"] for row in posts[0]["before"]] == ["เคยเขียนไว้"]
    assert [row["text"] for row in life["drafts"]] == ["ร่างของฉัน"]
    assert "ของคนอื่น" not in everything


def test_export_holds_words_of_a_poll_only_where_it_may_be_read() -> None:
    user = UserFactory()
    for state, text in (("visible", "คำตอบหนึ่ง"), ("hidden", "คำตอบลับ")):
        poll = Poll.objects.create(topic=TopicFactory(state=state))
        PollVote.objects.create(user=user, option=poll.options.create(order=1, text=text))
    votes = forum_life_of(user)["votes"]
    assert [vote.get("text") for vote in votes] == ["คำตอบหนึ่ง", None]


def test_closing_leaves_posts_under_the_position_and_takes_the_rest() -> None:
    user = UserFactory(profile__position="ครูชำนาญการ")
    topic = TopicFactory()
    post = PostFactory(topic=topic, author=user, text="ยังอยู่")
    PostDraft.objects.create(user=user, topic=topic, text="ร่าง")
    TopicMark.objects.create(user=user, topic=topic, last_number=1)
    TopicFollow.objects.create(user=user, topic=topic)
    close_account(user=user)
    kept = Post.objects.get(pk=post.pk)
    assert (kept.text, kept.author.public_name) == ("ยังอยู่", "ครูชำนาญการ")
    assert not PostDraft.objects.exists()
    assert not TopicMark.objects.exists()
    assert not TopicFollow.objects.filter(user=user).exists()


def test_closed_account_moderates_and_reads_nothing_more() -> None:
    user = UserFactory()
    category = CategoryFactory(readers="school")
    category.moderators.add(user)
    close_account(user=user)
    category = Category.objects.get()
    assert list(category.moderators.all()) == []
    assert f"user:{user.pk}" not in tokens_of(category)
