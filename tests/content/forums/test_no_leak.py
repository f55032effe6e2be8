"""
No leak and no forbidden write: people x spaces x states, through every door.

Each post holds a word of its own. What a person may read is worked out here, by other means than the site's; then every
door is opened as that person, and no other word may come out of it.
"""

from __future__ import annotations

import datetime
import os
import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.utils import timezone

from content.core.audiences import audiences_of
from content.forums.models import Category, CategoryFollow, Post, PostFile, Reaction, Topic, TopicFollow
from content.forums.services.asking_around import tell_unanswered
from content.forums.services.spreading import tell_of_post, topic_changed
from content.notifications.delivery import deliver
from content.people.roles import RoleKey
from search.indexing import settle
from search.service import SearchQuery, search, similar, suggest
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory, WorkGroupFactory, user_with_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from content.people.models import User

# Of the shape of `made_up` alone: the random letters of a CSRF token hardly ever make one.
WORD = re.compile(r"zq([a-z])\1\1([a-z])\2\2w")


def made_up(number: int) -> str:
    """A word of letters alone: digits would be cut off, and each piece be found in all."""
    return f"zq{chr(97 + number // 26) * 3}{chr(97 + number % 26) * 3}w"


def made_up_words(text: str) -> set[str]:
    return {match[0] for match in WORD.finditer(text)}


def test_pattern_is_of_the_made_up_words_alone() -> None:
    assert made_up_words(f'{made_up(3)} name="token" value="aazqkfmwzqaaabbwZQaaabbbw"') == {made_up(3)}


STATES = ("visible", "visible", "pending", "hidden", "deleted")
SEEDS = range(200 if os.environ.get("KM_SOAK") else 2)


@dataclass
class World:
    people: dict[str, User | None] = field(default_factory=dict)
    posts: list[tuple[str, Post]] = field(default_factory=list)
    files: list[PostFile] = field(default_factory=list)

    def readable(self, name: str) -> set[str]:
        """The words `name` may read, by the sentences of the issue."""
        return {word for word, post in self.posts if self._reads(name, post)}

    def _reads(self, name: str, post: Post) -> bool:
        topic, person = post.topic, self.people[name]
        moderates = name in {"editor", "moderator"} and (name == "editor" or self._is_named(person, topic))
        allowed = {
            "public": set(self.people),
            "members": set(self.people) - {"visitor"},
            "work_group": {"colleague", "editor"} | ({"moderator"} if self._is_named(person, topic) else set()),
        }
        if name not in allowed[topic.category.readers]:
            return False
        own = person is not None and post.author_id == person.pk
        own_topic = person is not None and topic.author_id == person.pk
        topic_shown = topic.state == "visible" or moderates or (topic.state == "pending" and own_topic)
        return topic_shown and (post.state == "visible" or moderates or (post.state == "pending" and own))

    @staticmethod
    def _is_named(person: User | None, topic: Topic) -> bool:
        return person is not None and topic.category.moderators.filter(pk=person.pk).exists()

    def shown_to_all(self) -> set[str]:
        return {word for word, post in self.posts if post.state == post.topic.state == "visible"}


def build(seed: int) -> World:
    dice = random.Random(seed)
    group, world = WorkGroupFactory(), World()
    colleague = UserFactory(username="colleague", profile__interests="zq")
    colleague.groups.add(group.group)
    member, moderator = UserFactory(username="member", profile__interests="zq"), UserFactory(username="moderator")
    world.people = {
        "visitor": None,
        "member": member,
        "colleague": colleague,
        "moderator": moderator,
        "editor": user_with_role(RoleKey.EDITOR, username="editor"),
    }
    signed_in = [person for person in world.people.values() if person]
    for readers in ("public", "members", "work_group"):
        category = CategoryFactory(readers=readers, work_group=group if readers == "work_group" else None)
        if dice.random() < 0.5:
            category.moderators.add(moderator)
        for person in signed_in:
            CategoryFollow.objects.create(user=person, category=category)
        for _ in range(2):
            _talk(world, category, dice, signed_in)
    settle()
    return world


def _talk(world: World, category: Category, dice: random.Random, people: list[User]) -> None:
    state = dice.choice(STATES)
    word = made_up(len(world.posts))
    asked = timezone.now() - datetime.timedelta(hours=30)
    topic = TopicFactory(
        title=f"ถาม {word}", text=word, category=category, state=state, author=dice.choice(people), created_at=asked
    )
    world.posts.append((word, topic.opening()))
    for person in people:
        TopicFollow.objects.get_or_create(user=person, topic=topic)
    for _ in range(2):
        word = made_up(len(world.posts))
        calls = " ".join(f"@{person.username}" for person in people)
        author = dice.choice(people)
        post = PostFactory(topic=topic, text=f"{word} {calls}", state=dice.choice(STATES), author=author)
        world.posts.append((word, post))
        file = PostFile(post=post, name=f"{word}.txt", size=3, owner=author)
        file.file.save(f"{word}.txt", ContentFile(word.encode()))
        world.files.append(file)
    visible = topic.posts.visible().filter(number__gt=1).first()
    if visible and dice.random() < 0.5:
        Topic.objects.filter(pk=topic.pk).update(accepted=visible, accepted_at=timezone.now())
    topic_changed(Topic.objects.get(pk=topic.pk))


@pytest.fixture(params=SEEDS)
def world(request: pytest.FixtureRequest, db: None, settings: object, tmp_path: object) -> World:
    settings.MEDIA_ROOT = tmp_path
    return build(request.param)


def enter(client: Client, person: User | None) -> None:
    client.logout()
    if person:
        client.force_login(person)


def addresses(world: World) -> Iterator[str]:
    yield from (
        "/forum/",
        "/forum/new/",
        "/forum/unanswered/",
        "/forum/latest/",
        "/forum/not-yet-knowledge/",
        "/notices/",
    )
    yield from (f"/forum/similar/?title={word}" for word, _post in world.posts[::3])
    yield "/search/?q=%E0%B8%96%E0%B8%B2%E0%B8%A1"
    yield from (
        f"/forum/c/{slug}/{rest}" for slug in Category.objects.values_list("slug", flat=True) for rest in ("", "feed/")
    )
    for pk in Topic.objects.values_list("pk", flat=True):
        yield from (f"/forum/t/{pk}/{rest}" for rest in ("", "feed/", "new-posts/?after=0", "knowledge/", "reply/"))
    for _word, post in world.posts:
        yield from (f"/forum/p/{post.pk}/{rest}" for rest in ("", "history/", "edit/", "report/"))
    yield from (file.get_absolute_url() for file in world.files)


def words_in(response: object, asked: str) -> set[str]:
    body = b"".join(response) if response.streaming else response.content
    # What was asked may be said again: it comes from the address.
    return made_up_words(body.decode(errors="replace")) - made_up_words(asked)


def test_no_page_feed_or_file_says_what_one_may_not_read(client: Client, world: World) -> None:
    for name, person in world.people.items():
        enter(client, person)
        allowed = world.readable(name)
        for address in addresses(world):
            response = client.get(address)
            assert response.status_code < 500, (name, address)
            assert words_in(response, address) <= allowed, (name, address)


def test_search_knows_only_what_is_shown_and_readable(world: World) -> None:
    for name, person in world.people.items():
        audiences = audiences_of(person)
        allowed = world.readable(name) & world.shown_to_all()
        for word, post in world.posts:
            # As typed: the made-up words are so alike that one would be taken for a misspelt other.
            results = search(SearchQuery(word, exact=True, facets=("kind", "role", "year")), audiences)
            found = results.total > 0 and any(hit.kind == "topic" for hit in results.hits)
            told = " ".join(segment.text for hit in results.hits for segment in (*hit.title, *hit.passage))
            assert made_up_words(told) <= allowed, (name, word)
            assert found is (word in allowed) or not found, (name, word, post.state)
            if not results.hits:
                assert (results.total, any(results.facets.values())) == (0, False)
            near = similar(word, audiences, 10, kinds=("topic",))
            assert made_up_words(" ".join(s.text for hit in near for s in hit.title)) <= allowed
            assert made_up_words(str(suggest(f"ถาม {word[:3]}", audiences))) <= allowed


def test_notices_and_mails_say_only_what_is_shown_and_readable(client: Client, world: World) -> None:
    for _word, post in world.posts:
        tell_of_post(Post.objects.select_related("topic__category").get(pk=post.pk))
    tell_unanswered()
    deliver()
    for name, person in world.people.items():
        if person is None:
            continue
        allowed = world.readable(name) & world.shown_to_all()
        letters = " ".join(f"{letter.subject} {letter.body}" for letter in mail.outbox if letter.to == [person.email])
        kept = " ".join(f"{notice.event.title} {notice.event.text}" for notice in person.notices.all())
        assert made_up_words(letters + kept) <= allowed, name


def test_hiding_all_afterwards_empties_every_inbox(client: Client, world: World) -> None:
    for _word, post in world.posts:
        tell_of_post(Post.objects.select_related("topic__category").get(pk=post.pk))
    deliver()
    Post.objects.update(state="hidden")
    for person in filter(None, world.people.values()):
        enter(client, person)
        assert words_in(client.get("/notices/"), "") == set()


def test_who_may_not_read_writes_nothing(client: Client, world: World) -> None:
    before = list(Post.objects.order_by("pk").values_list("pk", "text", "state", "topic_id"))
    topics = list(Topic.objects.order_by("pk").values_list("pk", "title", "state", "accepted", "category"))
    for name, person in world.people.items():
        enter(client, person)
        allowed = world.readable(name)
        for word, post in world.posts:
            if word in allowed or (person and post.author_id == person.pk):
                continue
            for address in _writes(post):
                response = client.post(address, {"text": "แก้แล้ว", "kind": "thanks", "reason": "x", "action": "delete"})
                assert response.status_code in {302, 401, 403, 404, 409}, (name, address)
    assert list(Post.objects.order_by("pk").values_list("pk", "text", "state", "topic_id")) == before
    assert list(Topic.objects.order_by("pk").values_list("pk", "title", "state", "accepted", "category")) == topics
    assert not Reaction.objects.exists()


def _writes(post: Post) -> Iterator[str]:
    yield from (f"/forum/p/{post.pk}/{rest}/" for rest in ("edit", "delete", "react", "accept", "report", "moderate"))
