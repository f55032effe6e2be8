"""What machines read of a topic: only where everyone may read it, and without the names of people."""

from __future__ import annotations

import json
import re

import pytest
from django.utils import timezone

from tests.content.forums.reading.visit import client_of
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def described(topic: object, user: object = None) -> dict | None:
    html = client_of(user).get(f"/forum/t/{topic.pk}/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_question_is_a_page_of_answers() -> None:
    asker = UserFactory(username="somchai", first_name="สมชาย", last_name="ใจดี")
    topic = TopicFactory(kind="question", author=asker, title="ทำอย่างไรดี", text="**ช่วย** หน่อย <b>x</b>")
    PostFactory(topic=topic, text="ลองแบบนี้")
    topic.accepted, topic.accepted_at = PostFactory(topic=topic, text="ทำแบบนี้ & ได้ผล"), timezone.now()
    topic.save()
    data = described(topic)
    question = data["mainEntity"]
    assert (data["@type"], question["name"], question["answerCount"]) == ("QAPage", "ทำอย่างไรดี", 2)
    assert question["acceptedAnswer"]["text"] == "ทำแบบนี้ & ได้ผล"
    assert [answer["text"] for answer in question["suggestedAnswer"]] == ["ลองแบบนี้"]
    assert "สมชาย" not in json.dumps(data, ensure_ascii=False)
    assert "somchai" not in json.dumps(data, ensure_ascii=False)


def test_other_topics_are_postings_with_comments() -> None:
    topic = TopicFactory(kind="experience", title="เล่าให้ฟัง")
    PostFactory(topic=topic, text="ดีมาก")
    PostFactory(topic=topic, text="ซ่อนไว้", state="hidden")
    data = described(topic)
    assert (data["@type"], data["headline"]) == ("DiscussionForumPosting", "เล่าให้ฟัง")
    assert [comment["text"] for comment in data["comment"]] == ["ดีมาก"]


def test_topic_for_members_describes_itself_to_nobody() -> None:
    topic = TopicFactory(category=CategoryFactory(readers="members"))
    assert described(topic, UserFactory()) is None
