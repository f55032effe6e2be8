"""The people, spaces and categories of a seeded forum. Their names begin with `PREFIX`: so they are found again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from content.forums.models import Category, Space
from content.people.models import Profile, User, WorkGroup

if TYPE_CHECKING:
    import random

# `--remove` deletes by it: nobody gives such a name to an account or a space.
PREFIX = "seed-forum-zzz-"
PEOPLE = 300
# How far back the talk goes.
YEARS = 3
POSITIONS = ("ครูผู้สอน", "ครูผู้ช่วย", "ผู้อำนวยการโรงเรียน", "ศึกษานิเทศก์", "นักจัดการงานทั่วไป", "นักวิชาการศึกษา")
SPACES = (
    ("เวทีครูและศึกษานิเทศก์", "public"),
    ("เวทีบุคลากรในสังกัด", "members"),
    ("เวทีกลุ่มงาน", "work_group"),
    ("เวทีชุมชน", "public"),
)
CATEGORIES_IN_A_SPACE = 6
THEMES = ("อ่านคิดเขียน", "หน่วยบูรณาการ", "งานสำนักงาน", "วิทยฐานะ", "โรงเรียนสุจริต", "ผู้ปกครอง")


def make_people(chance: random.Random, count: int = PEOPLE) -> list[int]:
    """Accounts nobody signs in to; their ids."""
    closed = make_password(None)
    # They have all been there from the beginning: to a new account everything older counts as read.
    joined = timezone.now() - dt.timedelta(days=365 * YEARS)
    groups = [*WorkGroup.objects.values_list("pk", flat=True), None]
    people = User.objects.bulk_create(
        [
            User(username=f"{PREFIX}{n}", email=f"{PREFIX}{n}@example.invalid", password=closed, date_joined=joined)
            for n in range(1, count + 1)
        ]
    )
    Profile.objects.bulk_create(
        [Profile(user=user, position=chance.choice(POSITIONS), work_group_id=chance.choice(groups)) for user in people]
    )
    return [user.pk for user in people]


def make_categories() -> list[int]:
    """Saved one by one: saving works out who reads them. The ids, those with most topics first."""
    group = WorkGroup.objects.first()
    ids = []
    for order, (name, readers) in enumerate(SPACES, start=1):
        if readers == "work_group" and group is None:
            readers = "members"
        space = Space.objects.create(
            slug=f"{PREFIX}{order}",
            name=f"{name} (ทดสอบ)",
            order=100 + order,
            readers=readers,
            work_group=group if readers == "work_group" else None,
        )
        for number, theme in enumerate(THEMES[:CATEGORIES_IN_A_SPACE], start=1):
            category = Category.objects.create(
                slug=f"{PREFIX}{order}-{number}", name=f"{theme} {order}", order=number, space=space
            )
            ids.append(category.pk)
    return ids


def seeded_categories() -> list[int]:
    return list(Category.objects.filter(space__slug__startswith=PREFIX).values_list("pk", flat=True))
