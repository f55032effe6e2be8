"""What is about the same, behind what an author has chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from content.knowledge.models import KnowledgeItem
from search.indexing import drain
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from content.notes.models import NotePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("meaning")]
MEMBERS = KnowledgeItem.Audience.MEMBERS


def related_titles(client: Client, page: NotePage) -> list[str]:
    html = client.get(page.url).content.decode()
    section = re.search(r'<h2 id="related">.*?</ul>', html, re.DOTALL)
    return re.findall(r"ข้าว[^<]*", section[0]) if section else []


@pytest.fixture
def rice(add_note: Callable[..., NotePage]) -> NotePage:
    note = add_note(title="ข้าวสังข์หยดเมืองพัทลุง", body="พันธุ์ข้าวพื้นเมือง")
    add_note(title="ข้าวสังข์หยดของพัทลุง", body="พันธุ์ข้าวพื้นเมือง")
    add_note(title="ข้าวสังข์หยดพัทลุง ภายใน", body="พันธุ์ข้าวพื้นเมือง", audience=MEMBERS)
    drain()
    return note


def test_an_item_shows_what_is_about_the_same(client: Client, rice: NotePage) -> None:
    assert related_titles(client, rice) == ["ข้าวสังข์หยดของพัทลุง"]


def test_members_are_shown_what_members_may_read(client: Client, rice: NotePage) -> None:
    client.force_login(UserFactory())
    assert sorted(related_titles(client, rice)) == ["ข้าวสังข์หยดของพัทลุง", "ข้าวสังข์หยดพัทลุง ภายใน"]


def test_what_an_author_chose_comes_first_and_once(
    client: Client, rice: NotePage, add_note: Callable[..., NotePage]
) -> None:
    other = add_note(title="ข้าวสังข์หยดบ้านเรา", body="พันธุ์ข้าวพื้นเมือง")
    chosen = add_note(title="ข้าวสังข์หยดเมืองพัทลุง สอง", body="พันธุ์ข้าวพื้นเมือง", related=[other])
    drain()
    titles = related_titles(client, chosen)
    assert titles[0] == "ข้าวสังข์หยดบ้านเรา"
    assert len(titles) == len(set(titles)) > 1


def test_more_related_items_cost_no_more_queries(
    client: Client, rice: NotePage, add_note: Callable[..., NotePage], django_assert_max_num_queries: Callable
) -> None:
    client.get(rice.url)
    with django_assert_max_num_queries(60) as few:
        client.get(rice.url)
    for number in range(4):
        add_note(title=f"ข้าวสังข์หยดเมืองพัทลุง {number}", body="พันธุ์ข้าวพื้นเมือง")
    drain()
    with django_assert_max_num_queries(len(few)):
        assert len(related_titles(client, rice)) == 5
