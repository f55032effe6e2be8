"""The HTML of a post is made once, and is right for each viewer and after each change all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.core.memory import Memory
from content.forums import topic_page
from content.forums.services.editing import edit_post, version_of
from content.forums.services.reacting import react
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from content.forums.models import Post

pytestmark = pytest.mark.usefixtures("site_tree")


@pytest.fixture(autouse=True)
def _each_page_anew(remembering: Callable[[], None], settings: SettingsWrapper) -> None:
    settings.KM_PAGE_CACHE = "off"


@pytest.fixture
def answer() -> Post:
    return PostFactory(topic=TopicFactory(), text="ลองวาดก่อนครับ")


def page_of(client: Client, post: Post) -> str:
    return client.get(post.topic.get_absolute_url()).content.decode()


def test_only_the_writer_is_offered_to_edit(client: Client, answer: Post) -> None:
    way = f'href="/forum/p/{answer.pk}/edit/"'
    client.force_login(answer.author)
    assert way in page_of(client, answer)
    client.force_login(UserFactory())
    assert way not in page_of(client, answer)
    client.logout()
    assert way not in page_of(client, answer)


def test_edit_is_seen_at_once(client: Client, answer: Post) -> None:
    assert "ลองวาดก่อนครับ" in page_of(client, answer)
    edit_post(user=answer.author, post=answer, text="เขียนก่อนก็ได้", base=version_of(answer))
    assert "เขียนก่อนก็ได้" in page_of(client, answer)
    assert "ลองวาดก่อนครับ" not in page_of(client, answer)


def test_reaction_is_counted_at_once_and_is_pressed_for_who_gave_it(client: Client, answer: Post) -> None:
    friend = UserFactory()
    client.force_login(friend)
    assert 'value="thanks:on" aria-pressed="false"' in page_of(client, answer)
    react(user=friend, post=answer, kind="thanks", is_wanted=True)
    assert 'value="thanks:off" aria-pressed="true"' in page_of(client, answer)
    client.force_login(UserFactory())
    assert 'aria-pressed="true"' not in page_of(client, answer)


def test_very_long_post_is_shown_and_not_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Memory(10, of_content=False)
    monkeypatch.setattr(topic_page, "remembered_for_ever", kept.get)
    topic = TopicFactory(text="สั้น")
    long = PostFactory(topic=topic, text="ยาว " * 5_000)
    assert "ยาว ยาว" in page_of(client, long)
    assert len(kept._values) == 1


def test_signed_in_reader_costs_few_questions(
    client: Client, answer: Post, django_assert_max_num_queries: Callable
) -> None:
    topic = answer.topic
    topic.tags.add("แผนที่ความคิด")
    PostFactory(topic=topic, reply_to=answer)
    topic.refresh_from_db()
    topic.accepted = answer
    topic.save()
    client.force_login(UserFactory())
    page_of(client, answer)
    with django_assert_max_num_queries(17):
        page_of(client, answer)


def test_moderator_is_one_from_the_next_page_on(client: Client, answer: Post, remembering: Callable[[], None]) -> None:
    person = UserFactory()
    client.force_login(person)
    way = f'href="/forum/p/{answer.pk}/moderate/"'
    assert way not in page_of(client, answer)
    answer.topic.category.moderators.add(person)
    remembering()
    assert way in page_of(client, answer)
    answer.topic.category.moderators.remove(person)
    remembering()
    assert way not in page_of(client, answer)


def test_hidden_post_is_gone_at_once(client: Client, answer: Post) -> None:
    assert "ลองวาดก่อนครับ" in page_of(client, answer)
    answer.state = "hidden"
    answer.save()
    assert "ลองวาดก่อนครับ" not in page_of(client, answer)
