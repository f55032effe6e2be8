"""The log of every action."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.forums.models import ModerationAction
from content.forums.moderation.log_reading import PAGE_SIZE
from content.forums.moderation.services import topics
from content.forums.moderation.services.merging import merge
from content.people.roles import RoleKey
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    from content.forums.models import Category
    from content.people.models import User

LOG = "/forum/moderation/log/"
CSV = "/forum/moderation/log.csv"


def action(category: Category | None, **fields: object) -> ModerationAction:
    values = {"action": "pin", "actor": UserFactory(), "category": category, "reason": "ตามมติ", **fields}
    return ModerationAction.objects.create(**values)


def reasons(response: HttpResponse) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return [cell.get_text(strip=True) for cell in page.select("tbody td:last-child")]


def lines(response: HttpResponse) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_moderator_reads_the_log_of_own_categories(client: Client, category: Category, moderator: User) -> None:
    action(category, reason="ของเรา")
    action(CategoryFactory(), reason="ของเขา")
    action(None, reason="ไม่มีหมวด")
    client.force_login(moderator)
    assert reasons(client.get(LOG)) == ["ของเรา"]
    assert [line[7] for line in lines(client.get(CSV))[1:]] == ["ของเรา"]


@pytest.mark.parametrize("role", [RoleKey.EDITOR, RoleKey.ADMINISTRATOR])
def test_editors_and_administrators_read_all_of_it(
    client: Client, category: Category, make_user: Callable[..., User], role: RoleKey
) -> None:
    action(category, reason="หนึ่ง")
    action(None, reason="สอง")
    client.force_login(make_user(role=role))
    assert reasons(client.get(LOG)) == ["สอง", "หนึ่ง"]


def test_log_is_narrowed_by_action_category_topic_and_moderator(
    client: Client, category: Category, moderator: User
) -> None:
    topic = TopicFactory(category=category)
    topics.pin(user=moderator, topic_id=topic.pk, reason="หมุด")
    topics.close(user=moderator, topic_id=topic.pk, reason="ล็อก")
    action(category, reason="ของผู้อื่น")
    client.force_login(moderator)
    assert reasons(client.get(LOG, {"action": "lock"})) == ["ล็อก"]
    assert reasons(client.get(LOG, {"topic": topic.pk})) == ["ล็อก", "หมุด"]
    assert reasons(client.get(LOG, {"mine": "on"})) == ["ล็อก", "หมุด"]
    assert len(reasons(client.get(LOG, {"category": category.pk}))) == 3


@pytest.mark.parametrize(
    "query",
    [{"action": "nonsense"}, {"topic": "x"}, {"topic": "9" * 40}, {"category": "0"}, {"before": "x"}],
)
def test_wrong_filters_are_no_error_of_the_server(
    client: Client, category: Category, moderator: User, query: dict[str, str]
) -> None:
    action(category)
    client.force_login(moderator)
    assert client.get(LOG, query).status_code == 200
    assert client.get(CSV, query).status_code == 200


def test_category_of_others_is_no_filter(client: Client, moderator: User) -> None:
    other = action(CategoryFactory()).category
    client.force_login(moderator)
    assert reasons(client.get(LOG, {"category": other.pk})) == []


def test_long_log_is_read_page_by_page_without_gaps(client: Client, category: Category, moderator: User) -> None:
    for n in range(PAGE_SIZE + 2):
        action(category, reason=str(n), actor=moderator)
    ModerationAction.objects.update(created_at=ModerationAction.objects.first().created_at)
    client.force_login(moderator)
    first = client.get(LOG, {"action": "pin"})
    link = BeautifulSoup(first.content, "html.parser").select_one("a[rel=next]")["href"]
    assert "action=pin" in link
    found = reasons(first) + reasons(client.get(LOG + link))
    assert found == [str(n) for n in reversed(range(PAGE_SIZE + 2))]


def test_log_asks_the_same_number_of_queries_however_long_it_is(
    client: Client, category: Category, moderator: User
) -> None:
    client.force_login(moderator)
    counts = []
    for count in (3, 30):
        for _n in range(count):
            action(category, topic=TopicFactory(category=category), person=UserFactory())
        client.get(LOG)
        with CaptureQueriesContext(connection) as queries:
            client.get(LOG)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_file_holds_no_formulas(client: Client, category: Category, moderator: User) -> None:
    action(category, reason="=HYPERLINK(1)")
    client.force_login(moderator)
    response = client.get(CSV)
    assert response.headers["Content-Type"].startswith("text/csv")
    assert lines(response)[1][7] == "'=HYPERLINK(1)"


def test_names_of_places_one_may_not_read_are_left_out(client: Client, category: Category, moderator: User) -> None:
    secret = CategoryFactory(name="ห้องลับ")
    topic = TopicFactory(category=secret, title="ชื่อลับ")
    secret.audience_tokens.all().delete()
    details = {"from": "ห้องลับ", "from_id": secret.pk, "to": category.name, "to_id": category.pk}
    action(category, action="move", details=details)
    action(category, action="merge", details={"title": "ชื่อลับ", "from_id": secret.pk, "to": "x", "to_id": category.pk})
    action(category, topic=topic)
    client.force_login(moderator)
    for text in (client.get(LOG).content.decode(), str(lines(client.get(CSV)))):
        assert "ห้องลับ" not in text
        assert "ชื่อลับ" not in text


def test_merge_is_told_with_both_titles_in_log_file_and_trace(
    client: Client, category: Category, moderator: User, make_user: Callable[..., User], site_tree: object
) -> None:
    source, target = (TopicFactory(category=category, title=title) for title in ("อ่านไม่ออก", "สะกดคำไม่ได้"))
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    both = "“อ่านไม่ออก” ไปที่ “สะกดคำไม่ได้”"
    assert "รวม “อ่านไม่ออก” เข้ากับหัวข้อนี้" in client.get(target.get_absolute_url()).text
    client.force_login(moderator)
    assert [line[8] for line in lines(client.get(CSV))[1:]] == [both, both]
    client.force_login(make_user(role=RoleKey.ADMINISTRATOR))
    for address in (LOG, reverse("forums_admin_log")):
        assert client.get(address).text.count(both) == 2, address


def test_every_action_is_written_down_in_words(
    client: Client, category: Category, make_user: Callable[..., User]
) -> None:
    changes = {"is_closed": [False, True], "slow_seconds": [0, 60]}
    for name, details in [
        ("move", {"from": "ก", "from_id": category.pk, "to": "ข", "to_id": category.pk}),
        ("suspend", {"days": 3}),
        ("suspend", {"days": None}),
        ("purge", {"passages": 1, "versions": 2, "files": 0}),
        ("settings", {"changes": changes}),
        ("split", {}),
    ]:
        action(category, action=name, details=details)
    client.force_login(make_user(role=RoleKey.ADMINISTRATOR))
    assert len(reasons(client.get(LOG))) == 6


def test_log_is_only_read(client: Client, moderator: User) -> None:
    client.force_login(moderator)
    assert client.post(reverse("forums_log")).status_code == 405
    assert client.post(reverse("forums_queue")).status_code == 405
