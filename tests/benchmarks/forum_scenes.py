"""Inside the seeded forum: what is asked, and how long it takes. Run by `tests.benchmarks.forum`."""

from __future__ import annotations

import json
import statistics
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.test import Client

from content.demo.forum_seed.places import PREFIX
from content.forums.models import Category, ForumSettings, Topic
from content.forums.numbers.reading import categories_for
from content.forums.numbers.reading import count as count_numbers
from content.forums.numbers.writers import count_writers
from content.forums.services.counting import recount_categories
from content.forums.services.posting import reply
from content.people.models import User

if TYPE_CHECKING:
    from collections.abc import Callable

WARM = 10


def measure_all(rounds: int) -> None:
    found = {name: measure(ask, rounds) for name, ask in scenes().items()}
    (Path(settings.DATA_DIR) / "forum.json").write_text(json.dumps(found))


def measure(ask: Callable[[], object], rounds: int) -> dict[str, float]:
    """Medians of CPU and passed time; the first rounds, which fill what is remembered, are not counted."""
    for _ in range(WARM):
        ask()
    cpu, wall = [], []
    for _ in range(rounds):
        before, begun = time.process_time(), time.perf_counter()
        ask()
        wall.append((time.perf_counter() - begun) * 1_000)
        cpu.append((time.process_time() - before) * 1_000)
    return {"cpu": statistics.median(cpu), "wall": statistics.median(wall)}


def scenes() -> dict[str, Callable[[], object]]:
    user = User.objects.get(username=f"{PREFIX}2")
    deep = Topic.objects.order_by("-last_number").first()
    # The same number of posts at both sizes: what is compared is the forum around it.
    page = Topic.objects.visible().filter(category__space__readers="public", last_number__gte=50).exclude(pk=deep.pk)
    topic = page.order_by("last_number", "pk").first() or deep
    category = Category.objects.filter(slug__startswith=PREFIX, space__readers="public").order_by("-topic_count")[0]
    member = Client()
    member.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    tokens = count()
    # What is measured writes more than a person may.
    limits = ForumSettings.load()
    limits.posts_in_ten_minutes = 0
    limits.save()

    def get(path: str) -> Callable[[], object]:
        def ask() -> None:
            answer = member.get(path)
            if answer.status_code != 200:
                raise RuntimeError(f"{path} answered {answer.status_code}")

        return ask

    def write() -> None:
        reply(user=user, topic=target, text="ลองแล้วได้ผลครับ ขอบคุณมาก", token=f"bench-{next(tokens)}")

    @transaction.atomic
    def recount() -> None:
        recount_categories([category.pk])

    target = Topic.objects.visible().filter(category=category, is_locked=False).newest_first()[0]
    own = list(categories_for(admin()).values_list("pk", flat=True))
    count_writers(every_month=True)
    return {
        "topic page, its first 50 posts": get(f"/forum/t/{topic.pk}/"),
        "longest topic, from its middle": get(f"/forum/t/{deep.pk}/?after={deep.last_number // 2}"),
        "longest topic, last page": get(f"/forum/t/{deep.pk}/?after={max(deep.last_number - 50, 0)}"),
        "category": get(f"/forum/c/{category.slug}/"),
        "unread topics": get("/forum/new/"),
        "questions without an answer": get("/forum/unanswered/"),
        "home of the forums": get("/forum/"),
        "new post": write,
        "recount of a category": recount,
        "numbers of twelve months": lambda: count_numbers(own),
    }


def admin() -> User:
    user, _made = User.objects.get_or_create(username=f"{PREFIX}admin", email="a@example.invalid", is_superuser=True)
    return user
