"""The talk beside an item is read once until it changes, and is right for each viewer all the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from content.comments.models import Comment
from content.comments.talk import PAGE_SIZE

if TYPE_CHECKING:
    from django.test import Client

    from content.notes.models import NotePage

pytestmark = pytest.mark.django_db


def text_of(client: Client, item: NotePage) -> str:
    return client.get(item.url).content.decode()


class TestRemembering:
    def test_second_look_of_a_visitor_asks_nothing_of_the_talk(
        self, client, item, say, remembering, settings, django_assert_num_queries
    ) -> None:
        say()
        remembering()
        settings.KM_PAGE_CACHE = "off"
        text_of(client, item)

        with django_assert_num_queries(0):
            text_of(client, item)

    def test_vote_is_counted_at_once(self, client, item, member, remembering) -> None:
        client.force_login(member)
        text_of(client, item)
        client.post(f"/talk/{item.pk}/vote/", {"helpful": "yes"})
        remembering()
        client.logout()

        assert "ช่วยได้ 1" in " ".join(text_of(client, item).split())

    def test_second_page_of_the_talk_is_another(self, client, item, member, remembering) -> None:
        for number in range(PAGE_SIZE + 1):
            Comment.objects.create(page=item, author=member, text=f"คำที่ {number}.", submission=str(number))
        remembering()

        for path, shown in ((item.url, 0), (f"{item.url}?talk=2", PAGE_SIZE), (item.url, 0)):
            assert f"คำที่ {shown}." in client.get(path).content.decode()

    def test_member_s_form_has_a_token_of_its_own_each_time(self, client, item, member, remembering) -> None:
        client.force_login(member)

        def token() -> str:
            return re.search(r'name="token" value="([^"]+)"', text_of(client, item))[1]

        assert token() != token()
