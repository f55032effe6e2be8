"""Posts are changed and deleted; what they said before is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.forums.models import BlockedWord, ModerationAction, Post, PostVersion, Topic
from content.forums.services.editing import delete_post, edit_post, version_of
from tests.factories.forums import PostFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from content.people.models import User
    from tests.content.forums.writing.conftest import Writer

    At = Callable[[User], Writer]


@pytest.fixture
def post(topic: Topic, helper: User) -> Post:
    return PostFactory(topic=topic, author=helper, text="ให้วาดภาพก่อนอ่าน")


def test_change_is_kept_with_its_reason(at: At, helper: User, post: Post) -> None:
    with at(helper) as writer:
        answer = writer.edit(post, text="ให้ร้องเพลงก่อนอ่าน", reason="เขียนผิด")
        history = writer.client.get(f"/forum/p/{post.pk}/history/").text
    post.refresh_from_db()
    version = PostVersion.objects.get()
    assert answer.url == post.get_absolute_url()
    assert (post.text, version.text, version.reason) == ("ให้ร้องเพลงก่อนอ่าน", "ให้วาดภาพก่อนอ่าน", "เขียนผิด")
    assert post.edited_at
    assert "เขียนผิด" in history
    assert "<del" in history


def test_history_is_read_by_whoever_reads_the_post(client: Client, at: At, helper: User, post: Post) -> None:
    with at(helper) as writer:
        writer.edit(post, text="ใหม่")
    assert client.get(f"/forum/p/{post.pk}/history/").status_code == 200
    Post.objects.filter(pk=post.pk).update(state="hidden")
    assert client.get(f"/forum/p/{post.pk}/history/").status_code == 404


def test_purged_version_shows_no_words(client: Client, post: Post, helper: User) -> None:
    edit_post(user=helper, post=post, text="ใหม่", base=version_of(post))
    PostVersion.objects.update(text="", is_purged=True)
    assert "วาดภาพ" not in client.get(f"/forum/p/{post.pk}/history/").text


def test_crafted_version_is_no_fault(client: Client, post: Post) -> None:
    for asked in ("", "x", "9" * 40, "%08"):
        assert client.get(f"/forum/p/{post.pk}/history/?version={asked}").status_code == 200


def test_opening_changes_its_title_and_tags(at: At, asker: User, topic: Topic) -> None:
    with at(asker) as writer:
        writer.edit(topic.opening(), title="หัวข้อใหม่", tags="การอ่าน")
    topic.refresh_from_db()
    assert topic.title == "หัวข้อใหม่"
    assert list(topic.tags.names()) == ["การอ่าน"]
    assert PostVersion.objects.get().title == "เด็กอ่านไม่ออก"


def test_change_of_tags_alone_is_kept_and_shown(at: At, asker: User, topic: Topic) -> None:
    topic.tags.set(["การอ่าน"])
    with at(asker) as writer:
        writer.edit(topic.opening(), tags="การเขียน")
        history = writer.client.get(f"/forum/p/{topic.opening().pk}/history/")
    assert PostVersion.objects.get().tags == "การอ่าน"
    assert list(topic.tags.names()) == ["การเขียน"]
    assert [row["label"] for row in history.context["changes"]] == ["แท็ก"]
    assert not ModerationAction.objects.exists()


def test_change_of_tags_by_a_moderator_is_logged(at: At, moderator: User, topic: Topic) -> None:
    with at(moderator) as writer:
        writer.edit(topic.opening(), tags="การอ่าน", reason="ให้ค้นพบ")
    assert ModerationAction.objects.get().action == "edit"


def test_same_tags_in_another_order_change_nothing(at: At, asker: User, topic: Topic) -> None:
    topic.tags.set(["การอ่าน", "PLC"])
    with at(asker) as writer:
        writer.edit(topic.opening(), tags="plc, การอ่าน")
    assert not PostVersion.objects.exists()


def test_tags_that_were_changed_meanwhile_are_a_conflict(at: At, asker: User, moderator: User, topic: Topic) -> None:
    base = version_of(topic.opening())
    edit_post(user=moderator, post=topic.opening(), text="ขอคำแนะนำหน่อยครับ", base=base, tags=["ของผู้ดูแล"])
    with at(asker) as writer:
        answer = writer.edit(topic.opening(), tags="ของฉัน", base=base)
    assert answer.status_code == 409
    assert [row["label"] for row in answer.context["conflict"]] == ["แท็ก", "ข้อความ"]


def test_blocked_word_does_not_come_in_by_a_tag(at: At, asker: User, topic: Topic) -> None:
    BlockedWord.objects.create(text="พนัน")
    with at(asker) as writer:
        assert writer.edit(topic.opening(), tags="พนัน").status_code == 422
    assert not topic.tags.exists()


def test_post_of_somebody_else_is_refused(at: At, asker: User, post: Post) -> None:
    with at(asker) as writer:
        assert writer.client.get(f"/forum/p/{post.pk}/edit/").status_code == 403
        answer = writer.client.post(f"/forum/p/{post.pk}/edit/", {"text": "ข้อความของฉัน", "action": "post"})
    assert answer.status_code == 403
    assert "ข้อความของฉัน" in answer.text
    assert Post.objects.get(pk=post.pk).text == "ให้วาดภาพก่อนอ่าน"


def test_hidden_post_is_not_there(at: At, helper: User, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(state="hidden")
    with at(helper) as writer:
        assert writer.client.get(f"/forum/p/{post.pk}/edit/").status_code == 404
        assert writer.client.get("/forum/p/999999999999999999999/edit/").status_code == 404


def test_moderators_change_says_so(at: At, moderator: User, post: Post, helper: User) -> None:
    with at(moderator) as writer:
        writer.edit(post, text="เรียบร้อย", reason="คำหยาบ")
        history = writer.client.get(f"/forum/p/{post.pk}/history/")
    action = ModerationAction.objects.get()
    assert (action.action, action.actor, action.person, action.reason) == ("edit", moderator, helper, "คำหยาบ")
    assert history.context["rows"][0]["by_moderator"]


def test_own_change_is_no_moderation(at: At, helper: User, post: Post) -> None:
    with at(helper) as writer:
        writer.edit(post, text="ใหม่")
    assert not ModerationAction.objects.exists()


def test_change_meanwhile_shows_both_and_loses_nothing(at: At, moderator: User, helper: User, post: Post) -> None:
    base = version_of(post)
    edit_post(user=moderator, post=post, text="ของผู้ดูแล", base=base)
    with at(helper) as writer:
        answer = writer.edit(post, text="ของฉัน", base=base)
        form = answer.context["form"]
        assert answer.status_code == 409
        assert form["text"].value() == "ของฉัน"
        assert "ของผู้ดูแล" in answer.text
        assert Post.objects.get(pk=post.pk).text == "ของผู้ดูแล"
        writer.edit(post, text="ของฉัน", base=form["base"].value())
    assert Post.objects.get(pk=post.pk).text == "ของฉัน"
    assert {version.text for version in PostVersion.objects.all()} == {"ให้วาดภาพก่อนอ่าน", "ของผู้ดูแล"}


def test_same_change_sent_twice_is_one_version(at: At, helper: User, post: Post) -> None:
    base = version_of(post)
    with at(helper) as writer:
        writer.edit(post, text="ใหม่", base=base)
        assert writer.edit(post, text="ใหม่", base=base).status_code == 302
    assert PostVersion.objects.count() == 1


def test_deleted_post_is_empty_and_kept_for_moderators(at: At, helper: User, moderator: User, post: Post) -> None:
    with at(helper) as writer:
        assert writer.client.get(f"/forum/p/{post.pk}/delete/").status_code == 200
        writer.client.post(f"/forum/p/{post.pk}/delete/")
        assert writer.client.post(f"/forum/p/{post.pk}/delete/").status_code == 302
        assert writer.client.get(f"/forum/p/{post.pk}/history/").status_code == 404
    post.refresh_from_db()
    topic = Topic.objects.get()
    assert (post.state, post.text, post.html) == ("deleted", "", "")
    assert topic.reply_count == 0
    with at(moderator) as writer:
        assert "วาดภาพ" in writer.client.get(f"/forum/p/{post.pk}/history/").text


def test_moderator_who_deletes_says_why(at: At, moderator: User, post: Post) -> None:
    with at(moderator) as writer:
        answer = writer.client.post(f"/forum/p/{post.pk}/delete/", {"reason": "  "})
        assert answer.status_code == 422
        assert "เหตุผล" in answer.text
        assert Post.objects.get(pk=post.pk).state == "visible"
        assert writer.client.post(f"/forum/p/{post.pk}/delete/", {"reason": "ซ้ำ"}).status_code == 302
    assert ModerationAction.objects.get().reason == "ซ้ำ"


def test_deleting_by_a_moderator_is_logged(moderator: User, post: Post) -> None:
    delete_post(user=moderator, post=post, reason="ซ้ำ")
    assert ModerationAction.objects.get().action == "delete"


def test_accepted_answer_that_is_deleted_opens_the_question(helper: User, post: Post, topic: Topic) -> None:
    Topic.objects.filter(pk=topic.pk).update(accepted=post)
    delete_post(user=helper, post=post)
    assert Topic.objects.get().accepted is None


def test_topic_with_replies_is_not_deleted_by_its_author(at: At, asker: User, post: Post, topic: Topic) -> None:
    with at(asker) as writer:
        assert writer.client.post(f"/forum/p/{topic.opening().pk}/delete/").status_code == 403


def test_topic_without_replies_goes_with_its_opening(at: At, asker: User, topic: Topic) -> None:
    with at(asker) as writer:
        answer = writer.client.post(f"/forum/p/{topic.opening().pk}/delete/")
        assert writer.client.get(topic.get_absolute_url()).status_code == 404
    assert answer.url == topic.category.get_absolute_url()
    topic.category.refresh_from_db()
    assert topic.category.topic_count == 0


def test_post_of_somebody_else_is_not_deleted(at: At, asker: User, post: Post) -> None:
    with at(asker) as writer:
        assert writer.client.post(f"/forum/p/{post.pk}/delete/").status_code == 403
    assert Post.objects.get(pk=post.pk).state == "visible"
