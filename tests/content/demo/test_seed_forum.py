"""A forum made for load tests, and taken away again."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from content.demo.forum_seed.places import PREFIX
from content.forums.models import Category, Post, Report, Topic
from content.people.models import User
from search.models import PendingChange
from tests.factories.forums import TopicFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def seed(*words: str) -> None:
    call_command("seed_forum", "--topics", "12", "--posts", "120", *words, verbosity=0)


def test_it_makes_so_many_topics_and_posts_in_order() -> None:
    seed()
    assert (Topic.objects.count(), Post.objects.count()) == (12, 120)
    for topic in Topic.objects.annotate(count=Count("posts")):
        numbers = list(topic.posts.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, topic.last_number + 1))


def test_its_counters_are_those_of_its_posts() -> None:
    seed()
    for topic in Topic.objects.all():
        visible = topic.posts.visible()
        assert topic.reply_count == visible.filter(number__gt=1).count()
        assert topic.last_posted_at == visible.order_by("-number").first().created_at
        assert topic.accepted is None or topic.accepted.topic_id == topic.pk
    assert sum(Category.objects.values_list("topic_count", flat=True)) == Topic.objects.visible().count()


def test_posts_can_be_added_after_it() -> None:
    seed()
    topic = TopicFactory()
    assert topic.pk > 12
    assert topic.posts.get().number == 1


def test_nobody_and_no_search_is_told() -> None:
    before = PendingChange.objects.count()
    seed()
    assert PendingChange.objects.count() == before


def test_it_refuses_a_forum_of_people() -> None:
    TopicFactory()
    with pytest.raises(CommandError):
        seed()
    seed("--force")
    assert Topic.objects.count() == 13


def test_it_refuses_to_seed_twice_and_sizes_that_make_no_sense() -> None:
    with pytest.raises(CommandError):
        call_command("seed_forum", "--topics", "10", "--posts", "5", verbosity=0)
    seed()
    with pytest.raises(CommandError):
        seed()


def test_removing_takes_all_of_it_and_nothing_else() -> None:
    # Names that people may well give.
    kept = TopicFactory(category__space__slug="seed-money", category__slug="seed-1")
    teacher = UserFactory(username="seed-1", email="seed-1@example.invalid")
    seed("--force")
    Report.objects.create(post=Post.objects.filter(submission__startswith=PREFIX).first(), reporter=UserFactory())
    people = User.objects.exclude(username__startswith=PREFIX).count()
    call_command("seed_forum", "--remove", verbosity=0)
    assert list(Topic.objects.all()) == [kept]
    assert (Post.objects.count(), Category.objects.count(), Report.objects.count()) == (1, 1, 0)
    assert User.objects.count() == people
    assert User.objects.filter(pk=teacher.pk).exists()
