"""A reply is written, quoted, announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.forums.models import Post, PostDraft, Topic
from tests.content.forums.writing.conftest import JSON
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import WorkGroupFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from content.people.models import User
    from tests.content.forums.writing.conftest import Writer

    At = Callable[[User], Writer]


def test_reply_is_posted_and_leads_to_its_place(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        answer = writer.reply(topic)
        place = writer.client.get(answer.url).url
    post = Post.objects.get(number=2)
    assert answer.url == f"/forum/p/{post.pk}/"
    assert place.endswith(f"#post-{post.pk}")


def test_form_stands_at_the_end_of_the_topic_for_members(at: At, client: Client, helper: User, topic: Topic) -> None:
    assert 'id="reply"' not in client.get(topic.get_absolute_url()).text
    with at(helper) as writer:
        assert 'id="reply"' in writer.client.get(topic.get_absolute_url()).text


def test_reply_sent_twice_is_one(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        assert writer.reply(topic, token="t").url == writer.reply(topic, token="t").url
    assert Post.objects.filter(topic=topic).count() == 2


def test_visitor_gets_back_what_was_typed(client: Client, topic: Topic) -> None:
    answer = client.post(f"/forum/t/{topic.pk}/reply/", {"text": "ยาวมาก"})
    assert answer.status_code == 401
    assert "ยาวมาก" in answer.text


def test_locked_topic_keeps_the_text(at: At, helper: User, topic: Topic) -> None:
    Topic.objects.update(is_locked=True)
    with at(helper) as writer:
        assert writer.client.get(f"/forum/t/{topic.pk}/reply/").status_code == 403
        answer = writer.reply(topic, "คำตอบยาว ๆ")
    assert answer.status_code == 403
    assert "คำตอบยาว ๆ" in answer.text
    assert Post.objects.count() == 1


def test_hidden_topic_keeps_the_text_and_tells_nothing(at: At, helper: User, topic: Topic) -> None:
    Topic.objects.update(state="hidden")
    with at(helper) as writer:
        assert writer.client.get(f"/forum/t/{topic.pk}/reply/").status_code == 404
        answer = writer.reply(topic, "คำตอบยาว ๆ")
        unknown = writer.client.post("/forum/t/999999999/reply/", {"text": "คำตอบยาว ๆ"})
    assert answer.status_code == unknown.status_code == 404
    assert "คำตอบยาว ๆ" in answer.text
    assert topic.title not in answer.text
    assert Post.objects.count() == 1


def test_topic_moved_out_of_sight_keeps_the_text(at: At, helper: User, topic: Topic) -> None:
    topic.category = CategoryFactory(readers="work_group", work_group=WorkGroupFactory())
    topic.save()
    with at(helper) as writer:
        answer = writer.reply(topic, "คำตอบยาว ๆ")
    assert answer.status_code == 404
    assert "คำตอบยาว ๆ" in answer.text


def test_reply_to_a_merged_topic_goes_where_it_went(at: At, helper: User, topic: Topic) -> None:
    target = TopicFactory(category=topic.category)
    Topic.objects.filter(pk=topic.pk).update(state="deleted", merged_into=target)
    with at(helper) as writer:
        writer.reply(topic, "คำตอบ")
    assert target.posts.get(number=2).text == "คำตอบ"


def test_quotation_names_its_author_and_place(at: At, helper: User, topic: Topic) -> None:
    opening = topic.opening()
    with at(helper) as writer:
        form = writer.client.get(f"/forum/t/{topic.pk}/reply/?quote={opening.pk}").context["form"]
    text = form["text"].value()
    assert "ครูผู้ถาม" in text
    assert f"(/forum/p/{opening.pk}/)" in text
    assert f"> {opening.text}" in text
    assert form["reply_to"].value() == str(opening.pk)


def test_marked_passage_is_quoted_alone(at: At, helper: User, topic: Topic) -> None:
    post = PostFactory(topic=topic, text="ตอนเช้าอ่าน ตอนบ่ายเขียน")
    with at(helper) as writer:
        address = f"/forum/t/{topic.pk}/reply/?quote={post.pk}&passage=ตอนบ่ายเขียน"
        text = writer.client.get(address).context["form"]["text"].value()
    assert "> ตอนบ่ายเขียน" in text
    assert "ตอนเช้า" not in text


def test_words_nobody_wrote_are_not_put_into_a_mouth(at: At, helper: User, topic: Topic) -> None:
    post = PostFactory(topic=topic, text="ตอนเช้าอ่าน")
    with at(helper) as writer:
        address = f"/forum/t/{topic.pk}/reply/?quote={post.pk}&passage=ไม่ได้พูด"
        text = writer.client.get(address).context["form"]["text"].value()
    assert "ไม่ได้พูด" not in text
    assert "> ตอนเช้าอ่าน" in text


def test_hidden_post_and_post_of_another_topic_are_not_quoted(at: At, helper: User, topic: Topic) -> None:
    hidden = PostFactory(topic=topic, text="ความลับ", state="hidden")
    other = PostFactory(text="ที่อื่น")
    with at(helper) as writer:
        for pk in (hidden.pk, other.pk, "0", "abc", "9" * 30):
            form = writer.client.get(f"/forum/t/{topic.pk}/reply/?quote={pk}").context["form"]
            assert form["text"].value() == ""


def test_quotation_keeps_the_draft(at: At, helper: User, topic: Topic) -> None:
    PostDraft.objects.create(user=helper, topic=topic, text="เริ่มไว้แล้ว")
    with at(helper) as writer:
        address = f"/forum/t/{topic.pk}/reply/?quote={topic.opening().pk}"
        text = writer.client.get(address).context["form"]["text"].value()
    assert text.startswith("เริ่มไว้แล้ว")
    assert ">" in text


def test_script_hears_where_the_reply_stands(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        told = writer.reply(topic, headers=JSON).json()
    assert told["number"] == 2
    assert told["token"]


def test_script_hears_what_is_wrong(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        answer = writer.reply(topic, "  ", headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["message"]


def new_posts(client: Client, topic: Topic, after: object, show: bool = False):
    return client.get(f"/forum/t/{topic.pk}/new-posts/?after={after}{'&show' if show else ''}")


def test_nothing_new_is_204(client: Client, topic: Topic) -> None:
    assert new_posts(client, topic, 1).status_code == 204


def test_new_posts_are_counted_and_shown(client: Client, topic: Topic) -> None:
    PostFactory(topic=topic, text="คำตอบใหม่")
    PostFactory(topic=topic, text="ความลับ", state="hidden")
    assert new_posts(client, topic, 1).json() == {"count": 1}
    shown = new_posts(client, topic, 1, show=True).text
    assert "คำตอบใหม่" in shown
    assert "ความลับ" not in shown
    assert 'data-last-number="2"' in shown


def test_hidden_posts_alone_are_nothing_new(client: Client, topic: Topic) -> None:
    PostFactory(topic=topic, state="hidden")
    assert new_posts(client, topic, 1).status_code == 204
    assert new_posts(client, topic, 1, show=True).status_code == 204


def test_new_posts_of_a_hidden_topic_are_not_there(client: Client, topic: Topic) -> None:
    Topic.objects.update(state="hidden")
    assert new_posts(client, topic, 0).status_code == 404


def test_crafted_numbers_are_no_fault(client: Client, topic: Topic) -> None:
    for after in ("", "x", "-1", "9" * 40, "²"):
        assert new_posts(client, topic, after).status_code in {200, 204}
