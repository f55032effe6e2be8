"""Pages of a topic: by number, never by counting, with addresses that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.forums.models import Post, TopicMark
from tests.content.forums.reading.visit import client_of, main_of
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.forums.models import Topic

pytestmark = pytest.mark.django_db


def long_topic(count: int) -> Topic:
    """A topic with so many posts, made quickly."""
    topic = TopicFactory()
    Post.objects.bulk_create(
        [
            Post(topic=topic, number=number, author=topic.author, text=f"ข้อความที่ {number}", submission=f"b{number}")
            for number in range(2, count + 1)
        ],
        batch_size=500,
    )
    topic.last_number = count
    topic.reply_count = count - 1
    topic.save()
    return topic


def paging(topic: Topic, query: str = "") -> object:
    return Client().get(f"/forum/t/{topic.pk}/{query}").context["paging"]


def numbers(topic: Topic, query: str = "") -> list[int]:
    return [row["number"] for row in Client().get(f"/forum/t/{topic.pk}/{query}").context["posts"]]


def test_pages_follow_each_other_in_both_directions() -> None:
    topic = long_topic(120)
    url = f"/forum/t/{topic.pk}/"
    first, second, third = paging(topic), paging(topic, "?after=50"), paging(topic, "?after=100")
    assert (first.previous_url, first.next_url, first.last_url) == ("", f"{url}?after=50", f"{url}?after=100")
    assert (second.first_url, second.previous_url, second.next_url) == (url, url, f"{url}?after=100")
    assert (third.previous_url, third.next_url, third.last_url) == (f"{url}?after=50", "", "")
    assert numbers(topic, "?after=100") == list(range(101, 121))


def test_page_before_a_number_holds_the_fifty_before_it() -> None:
    assert numbers(long_topic(120), "?before=101") == list(range(51, 101))


@pytest.mark.parametrize("query", ["?after=ห้าสิบ", "?after=-1", "?after=1.5", "?before=", "?after=٥٠", "?after=0"])
def test_what_is_no_number_asks_for_the_first_page(query: str) -> None:
    assert numbers(long_topic(60), query) == list(range(1, 51))


@pytest.mark.parametrize("query", ["?after=100000", "?after=99999999999999999999"])
def test_beyond_the_end_is_no_error(query: str) -> None:
    assert numbers(long_topic(60), query)


def test_canonical_address_is_that_of_the_page_whatever_was_asked() -> None:
    topic = long_topic(120)
    html = Client().get(f"/forum/t/{topic.pk}/?before=101").content.decode()
    assert f'rel="canonical" href="http://testserver/forum/t/{topic.pk}/?after=50"' in html
    assert f'rel="next" href="/forum/t/{topic.pk}/?after=100"' in html


def test_address_of_a_post_leads_to_its_page() -> None:
    topic = long_topic(120)
    post = topic.posts.get(number=77)
    assert Client().get(f"/forum/p/{post.pk}/").headers["Location"] == f"/forum/t/{topic.pk}/?after=50#post-{post.pk}"


def test_address_of_a_post_survives_a_move_to_another_topic() -> None:
    post, other = PostFactory(), TopicFactory()
    post.topic, post.number = other, 2
    post.save()
    assert Client().get(f"/forum/p/{post.pk}/").headers["Location"] == f"/forum/t/{other.pk}/#post-{post.pk}"


@pytest.mark.parametrize("state", ["hidden", "pending"])
def test_address_of_a_post_that_is_not_shown_is_not_there(state: str) -> None:
    post = PostFactory(state=state)
    assert Client().get(f"/forum/p/{post.pk}/").status_code == 404


def test_address_of_a_post_for_members_is_not_there_for_others() -> None:
    post = PostFactory(topic__category__readers="members")
    assert Client().get(f"/forum/p/{post.pk}/").status_code == 404
    assert client_of(UserFactory()).get(f"/forum/p/{post.pk}/").status_code == 302


def test_page_with_a_gap_still_shows_every_post_that_is_left() -> None:
    topic = long_topic(200)
    topic.posts.filter(number__gt=20, number__lte=150).delete()
    seen, url = [], f"/forum/t/{topic.pk}/"
    while url:
        context = Client().get(url).context
        seen += [row["number"] for row in context["posts"]]
        url = context["paging"].next_url
    assert seen == [*range(1, 21), *range(151, 201)]


def test_first_unread_goes_on_where_one_stopped() -> None:
    topic, reader = long_topic(120), UserFactory()
    TopicMark.objects.create(user=reader, topic=topic, last_number=60)
    first = topic.posts.get(number=61)
    address = client_of(reader).get(f"/forum/t/{topic.pk}/?unread").headers["Location"]
    assert address == f"/forum/t/{topic.pk}/?after=50#post-{first.pk}"


def test_first_unread_of_who_has_read_all_is_the_last_post() -> None:
    topic, reader = long_topic(3), UserFactory()
    TopicMark.objects.create(user=reader, topic=topic, last_number=3)
    address = client_of(reader).get(f"/forum/t/{topic.pk}/?unread").headers["Location"]
    assert address.endswith(f"#post-{topic.posts.get(number=3).pk}")


@pytest.mark.parametrize("text", ["2026-11-10", "10/11/2569", "10 พ.ย. 2569"])
def test_date_leads_to_the_first_post_of_that_day_or_later(text: str) -> None:
    topic = long_topic(3)
    topic.posts.filter(number__lte=2).update(created_at="2026-11-09T10:00:00Z")
    third = topic.posts.get(number=3)
    topic.posts.filter(number=3).update(created_at="2026-11-10T10:00:00Z")
    address = Client().get(f"/forum/t/{topic.pk}/", {"date": text}).headers["Location"]
    assert address.endswith(f"#post-{third.pk}")


@pytest.mark.parametrize("text", ["เมื่อวาน", "31/2/2569", "x" * 5000, "9999-12-31", "0001-01-01", "1/1/1"])
def test_what_is_no_date_is_explained_and_kept(text: str) -> None:
    topic = long_topic(2)
    response = Client().get(f"/forum/t/{topic.pk}/", {"date": text})
    assert response.status_code in {200, 302}


def test_bad_date_stays_in_the_field() -> None:
    html = main_of(f"/forum/t/{long_topic(60).pk}/?date=เมื่อวาน")
    assert 'value="เมื่อวาน"' in html
    assert "callout--warning" in html


def test_last_page_of_ten_thousand_posts_asks_what_the_first_one_asks(django_assert_num_queries: Callable) -> None:
    topic, client = long_topic(10_000), Client()
    client.get(f"/forum/t/{topic.pk}/")
    with CaptureQueriesContext(connection) as first:
        client.get(f"/forum/t/{topic.pk}/?after=50")
    with django_assert_num_queries(len(first)) as last:
        client.get(f"/forum/t/{topic.pk}/?after=9900")
    assert not any("OFFSET" in query["sql"] for query in last.captured_queries)
