"""Lists of topics: latest, new, unanswered, mine, followed, and those of a tag."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.core.memory import Memory
from content.forums import listing
from content.forums.listing import PAGE_SIZE
from content.forums.models import CategoryFollow, Topic, TopicFollow
from tests.content.forums.reading.visit import client_of, main_of
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import SettingsWrapper

    from content.forums.models import Category
    from content.people.models import User

pytestmark = pytest.mark.django_db
LISTS = ["latest", "new", "unanswered", "mine", "followed"]


@pytest.fixture
def reader() -> User:
    return UserFactory(date_joined=timezone.now() - datetime.timedelta(days=30))


def titles(name: str, user: User | None = None) -> list[str]:
    return [row["title"] for row in client_of(user).get(f"/forum/{name}/").context["rows"]]


def many_topics(category: Category, count: int) -> None:
    """Topics of which some were last written in at the same moment."""
    start = timezone.now() - datetime.timedelta(days=1)
    Topic.objects.bulk_create(
        [
            Topic(
                category=category,
                title=f"หัวข้อ {number}",
                created_at=start + datetime.timedelta(minutes=number // 3),
                last_posted_at=start + datetime.timedelta(minutes=number // 3),
                last_number=1,
                submission=f"many-{number}",
            )
            for number in range(count)
        ]
    )


def walk(client: object, url: str, name: str) -> list[int]:
    seen = []
    path = url
    while url:
        context = client.get(url).context
        seen.append([row["pk"] for row in context["rows"]])
        neighbour = getattr(context["paging"], name)
        url = f"{path.partition('?')[0]}{neighbour}" if neighbour else ""
    return seen


@pytest.mark.parametrize("name", ["latest", "new", "unanswered", "followed"])
def test_walk_to_the_end_shows_every_topic_once(name: str, reader: User) -> None:
    category = CategoryFactory()
    many_topics(category, 95)
    CategoryFollow.objects.create(user=reader, category=category)
    followed = Topic.objects.order_by("?")[:50]
    TopicFollow.objects.bulk_create([TopicFollow(user=reader, topic=topic) for topic in followed])
    pages = walk(client_of(reader), f"/forum/{name}/", "older_url")
    assert [len(page) for page in pages] == [30, 30, 30, 5]
    assert sorted(pk for page in pages for pk in page) == sorted(Topic.objects.values_list("pk", flat=True))


def test_way_back_shows_the_pages_that_were_seen() -> None:
    many_topics(CategoryFactory(), 75)
    client = client_of(None)
    second = client.get("/forum/latest/" + client.get("/forum/latest/").context["paging"].older_url).context
    third = client.get("/forum/latest/" + second["paging"].older_url).context
    back = client.get("/forum/latest/" + third["paging"].newer_url).context
    assert [row["pk"] for row in back["rows"]] == [row["pk"] for row in second["rows"]]


@pytest.mark.parametrize(
    "query",
    ["before=x", "before=1", "before=1-2-3", "before=99999999999999999-1", "after=0-0", "before=-1", "after=-"],
)
@pytest.mark.parametrize("name", LISTS)
def test_crafted_place_is_no_error(name: str, query: str, reader: User) -> None:
    TopicFactory(author=reader)
    assert client_of(reader).get(f"/forum/{name}/?{query}", follow=True).status_code == 200


def test_own_lists_ask_to_sign_in() -> None:
    for name in ("new", "mine", "followed"):
        assert client_of(None).get(f"/forum/{name}/").status_code == 302


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_nothing_of_what_one_may_not_read(name: str, reader: User) -> None:
    hidden = TopicFactory(title="เฉพาะทีม", category=CategoryFactory(readers="team"), author=reader)
    TopicFollow.objects.create(user=reader, topic=hidden)
    CategoryFollow.objects.create(user=reader, category=hidden.category)
    taken = TopicFactory(title="ถูกซ่อน", state="hidden", author=reader)
    TopicFollow.objects.create(user=reader, topic=taken)
    assert titles(name, reader) == []


def test_new_holds_what_one_has_not_read(reader: User) -> None:
    read, unread = TopicFactory(), TopicFactory()
    client_of(reader).get(f"/forum/t/{read.pk}/")
    assert titles("new", reader) == [unread.title]


def test_unanswered_holds_open_questions_only() -> None:
    solved = TopicFactory(kind="question")
    solved.accepted = PostFactory(topic=solved)
    solved.save()
    TopicFactory(kind="experience")
    still_open = TopicFactory(kind="question")
    assert titles("unanswered") == [still_open.title]


def test_mine_holds_what_one_began_also_while_it_is_held(reader: User) -> None:
    TopicFactory()
    shown, held = TopicFactory(author=reader), TopicFactory(author=reader, state="pending")
    assert set(titles("mine", reader)) == {shown.title, held.title}


def test_followed_leaves_out_what_is_muted(reader: User) -> None:
    category = CategoryFactory()
    CategoryFollow.objects.create(user=reader, category=category)
    muted, other, elsewhere = TopicFactory(category=category), TopicFactory(category=category), TopicFactory()
    TopicFollow.objects.create(user=reader, topic=muted, is_muted=True)
    TopicFollow.objects.create(user=reader, topic=elsewhere)
    TopicFactory()
    assert set(titles("followed", reader)) == {other.title, elsewhere.title}


def test_topic_is_followed_muted_and_left(reader: User) -> None:
    topic = TopicFactory()
    client, url = client_of(reader), f"/forum/t/{topic.pk}/follow/"
    for wish, expected in (("yes", False), ("mute", True), ("yes", False)):
        client.post(url, {"follow": wish})
        assert TopicFollow.objects.get(user=reader, topic=topic).is_muted is expected
    client.post(url, {"follow": "no"})
    client.post(url, {"follow": "no"})
    assert not TopicFollow.objects.filter(user=reader).exists()


def test_topic_that_is_not_there_is_not_followed(reader: User) -> None:
    hidden = TopicFactory(category=CategoryFactory(readers="team"))
    assert client_of(reader).post(f"/forum/t/{hidden.pk}/follow/", {"follow": "yes"}).status_code == 404
    assert client_of(None).post(f"/forum/t/{TopicFactory().pk}/follow/").status_code == 302


def test_row_tells_how_many_posts_are_new(reader: User) -> None:
    topic = TopicFactory()
    client_of(reader).get(f"/forum/t/{topic.pk}/")
    PostFactory(topic=topic)
    PostFactory(topic=topic)
    row = client_of(reader).get("/forum/latest/").context["rows"][0]
    assert (row["new_count"], row["url"]) == (2, f"/forum/t/{topic.pk}/?unread")


@pytest.mark.parametrize("name", LISTS)
def test_list_asks_no_more_for_a_full_page(name: str, reader: User, django_assert_num_queries: Callable) -> None:
    category = CategoryFactory()
    CategoryFollow.objects.create(user=reader, category=category)
    TopicFactory(category=category, author=reader).tags.add("หนึ่ง")
    client = client_of(reader)
    client.get(f"/forum/{name}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/forum/{name}/")
    for number in range(PAGE_SIZE + 2):
        TopicFactory(category=category, author=reader).tags.add(f"ป้าย {number % 3}")
    with django_assert_num_queries(len(few)):
        client.get(f"/forum/{name}/")


def test_tag_page_holds_its_topics_and_no_others() -> None:
    topic = TopicFactory(title="เรื่องนก")
    topic.tags.add("นก")
    TopicFactory(title="เรื่องปลา")
    html = main_of(f"/forum/tags/{topic.tags.get().slug}/")
    assert "เรื่องนก" in html
    assert "เรื่องปลา" not in html


def test_tag_that_stands_on_hidden_topics_only_is_not_there() -> None:
    topic = TopicFactory(category=CategoryFactory(readers="members"))
    topic.tags.add("ความลับ")
    url = f"/forum/tags/{topic.tags.get().slug}/"
    assert client_of(None).get(url).status_code == 404
    assert client_of(UserFactory()).get(url).status_code == 200
    assert client_of(None).get("/forum/tags/nowhere/").status_code == 404
    assert client_of(None).get(f"{url}?before=1-1").status_code == 404
    assert client_of(None).get(f"{url}?after=1-1").status_code == 404


def test_my_page_leads_to_my_topics(reader: User) -> None:
    TopicFactory(author=reader)
    assert 'href="/forum/mine/"' in main_of("/me/", reader)


def test_row_is_made_once_and_anew_where_it_looks_different(
    monkeypatch: pytest.MonkeyPatch, settings: SettingsWrapper
) -> None:
    made: list[str] = []

    def render(name: str, context: dict) -> str:
        made.append(context["row"]["title"])
        return render_to_string(name, context)

    monkeypatch.setattr(listing, "_remembered_rows", Memory(10, of_content=False).get)
    monkeypatch.setattr(listing, "render_to_string", render)
    settings.KM_REMEMBER = True
    first, second = TopicFactory(), TopicFactory()
    assert first.title in main_of("/forum/latest/")
    main_of("/forum/latest/")
    assert made == [second.title, first.title]
    PostFactory(topic=first)
    main_of("/forum/latest/")
    assert made[2:] == [first.title]
    # The front page has its rows below another heading.
    assert f'<h3 class="row__title"><a href="/forum/t/{first.pk}/">' in main_of("/forum/")
    assert len(made) == 5


def test_tags_of_a_row_stand_as_on_the_topic() -> None:
    topic = TopicFactory()
    topic.tags.add("แผนที่", "เกษตร", "กระดาษ")
    row = client_of(None).get("/forum/latest/").context["rows"][0]
    assert [tag["name"] for tag in row["tags"]] == list(topic.tags.values_list("name", flat=True))
