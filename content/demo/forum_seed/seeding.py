"""Make a seeded forum, and take it away again."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from django.db import connection, transaction

from content.demo.forum_seed.places import PREFIX, make_categories, make_people, seeded_categories
from content.demo.forum_seed.talk import Ground, Talk, sizes_of
from content.demo.forum_seed.texts import POOL, make_texts
from content.forums.models import Category, Post, Space, Topic
from content.forums.services.counting import recount_categories
from content.knowledge.models import KnowledgeItem
from content.people.models import User
from content.taxonomy.models import Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model, QuerySet

MOST_PAGES = 50
REMOVED_AT_ONCE = 500


@transaction.atomic
def seed(*, threads: list[dict], topics: int, posts: int, seed: int, report: Callable[[int], None]) -> None:
    """
    Write the whole forum in one transaction, out of the words of `threads` (the sample's).

    Neither search nor anybody is told: no service is asked.

    The same `seed` gives the same forum, but for its moments.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    texts = make_texts(threads, chance, min(POOL, posts))
    ground = Ground(
        people=make_people(chance),
        categories=make_categories(),
        tags=[Tag.objects.get_or_create(name=name)[0].pk for name in texts.tags],
        pages=_knowledge_pages(),
        texts=texts,
        chance=chance,
    )
    Talk(ground).write(sizes_of(topics, posts, chance), report)
    recount_categories(ground.categories)


def refresh_statistics() -> None:
    """Let the database look at the new tables before it plans its first question about them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def holds_real_topics() -> bool:
    return Topic.objects.exclude(category__in=seeded_categories()).exists()


def is_seeded() -> bool:
    return Space.objects.filter(slug__startswith=PREFIX).exists()


@transaction.atomic
def remove(report: Callable[[int], None]) -> int:
    """Delete what was seeded, with whatever hangs on it; the number of posts that are gone."""
    topics = Topic.objects.filter(category__in=seeded_categories())
    count = Post.objects.filter(topic__in=topics).count()
    ids = list(topics.values_list("pk", flat=True))
    Category.objects.filter(space__slug__startswith=PREFIX).update(last_topic=None)
    for start in range(0, len(ids), REMOVED_AT_ONCE):
        part = ids[start : start + REMOVED_AT_ONCE]
        _remove_topics(part)
        report(start + len(part))
    Category.objects.filter(space__slug__startswith=PREFIX).delete()
    Space.objects.filter(slug__startswith=PREFIX).delete()
    User.objects.filter(username__startswith=PREFIX, email__endswith="@example.invalid").delete()
    return count


def _remove_topics(ids: list[int]) -> None:
    """In the order in which rows lean on each other: deleting a million posts one by one would take an hour."""
    posts = Post.objects.filter(topic__in=ids)
    Topic.objects.filter(pk__in=ids).update(accepted=None, merged_into=None)
    Topic.objects.filter(merged_into__in=ids).update(merged_into=None)
    _let_go(Post, posts)
    posts._raw_delete(posts.db)
    topics = Topic.objects.filter(pk__in=ids)
    _let_go(Topic, topics)
    topics._raw_delete(topics.db)


def _let_go(model: type[Model], rows: QuerySet) -> None:
    """Delete what hangs on `rows`, or let it hang on nothing, as each relation says."""
    for relation in model._meta.related_objects:
        if relation.many_to_many:
            through = relation.through
            name = next(f.name for f in through._meta.fields if f.is_relation and f.related_model is model)
            through._base_manager.filter(**{f"{name}__in": rows}).delete()
            continue
        hanging = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": rows})
        if relation.field.null and relation.on_delete.__name__ == "SET_NULL":
            hanging.update(**{relation.field.name: None})
        elif relation.related_model is not Post:
            hanging.delete()


def _knowledge_pages() -> list[int]:
    kinds = [model for model in KnowledgeItem.__subclasses__() if not model._meta.abstract]
    return [pk for kind in kinds for pk in kind.objects.live().public().values_list("pk", flat=True)[:MOST_PAGES]]
