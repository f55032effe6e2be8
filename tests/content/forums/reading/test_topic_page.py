"""The topic page: what stands on it, for whom, and what it asks of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from content.forums import topic_page
from content.forums.models import ModerationAction, Topic, TopicMark
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.people.models import User

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(topic: Topic, user: User | None = None, query: str = "") -> str:
    """What stands in the main part of the page."""
    response = (signed_in(user) if user else Client()).get(f"/forum/t/{topic.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2]


def test_topic_shows_its_posts_in_order() -> None:
    topic = TopicFactory(text="ใครเคยลอง Mind Map กับ ป.1 บ้าง")
    PostFactory(topic=topic, text="เคยลองค่ะ เริ่มจากภาพ")
    html = page(topic)
    assert html.index("ใครเคยลอง") < html.index("เริ่มจากภาพ")


def test_accepted_answer_stands_below_the_question_and_in_its_place() -> None:
    topic = TopicFactory(kind="question")
    PostFactory(topic=topic, text="ไม่แน่ใจ")
    answer = PostFactory(topic=topic, text="ทำแบบนี้ได้ผล")
    topic.accepted, topic.accepted_at = answer, timezone.now()
    topic.save()
    html = page(topic)
    assert html.index('id="accepted"') < html.index("ไม่แน่ใจ") < html.index(f'id="post-{answer.pk}"')
    assert html.count("ทำแบบนี้ได้ผล</p>") == 2


def test_deleted_post_leaves_its_place_and_not_its_words() -> None:
    topic = TopicFactory()
    gone = PostFactory(topic=topic, text="คำที่ลบแล้ว", state="deleted")
    html = page(topic)
    assert f'id="post-{gone.pk}"' in html
    assert "คำที่ลบแล้ว" not in html


def test_hidden_post_is_nowhere() -> None:
    topic = TopicFactory()
    hidden = PostFactory(topic=topic, text="คำที่ซ่อน", state="hidden")
    assert f'id="post-{hidden.pk}"' not in page(topic, UserFactory())


def test_held_post_is_seen_by_its_author_with_an_explanation() -> None:
    topic = TopicFactory()
    held = PostFactory(topic=topic, text="รอผู้ดูแล", state="pending")
    assert "post__held" in page(topic, held.author)
    assert "รอผู้ดูแล" not in page(topic, UserFactory())
    assert "รอผู้ดูแล" not in page(topic)


def test_moderator_reads_what_is_hidden_and_why() -> None:
    topic = TopicFactory()
    PostFactory(topic=topic, text="คำที่ซ่อน", state="hidden", state_reason="หยาบคาย")
    moderator = UserFactory()
    topic.category.moderators.add(moderator)
    html = page(topic, moderator)
    assert "คำที่ซ่อน" in html
    assert "หยาบคาย" in html


@pytest.mark.parametrize("state", ["pending", "hidden", "deleted"])
def test_topic_that_is_not_shown_is_not_there(state: str) -> None:
    topic = TopicFactory(state=state)
    assert Client().get(f"/forum/t/{topic.pk}/").status_code == 404
    assert signed_in(UserFactory()).get(f"/forum/t/{topic.pk}/").status_code == 404


def test_held_topic_is_seen_by_its_author() -> None:
    topic = TopicFactory(state="pending")
    assert "callout--warning" in page(topic, topic.author)


def test_topic_for_members_is_not_there_for_others() -> None:
    topic = TopicFactory(category=CategoryFactory(readers="members"))
    assert Client().get(f"/forum/t/{topic.pk}/").status_code == 404
    page(topic, UserFactory())


@pytest.mark.parametrize("address", ["t/999999", "t/99999999999999999999999", "p/999999", "p/99999999999999999999999"])
def test_what_does_not_exist_answers_404(address: str) -> None:
    assert Client().get(f"/forum/{address}/").status_code == 404


def test_merged_topic_leads_to_where_it_went() -> None:
    target = TopicFactory()
    gone = TopicFactory(state="deleted", merged_into=target)
    assert Client().get(f"/forum/t/{gone.pk}/").headers["Location"] == f"/forum/t/{target.pk}/"


def test_merged_topic_does_not_lead_to_what_one_may_not_read() -> None:
    target = TopicFactory(category=CategoryFactory(readers="members"))
    gone = TopicFactory(state="deleted", merged_into=target)
    assert Client().get(f"/forum/t/{gone.pk}/").status_code == 404


def test_circle_of_merges_is_not_there() -> None:
    first = TopicFactory(state="deleted")
    second = TopicFactory(state="deleted", merged_into=first)
    first.merged_into = second
    first.save()
    assert Client().get(f"/forum/t/{first.pk}/").status_code == 404


def test_trace_tells_what_happened_and_neither_who_nor_why() -> None:
    topic = TopicFactory()
    actor = UserFactory(username="khru-somsri")
    ModerationAction.objects.create(action="lock", actor=actor, topic=topic, reason="เหตุผลภายใน")
    html = page(topic)
    assert "topic__trace" in html
    assert "khru-somsri" not in html
    assert "เหตุผลภายใน" not in html


def test_trace_names_the_other_topic_as_long_as_one_may_read_it() -> None:
    topic, other = TopicFactory(), TopicFactory(title="หัวข้อใหม่")
    for here, there, name in ((topic, other, "into"), (other, topic, "split_from")):
        details = {name: there.pk, "from_id": topic.category_id, "to": "ชื่อเดิม", "to_id": other.category_id}
        ModerationAction.objects.create(action="split", topic=here, details={**details, "title": topic.title})
    assert f"“{topic.title}”" in page(other)
    assert "“หัวข้อใหม่”" in page(topic)
    assert "ชื่อเดิม" not in page(topic)
    Topic.objects.filter(pk=other.pk).update(category=CategoryFactory(readers="members"))
    assert "“หัวข้อใหม่”" not in page(topic)
    assert "“หัวข้อใหม่”" in page(topic, UserFactory())
    Topic.objects.filter(pk=other.pk).update(state="hidden")
    assert "“หัวข้อใหม่”" not in page(topic, UserFactory())


def test_part_adds_to_each_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(topic_page._post_parts, "stars", lambda posts, user, topic: {posts[0].pk: 3})
    topic = TopicFactory()
    PostFactory(topic=topic)
    response = Client().get(f"/forum/t/{topic.pk}/")
    assert [row["stars"] for row in response.context["posts"]] == [3, None]


@pytest.mark.parametrize("reader", ["anonymous", "member", "moderator"])
def test_queries_do_not_grow_with_posts(
    reader: str, django_assert_max_num_queries: Callable, django_assert_num_queries: Callable
) -> None:
    topic = TopicFactory(kind="question")
    answer = PostFactory(topic=topic)
    topic.accepted = answer
    topic.save()
    client = Client()
    if reader != "anonymous":
        user = UserFactory()
        client.force_login(user)
        if reader == "moderator":
            topic.category.moderators.add(user)
    client.get(f"/forum/t/{topic.pk}/")
    with django_assert_max_num_queries(40) as few:
        client.get(f"/forum/t/{topic.pk}/")
    for _number in range(30):
        PostFactory(topic=topic, reply_to=answer)
    TopicMark.objects.update(last_number=topic.last_number)
    with django_assert_num_queries(len(few)):
        client.get(f"/forum/t/{topic.pk}/")
