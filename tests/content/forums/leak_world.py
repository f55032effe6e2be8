"""
A made-up world for the tests of leaks: people, places, talk and events in every state, each with a word of its own.

What a person may read is worked out here, by other means than the site's.
"""

from __future__ import annotations

import datetime
import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils import timezone

from content.forums.models import (
    Category,
    CategoryFollow,
    KnowledgeFromTopic,
    PostFile,
    Report,
    SimilarQuestions,
    Topic,
    TopicFollow,
)
from content.forums.moderation.log import Action, record
from content.forums.services.spreading import topic_changed
from content.people.roles import RoleKey
from search.indexing import settle
from tests.factories.exchange_events import AttendanceFactory, ExchangeEventFactory
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.notes import NotePageFactory
from tests.factories.people import UserFactory, WorkGroupFactory, user_with_role
from tests.factories.taxonomy import TagFactory

if TYPE_CHECKING:
    from content.exchange_events.models import ExchangeEvent
    from content.forums.models import Post
    from content.notes.models import NotePage
    from content.people.models import User

# Of the shape of `made_up` alone: the random letters of a CSRF token hardly ever make one.
WORD = re.compile(r"zq([a-z])\1\1([a-z])\2\2w")
STATES = ("visible", "visible", "pending", "hidden", "deleted")


def made_up(number: int) -> str:
    """A word of letters alone: digits would be cut off, and each piece be found in all."""
    return f"zq{chr(97 + number // 26) * 3}{chr(97 + number % 26) * 3}w"


def made_up_words(text: str) -> set[str]:
    return {match[0] for match in WORD.finditer(text)}


@dataclass
class World:
    dice: random.Random
    people: dict[str, User | None] = field(default_factory=dict)
    categories: list[tuple[str, Category]] = field(default_factory=list)
    posts: list[tuple[str, Post]] = field(default_factory=list)
    files: list[tuple[str, PostFile]] = field(default_factory=list)
    # The word of the title, and the one in the link of the meeting.
    events: list[tuple[str, str, ExchangeEvent]] = field(default_factory=list)
    tag: object = None
    # Drafted from some of the topics, and published for all.
    note: NotePage | None = None
    _count: int = 0

    def word(self) -> str:
        self._count += 1
        return made_up(self._count - 1)

    def readable(self, name: str) -> set[str]:
        """The words `name` may read, by the sentences of the issues."""
        words = {word for word, category in self.categories if self.enters(name, category)}
        words |= {word for word, post in self.posts if self._reads(name, post)}
        for word, door, event in self.events:
            if self._reads_topic(name, event.topic):
                words |= {word, door} if self._is_let_in(name, event) else {word}
        return words

    def enters(self, name: str, category: Category) -> bool:
        moderator = {"moderator"} if self._is_named(self.people[name], category) else set()
        allowed = {
            "public": set(self.people),
            "members": set(self.people) - {"visitor"},
            "work_group": {"colleague", "editor"} | moderator,
        }
        return name in allowed[category.readers]

    def moderates(self, name: str, category: Category) -> bool:
        return name == "editor" or (name == "moderator" and self._is_named(self.people[name], category))

    def _reads_topic(self, name: str, topic: Topic) -> bool:
        person = self.people[name]
        own = topic.state == "pending" and person is not None and topic.author_id == person.pk
        shown = topic.state == "visible" or own or self.moderates(name, topic.category)
        return shown and self.enters(name, topic.category)

    def _reads(self, name: str, post: Post) -> bool:
        person = self.people[name]
        own = post.state == "pending" and person is not None and post.author_id == person.pk
        shown = post.state == "visible" or own or self.moderates(name, post.topic.category)
        return shown and self._reads_topic(name, post.topic)

    def _is_let_in(self, name: str, event: ExchangeEvent) -> bool:
        """Into the meeting: who takes part, who holds it, and moderators, who may change the link."""
        person = self.people[name]
        if person is None:
            return False
        takes_part = event.host_id == person.pk or event.attendances.filter(user=person, answer="going").exists()
        return takes_part or self.moderates(name, event.topic.category)

    @staticmethod
    def _is_named(person: User | None, category: Category) -> bool:
        return person is not None and category.moderators.filter(pk=person.pk).exists()

    def shown_to_all(self) -> set[str]:
        """The words of posts and events that are neither held, hidden nor deleted."""
        words = {word for word, post in self.posts if post.state == post.topic.state == "visible"}
        return words | {word for word, _door, event in self.events if event.topic.state == "visible"}

    def topics(self) -> list[Topic]:
        return list(dict.fromkeys(post.topic for _word, post in self.posts))


def build(seed: int) -> World:
    dice = random.Random(seed)
    group, world = WorkGroupFactory(), World(dice)
    colleague = UserFactory(username="colleague", profile__interests="ถาม")
    colleague.groups.add(group.group)
    member, moderator = UserFactory(username="member", profile__interests="ถาม"), UserFactory(username="moderator")
    world.people = {
        "visitor": None,
        "member": member,
        "colleague": colleague,
        "moderator": moderator,
        "editor": user_with_role(RoleKey.EDITOR, username="editor"),
    }
    world.tag, world.note = TagFactory(name="การอ่าน"), NotePageFactory(title="ที่เกิดจากวงคุย")
    signed_in = [person for person in world.people.values() if person]
    for readers in ("public", "members", "work_group"):
        word = world.word()
        own = {"work_group": group} if readers == "work_group" else {}
        category = CategoryFactory(name=f"หมวด {word}", readers=readers, **own)
        world.categories.append((word, category))
        if dice.random() < 0.5:
            category.moderators.add(moderator)
        for person in signed_in:
            CategoryFollow.objects.create(user=person, category=category)
        # One that is shown, so that each door has something to show; another in any state.
        for state in ("visible", dice.choice(STATES)):
            _talk(world, category, state, signed_in)
    topics = world.topics()
    SimilarQuestions.objects.create(topic=topics[-1]).similar.set(topics[:-1])
    settle()
    return world


def _talk(world: World, category: Category, state: str, people: list[User]) -> None:
    dice, word = world.dice, world.word()
    asked = timezone.now() - datetime.timedelta(hours=30)
    topic = TopicFactory(
        title=f"ถาม {word}", text=word, category=category, state=state, author=dice.choice(people), created_at=asked
    )
    topic.tags.add(world.tag)
    world.posts.append((word, topic.opening()))
    for person in people:
        TopicFollow.objects.get_or_create(user=person, topic=topic)
    is_first = not any(post.topic.category_id == category.pk for _word, post in world.posts[:-1])
    for reply_state in ("visible" if is_first else dice.choice(STATES), dice.choice(STATES)):
        _reply(world, topic, reply_state, people)
    visible = topic.posts.visible().filter(number__gt=1).first()
    if visible and dice.random() < 0.5:
        Topic.objects.filter(pk=topic.pk).update(accepted=visible, accepted_at=timezone.now())
    if dice.random() < 0.5:
        KnowledgeFromTopic.objects.create(topic=topic, page=world.note)
    _event(world, topic, people)
    topic_changed(Topic.objects.get(pk=topic.pk))


def _reply(world: World, topic: Topic, state: str, people: list[User]) -> None:
    word, author = world.word(), world.dice.choice(people)
    calls = " ".join(f"@{person.username}" for person in people)
    post = PostFactory(topic=topic, text=f"{word} {calls}", state=state, author=author)
    world.posts.append((word, post))
    file = PostFile(post=post, name=f"{word}.txt", size=3, owner=author)
    file.file.save(f"{word}.txt", ContentFile(word.encode()))
    world.files.append((word, file))
    editor = world.people["editor"]
    Report.objects.create(post=post, reporter=editor, reason="other", text=word)
    record(Action.HIDE if state == "hidden" else Action.DISMISS, actor=editor, post=post, reason=word)


def _event(world: World, topic: Topic, people: list[User]) -> None:
    word, door = world.word(), world.word()
    event = ExchangeEventFactory(
        topic=topic, title=f"เวที {word}", link=f"https://meet.example/{door}", host=world.dice.choice(people)
    )
    world.events.append((word, door, event))
    for person in world.dice.sample(people, 3):
        AttendanceFactory(event=event, user=person, answer=world.dice.choice(["going", "waiting", "declined"]))
