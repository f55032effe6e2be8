"""
No leak and no forbidden write: people x spaces x states, through every door.

Each thing holds a word of its own (`leak_world`); every door is opened as each person. No word may come out that is not
theirs to read, and what is theirs must come out: a door that is shut to all would keep every secret.
"""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.utils import timezone

from content.core.audiences import audiences_of
from content.exchange_events.services.telling import tell_of_change
from content.forums.models import Post, Reaction, Report, Topic
from content.forums.services.asking_around import tell_unanswered
from content.forums.services.spreading import tell_of_post
from content.notifications.delivery import deliver
from content.notifications.models import Message
from search.service import SearchQuery, search, similar, suggest
from tests.content.forums.leak_world import World, build, made_up, made_up_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from content.people.models import User

SOAKS = bool(os.environ.get("KM_SOAK"))
SEEDS = range(200 if SOAKS else 2)
# Of the doors that are many (forms and lists of versions of each post), opened by one person.
OPENED = 1 if SOAKS else 0.2
LISTS = (
    *("", "latest/", "new/", "unanswered/", "mine/", "followed/", "not-yet-knowledge/"),
    *("moderation/", "moderation/log/", "moderation/log.csv", "moderation/people/", "numbers/", "numbers.csv"),
)
WRITTEN = {"text": "แก้แล้ว", "title": "แก้แล้ว", "press": "thanks:on", "want": "on", "reason": "other", "do": "hide"}


def test_pattern_is_of_the_made_up_words_alone() -> None:
    assert made_up_words(f'{made_up(3)} name="token" value="aazqkfmwzqaaabbwZQaaabbbw"') == {made_up(3)}


@pytest.fixture(params=SEEDS)
def world(request: pytest.FixtureRequest, site_tree: object, settings: object, tmp_path: object) -> World:
    settings.MEDIA_ROOT = tmp_path
    return build(request.param)


def enter(client: Client, person: User | None) -> None:
    client.logout()
    if person:
        client.force_login(person)


def lists(world: World) -> Iterator[str]:
    yield from (f"/forum/{rest}" for rest in LISTS)
    yield from ("/notices/", "/exchange/", "/exchange/past/", "/exchange/feed.ics", "/me/")
    yield from (f"/forum/tags/{world.tag.slug}/", world.note.get_url(), "/search/?q=%E0%B8%96%E0%B8%B2%E0%B8%A1")
    for _word, category in world.categories:
        yield from (f"/forum/c/{category.slug}/{rest}" for rest in ("", "feed/", "new/", "moderate/"))
        yield f"/forum/mentions/?q=e&category={category.slug}"
    for topic in world.topics():
        yield from (f"/forum/t/{topic.pk}/{rest}" for rest in ("", "feed/"))
    yield from (file.get_absolute_url() for _word, file in world.files)
    yield from (f"/exchange/{event.code}{rest}" for _word, _door, event in world.events for rest in ("/", ".ics"))


def forms(world: World) -> Iterator[str]:
    rests = ("new-posts/?after=0&show", "knowledge/", "reply/", "moderate/", "split/")
    yield from (f"/forum/t/{topic.pk}/{rest}" for topic in world.topics() for rest in rests)
    rests = ("", "history/", "edit/", "report/", "moderate/")
    yield from (f"/forum/p/{post.pk}/{rest}" for _word, post in world.posts for rest in rests)
    yield from (f"/forum/similar/?q={word}" for word, _post in world.posts)
    yield from (f"/exchange/{event.code}/{rest}/" for _w, _d, event in world.events for rest in ("edit", "summary"))


def must_say(world: World, name: str) -> dict[str, set[str]]:
    """What each door must say at least to this person: the visible of what is theirs to read."""
    shown = world.readable(name) & world.shown_to_all()
    said: dict[str, set[str]] = defaultdict(set)
    for word, category in world.categories:
        if world.enters(name, category):
            said["/forum/"].add(word)
            said[f"/forum/c/{category.slug}/"].add(word)
    for word, post in world.posts:
        if word in shown:
            for address in _pages_of(world, post):
                said[address].add(word)
    for word, file in world.files:
        if word in shown:
            said[file.get_absolute_url()].add(word)
    for word, door, event in world.events:
        if word in shown:
            for address in (event.get_absolute_url(), f"/exchange/{event.code}.ics", "/exchange/"):
                said[address].add(word)
            said[event.get_absolute_url()] |= {door} & world.readable(name)
    return said


def _pages_of(world: World, post: Post) -> Iterator[str]:
    topic = post.topic
    yield from (f"/forum/t/{topic.pk}/", f"/forum/t/{topic.pk}/feed/")
    if post.is_opening:
        slug = topic.category.slug
        yield from (f"/forum/c/{slug}/", f"/forum/c/{slug}/feed/", "/forum/latest/", f"/forum/tags/{world.tag.slug}/")
        if topic.knowledge.exists():
            yield world.note.get_url()


def words_in(response: object, asked: str) -> set[str]:
    body = b"".join(response) if response.streaming else response.content
    text = body.decode(errors="replace").replace("\r\n ", "")
    # What was asked may be said again: it comes from the address.
    return made_up_words(text) - made_up_words(asked if "?" in asked else "")


def test_every_door_says_what_one_may_read_and_nothing_else(client: Client, world: World) -> None:
    for name, person in world.people.items():
        enter(client, person)
        allowed, must = world.readable(name), must_say(world, name)
        many = list(forms(world))
        opened = [*lists(world), *world.dice.sample(many, int(len(many) * OPENED))]
        assert must.keys() <= set(opened)
        for address in opened:
            response = client.get(address)
            assert response.status_code < 500, (name, address)
            found = words_in(response, address)
            assert found <= allowed, (name, address, found - allowed)
            assert must.get(address, set()) <= found, (name, address, must[address] - found)


def test_closed_category_is_not_there(client: Client, world: World) -> None:
    for name, person in world.people.items():
        enter(client, person)
        for _word, category in world.categories:
            status = client.get(f"/forum/c/{category.slug}/").status_code
            assert status == (200 if world.enters(name, category) else 404), (name, category.readers)
            if person:
                asked = client.get("/forum/mentions/", {"category": category.slug, "q": "e"})
                assert asked.status_code == status


def test_search_finds_what_is_shown_and_readable_and_nothing_else(world: World) -> None:
    found_near = set()
    for name, person in world.people.items():
        audiences = audiences_of(person)
        allowed = world.readable(name) & world.shown_to_all()
        for word, post in world.posts:
            # As typed: the made-up words are so alike that one would be taken for a misspelt other.
            results = search(SearchQuery(word, exact=True, facets=("kind", "role", "year")), audiences)
            told = " ".join(segment.text for hit in results.hits for segment in (*hit.title, *hit.passage))
            assert made_up_words(told) <= world.readable(name), (name, word)
            assert any(hit.kind == "topic" for hit in results.hits) is (word in allowed), (name, word, post.state)
            if not results.hits:
                assert (results.total, any(results.facets.values())) == (0, False)
            near = similar(word, audiences, 10, kinds=("topic",))
            near_words = made_up_words(" ".join(segment.text for hit in near for segment in hit.title))
            assert near_words <= allowed
            found_near |= near_words
            assert made_up_words(str(suggest(f"ถาม {word[:3]}", audiences))) <= allowed
    assert found_near


def test_search_finds_the_events_one_may_read_and_no_door_of_a_meeting(world: World) -> None:
    for name, person in world.people.items():
        audiences = audiences_of(person)
        allowed = world.readable(name) & world.shown_to_all()
        for word, door, _event in world.events:
            hits = search(SearchQuery(word, exact=True), audiences).hits
            assert any(hit.kind == "exchange-event" for hit in hits) is (word in allowed), (name, word)
            assert not search(SearchQuery(door, exact=True), audiences).hits


def tell_all(world: World) -> None:
    for _word, post in world.posts:
        tell_of_post(Post.objects.select_related("topic__category").get(pk=post.pk))
    for _word, _door, event in world.events:
        tell_of_change(event, event.host)
    tell_unanswered()
    deliver()


def test_notices_and_mails_say_what_is_shown_and_readable_and_nothing_else(world: World) -> None:
    tell_all(world)
    # What waits for the daily or weekly letter goes now.
    Message.objects.filter(state=Message.State.WAITING).update(due_at=timezone.now(), not_before=timezone.now())
    deliver()
    assert not Message.objects.filter(state=Message.State.WAITING).exists()
    for name, person in world.people.items():
        if person is None:
            continue
        allowed = world.readable(name) & world.shown_to_all()
        letters = " ".join(f"{letter.subject} {letter.body}" for letter in mail.outbox if letter.to == [person.email])
        kept = " ".join(f"{notice.event.title} {notice.event.text}" for notice in person.notices.all())
        assert made_up_words(letters + kept) <= allowed, name
        concern = {word for word, post in world.posts if post.author_id != person.pk} & allowed
        assert concern <= made_up_words(kept), name
        assert concern <= made_up_words(letters), name
        events = {word for word, _door, event in world.events if _comes(person, event)} & allowed
        assert events <= made_up_words(kept), name


def _comes(person: User, event: object) -> bool:
    rows = event.attendances.filter(user=person).exclude(answer="declined")
    return event.host_id != person.pk and rows.exists()


def test_hiding_all_afterwards_empties_every_inbox(client: Client, world: World) -> None:
    tell_all(world)
    for person in filter(None, world.people.values()):
        enter(client, person)
        assert words_in(client.get("/notices/"), "")
    Post.objects.update(state="hidden")
    Topic.objects.update(state="hidden")
    for person in filter(None, world.people.values()):
        enter(client, person)
        assert words_in(client.get("/notices/"), "") == set()


def test_who_may_not_read_writes_nothing(client: Client, world: World) -> None:
    before = _all_written()
    for name, person in world.people.items():
        enter(client, person)
        allowed = world.readable(name)
        unreadable = [post for word, post in world.posts if word not in allowed]
        for post in world.dice.sample(unreadable, len(unreadable) if SOAKS else len(unreadable) // 2):
            for verb in ("edit", "delete", "react", "accept", "report", "moderate"):
                response = client.post(f"/forum/p/{post.pk}/{verb}/", WRITTEN)
                assert response.status_code in {302, 401, 403, 404}, (name, verb, post.state)
        for word, _door, event in world.events:
            if word not in allowed:
                assert client.post(f"/exchange/{event.code}/answer/", {"comes": "yes"}).status_code in {302, 404}
    assert _all_written() == before


def test_who_reads_thanks_and_reports_others_and_changes_nothing(client: Client, world: World) -> None:
    Report.objects.all().delete()
    before, wanted = _posts_and_topics(), set()
    for name, person in world.people.items():
        enter(client, person)
        for word, post in world.posts:
            if word not in world.readable(name) & world.shown_to_all() or world.moderates(name, post.topic.category):
                continue
            is_own = person is not None and post.author_id == person.pk
            for verb in ("react", "report") if is_own else ("react", "report", "edit", "delete", "moderate"):
                response = client.post(f"/forum/p/{post.pk}/{verb}/", WRITTEN)
                assert response.status_code in {302, 401, 403, 404}, (name, verb)
            if person and not is_own:
                wanted.add((post.pk, person.pk))
    assert wanted
    assert set(Reaction.objects.values_list("post", "user")) == wanted
    assert set(Report.objects.values_list("post", "reporter")) == wanted
    assert _posts_and_topics() == before


def _posts_and_topics() -> list[object]:
    return [
        *Post.objects.order_by("pk").values_list("pk", "text", "state", "topic_id"),
        *Topic.objects.order_by("pk").values_list("pk", "title", "state", "accepted", "category"),
    ]


def _all_written() -> list[object]:
    from content.exchange_events.models import Attendance

    rows = [model.objects.order_by("pk").values_list("pk", flat=True) for model in (Reaction, Report, Attendance)]
    return [*_posts_and_topics(), *map(list, rows)]
