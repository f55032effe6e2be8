"""The list of what one has begun to write, and the poll of a begun topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.forums.models import Category, PostDraft, Topic
from content.people.my_page import WORK, rows_for
from tests.content.forums.writing.conftest import JSON
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import UserFactory, WorkGroupFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    from content.people.models import User
    from tests.content.forums.writing.conftest import Writer

    At = Callable[[User], Writer]

LIST = "/forum/drafts/"
POLL = {"options": "เช้า\nบ่าย", "allows_several": "on", "closes_on": "1/1/25"}


def begin(user: User, **fields: object) -> PostDraft:
    return PostDraft.objects.create(user=user, **fields)


def links(answer: HttpResponse) -> list[str]:
    return [link["href"] for link in BeautifulSoup(answer.content, "html.parser").select("a.work-list__title")]


def test_begun_topics_and_replies_lead_to_their_forms(at: At, helper: User, category: Category, topic: Topic) -> None:
    begin(helper, category=category, title="เริ่มตั้งไว้", text="ครึ่งหัวข้อ")
    begin(helper, topic=topic, text="ครึ่งคำตอบ")
    with at(helper) as writer:
        answer = writer.client.get(LIST)
        forms = [writer.client.get(address).context["form"] for address in links(answer)]
    assert {"เริ่มตั้งไว้", topic.title} <= {row["title"] for row in answer.context["rows"]}
    assert {form["text"].value() for form in forms} == {"ครึ่งหัวข้อ", "ครึ่งคำตอบ"}


def test_row_of_my_page_counts_them(helper: User, category: Category, topic: Topic) -> None:
    begin(helper, category=category, title="หนึ่ง")
    begin(helper, topic=topic, text="สอง")
    begin(UserFactory(), topic=topic, text="ของผู้อื่น")
    row = next(row for row in rows_for(helper, WORK) if row.key == "forum_drafts")
    assert (row.url, row.count) == (LIST, 2)


def test_drafts_are_private(at: At, client: Client, asker: User, helper: User, topic: Topic) -> None:
    draft = begin(asker, topic=topic, text="ยังไม่อยากให้ใครเห็น")
    with at(helper) as writer:
        assert writer.client.get(LIST).context["rows"] == []
        writer.client.post(LIST, {"draft": draft.pk})
    assert PostDraft.objects.get() == draft
    assert client.get(LIST).status_code == 302


def test_draft_is_thrown_away_from_the_list(at: At, helper: User, topic: Topic) -> None:
    draft = begin(helper, topic=topic, text="ไม่เอาแล้ว")
    with at(helper) as writer:
        answers = [writer.client.post(LIST, {"draft": draft.pk}) for _press in range(2)]
    assert [answer.url for answer in answers] == [LIST, LIST]
    assert not PostDraft.objects.exists()


@pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 30, "²"])
def test_crafted_draft_is_nobodys(at: At, helper: User, topic: Topic, typed: str) -> None:
    begin(helper, topic=topic, text="ยังอยู่")
    with at(helper) as writer:
        assert writer.client.post(LIST, {"draft": typed}).status_code == 302
    assert PostDraft.objects.exists()


def test_text_for_a_place_that_is_shut_can_be_copied(at: At, helper: User, topic: Topic) -> None:
    begin(helper, topic=topic, text="คำตอบที่ช้าไป")
    Topic.objects.update(is_locked=True)
    with at(helper) as writer:
        answer = writer.client.get(LIST)
    assert links(answer) == []
    assert "คำตอบที่ช้าไป" in answer.text
    assert topic.title in answer.text


def test_place_one_may_not_read_any_more_is_not_named(at: At, helper: User) -> None:
    closed = {"readers": "work_group", "work_group": WorkGroupFactory()}
    topic = TopicFactory(
        title="หัวข้อปกปิด", category__name="หมวดปกปิด", **{f"category__{k}": v for k, v in closed.items()}
    )
    begin(helper, topic=topic, text="คำตอบเดิม")
    begin(helper, category=CategoryFactory(name="อีกหมวดปกปิด", **closed), title="ของฉันเอง", text="x")
    with at(helper) as writer:
        answer = writer.client.get(LIST)
    assert "ปกปิด" not in answer.text
    assert all(words in answer.text for words in ("คำตอบเดิม", "ของฉันเอง"))


def test_number_of_queries_of_the_list_does_not_grow(at: At, helper: User) -> None:
    def queries(writer: Writer) -> int:
        with CaptureQueriesContext(connection) as asked:
            writer.client.get(LIST)
        return len(asked)

    def begin_both() -> None:
        begin(helper, topic=TopicFactory(), text="ตอบ")
        begin(helper, category=CategoryFactory(work_group=WorkGroupFactory(), starters="group"), text="ตั้ง")

    begin_both()
    with at(helper) as writer:
        writer.client.get(LIST)
        few = queries(writer)
        for _number in range(4):
            begin_both()
        assert queries(writer) == few


def test_begun_poll_is_there_in_another_tab(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        typed = {"action": "autosave", "token": "t", "title": "ประชุมเมื่อใด", "kind": "poll", **POLL}
        told = writer.client.post(f"/forum/draft/?category={category.pk}", typed, headers=JSON).json()
        page = writer.client.get(f"/forum/c/{category.slug}/new/")
    assert told["errors"] == {}
    form = page.context["form"]
    assert [form[name].value() for name in ("kind", "options", "allows_several", "closes_on")] == [
        *("poll", "เช้า\nบ่าย", True, "1/1/25")
    ]
    html = BeautifulSoup(page.content, "html.parser")
    assert html.select_one("[name=options]").text.strip() == "เช้า\nบ่าย"
    assert html.select_one("[name=allows_several]").has_attr("checked")
    assert html.select_one("[name=closes_on]")["value"] == "1/1/25"


def test_answers_of_a_poll_alone_are_a_draft(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        for options in ("เช้า", " "):
            typed = {"action": "autosave", "token": "t", "options": options}
            writer.client.post(f"/forum/draft/?category={category.pk}", typed, headers=JSON)
            assert PostDraft.objects.exists() == bool(options.strip())


def test_poll_too_long_to_keep_says_so(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        typed = {"action": "autosave", "token": "t", "options": "ก" * 6_000}
        told = writer.client.post(f"/forum/draft/?category={category.pk}", typed, headers=JSON).json()
    assert "6,000" in told["errors"]["options"][0]
