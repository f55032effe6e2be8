"""Whatever moderators do in whatever order, the kept numbers are those that counting gives."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.forums.models import ModerationAction, Post, Topic
from content.forums.moderation.log import NotPossibleError, OvertakenError
from content.forums.moderation.services import posts, topics
from content.forums.moderation.services.merging import merge
from content.forums.moderation.services.splitting import split
from content.forums.services.gate import Refused
from content.forums.services.posting import reply
from tests.content.forums.moderation.checks import assert_counters_are_exact
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.people.models import User

pytestmark = pytest.mark.django_db
ACTIONS = ("let_in", "hide", "show", "delete", "move", "merge", "split", "reply", "accept")


class Forum:
    """Two categories with a few topics in every state, and one moderator of both."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.moderator: User = UserFactory()
        self.categories = CategoryFactory.create_batch(2)
        for category in self.categories:
            category.moderators.add(self.moderator)
        for state in ("visible", "visible", "visible", "pending"):
            topic = TopicFactory(category=self.chance.choice(self.categories), state=state)
            if state == "visible":
                for state_of_post in ("visible", "pending", "visible", "hidden"):
                    PostFactory(topic=topic, state=state_of_post)

    def do(self, name: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "let_in": lambda: posts.let_in(user=self.moderator, post_id=self._post().pk),
            "hide": self._hide,
            "show": lambda: posts.show(user=self.moderator, post_id=self._post("hidden").pk),
            "delete": lambda: posts.delete(user=self.moderator, post_id=self._post("visible").pk, reason="x"),
            "move": lambda: topics.move(
                user=self.moderator, topic_id=self._topic().pk, category=self.chance.choice(self.categories)
            ),
            "merge": lambda: merge(user=self.moderator, source_id=self._topic().pk, target_id=self._topic().pk),
            "split": self._split,
            "reply": self._reply,
            "accept": self._accept,
        }
        before = ModerationAction.objects.count()
        try:
            acts[name]()
        except (OvertakenError, NotPossibleError, Refused):
            # What is refused is not logged.
            assert ModerationAction.objects.count() == before

    def _post(self, state: str = "") -> Post:
        found = list(Post.objects.filter(state=state) if state else Post.objects.all())
        return self.chance.choice(found or list(Post.objects.all()))

    def _topic(self) -> Topic:
        return self.chance.choice(list(Topic.objects.all()))

    def _hide(self) -> object:
        post = self._post("visible")
        return posts.hide(user=self.moderator, post_id=post.pk, reason="x", seen=post.state)

    def _split(self) -> object:
        topic = self._topic()
        numbers = list(topic.posts.filter(number__gt=1).values_list("number", flat=True))
        chosen = set(self.chance.sample(numbers, min(2, len(numbers))))
        category = self.chance.choice(self.categories)
        token = str(self.chance.random())
        return split(
            user=self.moderator,
            topic_id=topic.pk,
            numbers=chosen,
            category=category,
            title="x",
            kind="lesson",
            token=token,
        )

    def _reply(self) -> object:
        topic = Topic.objects.visible().first()
        return topic and reply(user=self.moderator, topic=topic, text="x", token=str(self.chance.random()))

    def _accept(self) -> None:
        post = Post.objects.visible().filter(number__gt=1, topic__state="visible", accepted_for=None).first()
        if post:
            Topic.objects.filter(pk=post.topic_id).update(accepted=post)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), names=st.lists(st.sampled_from(ACTIONS), min_size=4, max_size=10))
def test_counters_are_exact_after_any_actions(seed: int, names: list[str]) -> None:
    with transaction.atomic():
        forum = Forum(seed)
        for name in names:
            forum.do(name)
            assert_counters_are_exact()
        transaction.set_rollback(True)
