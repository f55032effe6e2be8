"""
Topics in the search.

A topic is found in parts of fifty posts, so that a hit opens the page its post stands on and a reply to a topic of
10,000 posts is indexed as fast as one to a short topic. The accepted answer stands right behind the question.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from content.core.markdown import plain_text
from content.forums.models import CategoryAudience, Post, Topic
from content.people.models import School, WorkGroup
from content.taxonomy.years import academic_year_of
from search.documents import SearchDocument, Section
from search.registry import register
from search.service import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

KEY_PREFIX = "topic:"
POSTS_IN_A_PART = 50
# Of parts that a topic's title finds alike, the first is meant: there stand the question and its answer.
WEIGHT_OF_LATER_PARTS = 0.5
ROWS_AT_A_TIME = 2_000


class Part(NamedTuple):
    """The posts of one topic that make one search document."""

    topic_id: int
    chunk: int

    @property
    def key(self) -> str:
        return f"{KEY_PREFIX}{self.topic_id}:{self.chunk}"

    @property
    def before(self) -> int:
        """The number of the last post before this part."""
        return self.chunk * POSTS_IN_A_PART


def chunk_of(number: int) -> int:
    return (max(number, 1) - 1) // POSTS_IN_A_PART


def part_of(key: str) -> Part | None:
    """The part a key names; None for keys of other things and for crafted ones."""
    prefix, _, rest = key.partition(":")
    topic_id, _, chunk = rest.partition(":")
    plain = topic_id.isascii() and topic_id.isdigit() and chunk.isascii() and chunk.isdigit()
    if f"{prefix}:" != KEY_PREFIX or not plain or len(topic_id) > 18 or len(chunk) > 9:
        return None
    return Part(int(topic_id), int(chunk))


def keys_of(topic_id: int, last_number: int) -> Iterator[str]:
    """The keys of all parts of a topic."""
    return (Part(topic_id, chunk).key for chunk in range(chunk_of(last_number) + 1))


class TopicSource(Source):
    """Topics that are shown, for whoever may read their category."""

    name = "forums.topic"
    kind = "topic"
    label = gettext_lazy("Forum topic")
    also_called = ("กระทู้", "หัวข้อในเวที", "เวทีแลกเปลี่ยน", "forum", "topic")

    def owns(self, key: str) -> bool:
        return key.startswith(KEY_PREFIX)

    def key_of(self, obj: object) -> str | None:
        if isinstance(obj, Post):
            return Part(obj.topic_id, chunk_of(obj.number)).key
        return Part(obj.pk, 0).key if isinstance(obj, Topic) else None

    def keys(self) -> Iterable[str]:
        topics = Topic.objects.visible().order_by("pk").values_list("pk", "last_number")
        return chain.from_iterable(keys_of(pk, last) for pk, last in topics.iterator(ROWS_AT_A_TIME))

    def documents(self, keys: Collection[str]) -> Iterable[SearchDocument]:
        parts = [part for key in keys if (part := part_of(key))]
        topics = _topics(parts)
        posts = _posts([part for part in parts if part.topic_id in topics])
        for part in parts:
            topic = topics.get(part.topic_id)
            told = _in_reading_order(topic, part, posts[part]) if topic else []
            audience = frozenset(row.token for row in topic.category.audience_tokens.all()) if topic else frozenset()
            if told and audience:
                yield _document(topic, part, told, audience)

    def visible_keys(self, keys: Collection[str], audiences: frozenset[str]) -> set[str]:
        parts = [part for key in keys if (part := part_of(key))]
        tokens = CategoryAudience.objects.filter(category_id=OuterRef("category_id"), token__in=audiences)
        topics = Topic.objects.visible().filter(Exists(tokens), pk__in={part.topic_id for part in parts})
        visible = set(topics.values_list("pk", flat=True))
        return {part.key for part in parts if part.topic_id in visible}


def _topics(parts: Iterable[Part]) -> dict[int, Topic]:
    topics = Topic.objects.visible().filter(pk__in={part.topic_id for part in parts})
    places = [f"category__{place}{name}" for place in ("", "space__") for name in ("work_group", "team", "school")]
    topics = topics.select_related("category__space", *places, "accepted__author__profile")
    return {topic.pk: topic for topic in topics.prefetch_related("category__audience_tokens", "tagged_items__tag")}


def _posts(parts: Iterable[Part]) -> defaultdict[Part, list[Post]]:
    """The visible posts of each part, in one query: parts of the same place share a condition."""
    topics: dict[int, list[int]] = defaultdict(list)
    for part in parts:
        topics[part.chunk].append(part.topic_id)
    wanted = Q()
    for chunk, topic_ids in topics.items():
        first = chunk * POSTS_IN_A_PART + 1
        wanted |= Q(topic_id__in=topic_ids, number__range=(first, first + POSTS_IN_A_PART - 1))
    found: defaultdict[Part, list[Post]] = defaultdict(list)
    if topics:
        fields = ("topic_id", "number", "html", "created_at", "state", "author__username")
        posts = Post.objects.visible().filter(wanted).select_related("author__profile").in_order()
        for post in posts.only(*fields, "author__profile__position"):
            found[Part(post.topic_id, chunk_of(post.number))].append(post)
    return found


def _in_reading_order(topic: Topic, part: Part, posts: list[Post]) -> list[Post]:
    """The posts of a part; the accepted answer, which the page shows first, stands in the first part only."""
    answer = topic.accepted if topic.accepted and topic.accepted.state == "visible" else None
    if answer is None:
        return posts
    others = [post for post in posts if post.pk != answer.pk]
    if part.chunk:
        return others
    # Where the question itself is hidden, the answer alone would tell of it.
    return [others[0], answer, *others[1:]] if others and others[0].is_opening else others


def _document(topic: Topic, part: Part, posts: list[Post], audience: frozenset[str]) -> SearchDocument:
    owner = topic.category.owner
    address = topic.get_absolute_url()
    is_first = part.chunk == 0
    spoken = topic.last_posted_at if is_first else max(post.created_at for post in posts)
    return SearchDocument(
        key=part.key,
        kind=TopicSource.kind,
        title=topic.title,
        url=address if is_first else f"{address}?after={part.before}",
        audience=audience,
        sections=tuple(
            Section(plain_text(post.html, with_pictures=True), _anchor_of(post, part), _who(post)) for post in posts
        ),
        trail=(topic.category.space.name, topic.category.name),
        state=_state_of(topic),
        facets={
            "tag": tuple(row.tag.name for row in topic.tagged_items.all()),
            "group": (owner.slug,) if isinstance(owner, WorkGroup) else (),
            "school": (owner.slug,) if isinstance(owner, School) else (),
            "role": tuple(dict.fromkeys(post.author.public_name for post in posts if post.author)),
            "year": (str(academic_year_of(timezone.localdate(topic.created_at)) + 543),),
        },
        facts=_facts(topic),
        date=timezone.localdate(spoken),
        changed=spoken,
        weight=1.0 if is_first else WEIGHT_OF_LATER_PARTS,
    )


def _anchor_of(post: Post, part: Part) -> str:
    """Of an accepted answer from a later page, where the first page shows it again."""
    return f"post-{post.pk}" if chunk_of(post.number) == part.chunk else "accepted"


def _who(post: Post) -> str:
    return post.author.public_name if post.author else gettext("Somebody")


def _state_of(topic: Topic) -> str:
    if topic.is_question:
        return pgettext("topic", "Solved") if topic.is_solved else pgettext("topic", "Waiting for an answer")
    return pgettext("topic", "Locked") if topic.is_locked else ""


def _facts(topic: Topic) -> tuple[str, ...]:
    replies = ngettext("%(count)d reply", "%(count)d replies", topic.reply_count) % {"count": topic.reply_count}
    locked = (pgettext("topic", "Locked"),) if topic.is_locked and topic.is_question else ()
    return (topic.get_kind_display(), replies, *locked)


register(TopicSource())
