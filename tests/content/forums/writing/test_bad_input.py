"""Whatever is sent: a clear answer, nothing lost, never a fault of the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from content.forums.models import Post, PostFile, Topic
from content.forums.models.posts import LONGEST_TEXT
from content.notifications.mentions import MOST_MENTIONS, mentioned_names
from tests.content.forums.writing.conftest import Writer, picture
from tests.factories.forums import PostFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.forums.models import Category
    from content.people.models import User

    At = Callable[[User], Writer]


def test_scripts_and_styles_become_harmless(at: At, client: Client, helper: User, topic: Topic) -> None:
    text = "<script>alert(1)</script><style>a{b:c}</style><img src=x onerror=alert(1)> [x](javascript:alert(1))"
    with at(helper) as writer:
        writer.reply(topic, text)
    body = Post.objects.get(number=2).body
    assert not any(sign in body for sign in ("<script", "<style", "onerror", "javascript:"))


def test_text_that_is_too_long_says_how_many_fit_and_stays(at: At, helper: User, topic: Topic) -> None:
    long = "ก" * 200_000
    with at(helper) as writer:
        answer = writer.reply(topic, long)
    assert answer.status_code == 422
    message = str(answer.context["form"].errors["text"])
    assert "200,000" in message
    assert f"{LONGEST_TEXT:,}" in message
    assert answer.context["form"]["text"].value() == long


def test_longest_text_is_taken(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        writer.reply(topic, "ก" * LONGEST_TEXT)
    assert len(Post.objects.get(number=2).text) == LONGEST_TEXT


def test_ten_thousand_mentions_are_posted_and_twenty_count(at: At, helper: User, topic: Topic) -> None:
    text = " ".join(f"@a{n}" for n in range(10_000))[:LONGEST_TEXT]
    with at(helper) as writer:
        assert writer.reply(topic, text).status_code == 302
    assert len(mentioned_names(Post.objects.get(number=2).text)) == MOST_MENTIONS


def test_characters_nobody_sees_are_taken_out(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        writer.reply(topic, "น\u0e4d\u0e49า\x00\x08\u202eใส\ufeff")
    assert Post.objects.get(number=2).text == "น้ำใส"


@pytest.mark.parametrize("text", ["", "   ", "\n\n\t", "\u200b\u200b", "\x00"])
def test_empty_text_is_refused_in_words(at: At, helper: User, topic: Topic, text: str) -> None:
    with at(helper) as writer:
        answer = writer.reply(topic, text)
    assert answer.status_code == 422
    assert "text" in answer.context["form"].errors
    assert Post.objects.count() == 1


def test_bytes_that_are_no_text_are_no_fault(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        answer = writer.client.post(
            f"/forum/t/{topic.pk}/reply/",
            b"action=post&token=t&text=%ED%A0%80%FF%00abc&reply_to=%00",
            content_type="application/x-www-form-urlencoded",
        )
    assert answer.status_code in {302, 422}


def test_long_title_and_long_tags_are_refused_in_words(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        answer = writer.start(category, title="ก" * 151, tags="ข" * 200)
    assert set(answer.context["form"].errors) == {"title", "tags"}
    assert "151" in str(answer.context["form"].errors["title"])


def test_crafted_choices_are_refused(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        answer = writer.start(category, kind="\0evil", chosen="x")
    assert answer.status_code == 422
    assert not Topic.objects.exists()


def test_crafted_token_is_no_fault(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        assert writer.reply(topic, token="x" * 5_000).status_code == 422
        assert writer.reply(topic, token="\0").status_code == 302
        assert writer.reply(topic, "อีกข้อความ", token="").status_code == 302


def test_crafted_post_to_answer_is_left_out(at: At, helper: User, topic: Topic) -> None:
    other = PostFactory()
    with at(helper) as writer:
        for reply_to in (other.pk, "x", "-1", "9" * 19):
            writer.reply(topic, f"ตอบ {reply_to}", reply_to=reply_to)
    assert not Post.objects.filter(topic=topic).exclude(reply_to=None).exists()
    assert topic.posts.count() == 5


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
@pytest.mark.parametrize("place", ["t/{}/reply", "t/{}/vote", "p/{}/edit", "p/{}/delete", "p/{}/react", "p/{}/accept"])
def test_numbers_that_nothing_has_are_404(at: At, helper: User, number: int, place: str) -> None:
    with at(helper) as writer:
        assert writer.client.post(f"/forum/{place.format(number)}/", {"text": "x"}).status_code == 404


@pytest.fixture
def stale(helper: User) -> Writer:
    """Somebody whose form token has run out."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(helper)
    return Writer(client, helper)


def test_token_that_has_run_out_loses_no_text(stale: Writer, topic: Topic, category: Category) -> None:
    reply = stale.reply(topic, "คำตอบยาว")
    start = stale.start(category, text="คำถามยาว")
    assert reply.status_code == start.status_code == 403
    assert reply.context["form"]["text"].value() == "คำตอบยาว"
    assert start.context["form"]["text"].value() == "คำถามยาว"
    assert Post.objects.count() == 1


def test_without_a_fresh_token_nothing_is_done(stale: Writer, helper: User, topic: Topic) -> None:
    own = PostFactory(topic=topic, author=helper, text="ของฉัน")
    answer = PostFactory(topic=topic)
    client = stale.client
    client.post(f"/forum/p/{own.pk}/edit/", {"text": "อื่น", "action": "post"})
    client.post(f"/forum/p/{own.pk}/delete/")
    client.post(f"/forum/p/{answer.pk}/react/", {"press": "thanks:on"})
    client.post(f"/forum/p/{answer.pk}/accept/", {"want": "on"})
    client.post("/forum/files/", {"picture": picture()})
    client.post(f"/forum/draft/?topic={topic.pk}", {"text": "x"})
    own.refresh_from_db()
    assert (own.text, own.state) == ("ของฉัน", "visible")
    assert not answer.reactions.exists()
    assert not PostFile.objects.exists()
    assert not helper.forum_drafts.exists()


def test_edit_that_is_empty_keeps_the_post(at: At, helper: User, topic: Topic) -> None:
    own = PostFactory(topic=topic, author=helper, text="ของฉัน")
    with at(helper) as writer:
        assert writer.edit(own, text="  ").status_code == 422
    own.refresh_from_db()
    assert own.text == "ของฉัน"


def test_many_files_at_once_are_refused_in_words(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        answer = writer.reply(topic, "ดูภาพ", files=[picture() for _number in range(11)])
    assert "files" in answer.context["form"].errors
    assert answer.context["form"]["text"].value() == "ดูภาพ"
