"""Topics with their posts, tags, marks and reactions, as the services of the forums would have left them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from content.demo.forum_seed.places import PREFIX, YEARS
from content.demo.forum_seed.rows import Rows
from content.demo.forum_seed.texts import Texts, title_of
from content.forums.models import (
    CategoryMark,
    KnowledgeFromTopic,
    Post,
    Reaction,
    Topic,
    TopicFollow,
    TopicMark,
    TopicTag,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

KINDS = (*["question"] * 6, *["experience"] * 2, "lesson", "announcement")
REACTIONS = ("thanks", "useful", "question")
# Of a hundred: posts that were deleted or hidden, topics that were hidden, questions that were solved.
GONE_POSTS, HIDDEN_TOPICS, SOLVED = 0.4, 1, 55
MARKED_TOPICS = 300


@dataclass(frozen=True)
class Ground:
    """What topics are made of."""

    people: Sequence[int]
    categories: Sequence[int]
    tags: Sequence[int]
    pages: Sequence[int]
    texts: Texts
    chance: random.Random


class Talk:
    """Writes topics one after the other; `sizes` says how many posts each has."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.chance = ground, ground.chance
        self.now = timezone.now()
        self.topics = Rows(
            Topic,
            *("category_id", "kind", "title", "author_id", "state", "created_at", "reply_count", "last_number"),
            *("last_shown", "last_posted_at", "last_poster_id", "submission", "accepted_id", "accepted_at"),
            "first_reply_at",
        )
        self.posts = Rows(
            Post,
            *("topic_id", "number", "author_id", "text", "html", "rendered_as", "state", "created_at", "submission"),
        )
        self.tags = Rows(TopicTag, "tag_id", "content_object_id")
        self.marks = Rows(TopicMark, "user_id", "topic_id", "last_number", "read_at")
        self.follows = Rows(TopicFollow, "user_id", "topic_id", "since")
        self.reactions = Rows(Reaction, "post_id", "user_id", "kind", "created_at")
        self.knowledge = Rows(KnowledgeFromTopic, "topic_id", "page_id", "created_at")

    def write(self, sizes: Sequence[int], report: Callable[[int], None]) -> None:
        # The oldest first, so that ids grow with time as they do in a real forum.
        step = dt.timedelta(days=365 * YEARS) / max(len(sizes), 1)
        for number, size in enumerate(sizes, start=1):
            self._topic(number, size, self.now - step * (len(sizes) - number + 1))
            if number % 5_000 == 0:
                report(self.posts.written)
        self._read_everything_old()
        # Constraints are checked at the end: a topic names its accepted post before that is written.
        for rows in (self.topics, self.posts, self.tags, self.marks, self.follows, self.reactions, self.knowledge):
            rows.finish()

    def _topic(self, number: int, size: int, begun: dt.datetime) -> None:
        chance, ground = self.chance, self.ground
        topic_id, author = self.topics.next_id, chance.choice(ground.people)
        moments = self._moments(begun, size)
        kind = chance.choice(KINDS)
        accepted = chance.randint(2, size) if kind == "question" and size > 1 and chance.random() * 100 < SOLVED else 0
        replies, accepted_id, last, first_reply = 0, None, (1, begun, author), None
        for place, moment in enumerate(moments, start=1):
            writer = author if place == 1 else chance.choice(ground.people)
            is_gone = place not in {1, accepted} and chance.random() * 100 < GONE_POSTS
            post_id = self._post(topic_id, place, writer, moment, "hidden" if is_gone else "visible")
            if place == accepted:
                accepted_id = post_id
            if not is_gone:
                last = (place, moment, writer)
                if place > 1:
                    replies += 1
                    first_reply = first_reply or (moment if writer != author else None)
        state = "hidden" if chance.random() * 100 < HIDDEN_TOPICS else "visible"
        category = ground.categories[int(len(ground.categories) * chance.random() ** 2)]
        accepted_at = last[1] if accepted_id else None
        self.topics.add(
            *(category, kind, title_of(ground.texts, chance, number), author, state, begun, replies, size, *last),
            *(f"{PREFIX}{topic_id}", accepted_id, accepted_at, first_reply),
        )
        self._around(topic_id, size, last[1], is_solved=bool(accepted_id))

    def _moments(self, begun: dt.datetime, size: int) -> list[dt.datetime]:
        """Replies come quickly at first; none lies in the future."""
        longest = min((self.now - begun).total_seconds(), 86_400 * 30)
        return [begun, *(begun + dt.timedelta(seconds=longest * (n / size) ** 3) for n in range(1, size))]

    def _post(self, topic_id: int, place: int, writer: int, moment: dt.datetime, state: str) -> int:
        chance, texts = self.chance, self.ground.texts
        words = chance.choice(texts.openings if place == 1 else texts.replies)
        post_id = self.posts.next_id
        kept = (words.text, words.html, words.rendered_as)
        self.posts.add(topic_id, place, writer, *kept, state, moment, f"{PREFIX}{post_id}")
        if chance.random() < 0.05:
            self.reactions.add(post_id, chance.choice(self.ground.people), chance.choice(REACTIONS), moment)
        return post_id

    def _around(self, topic_id: int, size: int, moment: dt.datetime, *, is_solved: bool) -> None:
        chance, ground = self.chance, self.ground
        for tag in chance.sample(ground.tags, k=min(chance.choice((0, 1, 1, 2, 3)), len(ground.tags))):
            self.tags.add(tag, topic_id)
        for user in chance.sample(ground.people, k=min(4, len(ground.people))):
            self.marks.add(user, topic_id, chance.randint(1, size), moment)
            self.follows.add(user, topic_id, moment)
        if is_solved and ground.pages and chance.random() < 0.1:
            self.knowledge.add(topic_id, chance.choice(ground.pages), moment)

    def _read_everything_old(self) -> None:
        """A third of the people have once marked everything as read."""
        readers = self.ground.people[::3]
        until = self.now - dt.timedelta(days=200)
        CategoryMark.objects.bulk_create([CategoryMark(user_id=user, read_until=until) for user in readers])


def sizes_of(topics: int, posts: int, chance: random.Random) -> list[int]:
    """How many posts each topic has: one very long topic, many short ones, `posts` in all."""
    deepest = min(10_000, max(posts // 5, 1))
    shares = [chance.paretovariate(1.6) for _ in range(topics - 1)]
    left = posts - deepest - (topics - 1)
    total = sum(shares) or 1
    sizes = [1 + int(left * share / total) for share in shares]
    for n in range(posts - deepest - sum(sizes)):
        sizes[n % len(sizes)] += 1
    # In the middle of the list: neither the oldest nor the newest.
    sizes.insert(len(sizes) // 2, deepest)
    return sizes
