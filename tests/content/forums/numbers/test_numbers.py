"""The numbers for the office: what is counted, who sees it, and as what."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.utils import timezone

from content.forums.models import KnowledgeFromTopic, MonthlyWriter, Topic
from content.forums.numbers.charts import bars
from content.forums.numbers.reading import count
from content.forums.numbers.sheets import csv_file
from content.forums.numbers.writers import count_writers
from content.people.roles import RoleKey
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.notes import NotePageFactory
from tests.factories.people import SchoolFactory, UserFactory, WorkGroupFactory, user_with_role
from themes.thai_dates import thai_month

if TYPE_CHECKING:
    from django.test import Client

    from content.forums.models import Category

pytestmark = pytest.mark.django_db


def answered(category: Category, *, hours: int, **more: object) -> Topic:
    """A question with its first answer after so many hours."""
    topic = TopicFactory(category=category, created_at=timezone.now() - dt.timedelta(days=1), **more)
    PostFactory(topic=topic, created_at=topic.created_at + dt.timedelta(hours=hours))
    return topic


def solve(topic: Topic) -> Topic:
    topic.accepted = topic.posts.get(number=2)
    topic.accepted_at = timezone.now()
    topic.save()
    return topic


def test_people_are_counted_once_however_much_they_write() -> None:
    category, user = CategoryFactory(), UserFactory()
    topic = TopicFactory(category=category, author=user)
    PostFactory.create_batch(3, topic=topic, author=user)
    PostFactory(topic=topic)
    count_writers()
    assert list(count([category.pk]).by_month.values())[-1].people == 2


def test_hidden_posts_make_nobody_active() -> None:
    category = CategoryFactory()
    topic = TopicFactory(category=category)
    PostFactory(topic=topic, state="hidden")
    TopicFactory(category=category, state="hidden")
    count_writers()
    assert count([category.pk]).whole.people == 1


def test_time_to_answer_is_the_median() -> None:
    category = CategoryFactory()
    for hours in (1, 2, 20):
        answered(category, hours=hours)
    assert count([category.pk]).whole.hours_to_answer == 2


def test_answer_that_is_older_than_its_question_is_no_wait() -> None:
    """Topics that were merged may begin with a younger post."""
    category, now = CategoryFactory(), timezone.now()
    Topic.objects.filter(pk=TopicFactory(category=category).pk).update(first_reply_at=now - dt.timedelta(hours=9))
    whole = count([category.pk]).whole
    assert (whole.answered, whole.hours_to_answer) == (1, None)


def test_ones_own_second_post_is_no_answer() -> None:
    topic = TopicFactory()
    PostFactory(topic=topic, author=topic.author)
    whole = count([topic.category_id]).whole
    assert (whole.questions, whole.answered, whole.hours_to_answer) == (1, 0, None)


def test_shares_are_of_questions_and_of_solved_questions(site_tree: object) -> None:
    category = CategoryFactory()
    solved = [solve(answered(category, hours=1)) for _ in range(2)]
    answered(category, hours=1)
    TopicFactory(category=category, kind="experience")
    KnowledgeFromTopic.objects.create(topic=solved[0], page=NotePageFactory())
    whole = count([category.pk]).whole
    assert (whole.questions, whole.solved_share, whole.kept_share) == (3, 67, 50)


def test_draft_is_no_knowledge_yet(site_tree: object) -> None:
    topic = solve(answered(CategoryFactory(), hours=1))
    note = NotePageFactory()
    note.unpublish()
    KnowledgeFromTopic.objects.create(topic=topic, page=note)
    assert count([topic.category_id]).whole.kept_share == 0


def test_questions_count_for_the_group_of_who_asked() -> None:
    group = WorkGroupFactory()
    topic = TopicFactory(author=UserFactory(profile__work_group=group))
    TopicFactory(category=topic.category)
    by_group = count([topic.category_id]).by_group
    assert (by_group[group.pk].questions, by_group[None].questions) == (1, 1)


def test_other_categories_count_for_nothing() -> None:
    TopicFactory()
    count_writers()
    whole = count([CategoryFactory().pk]).whole
    assert (whole.people, whole.questions) == (0, 0)


def test_queries_stay_the_same_however_much_was_written(django_assert_num_queries: object) -> None:
    category = CategoryFactory()
    for _ in range(5):
        answered(category, hours=1)
    count_writers()
    with django_assert_num_queries(4):
        count([category.pk])


def test_counting_again_changes_nothing() -> None:
    TopicFactory()
    for _ in range(2):
        call_command("count_forum_writers")
    call_command("count_forum_writers", "--all")
    assert MonthlyWriter.objects.count() == 1


def test_old_months_are_counted_once() -> None:
    TopicFactory(created_at=timezone.now() - dt.timedelta(days=200)).posts.update(
        created_at=timezone.now() - dt.timedelta(days=200)
    )
    assert count_writers() > 2
    assert count_writers() < 10


def test_editor_sees_all_that_they_read(client: Client) -> None:
    category = CategoryFactory(name="การเงิน")
    client.force_login(user_with_role(RoleKey.EDITOR))
    page = client.get("/forum/numbers/").text
    assert category.name in page
    assert "<svg" in page


def test_moderator_sees_their_own_category_alone(client: Client) -> None:
    own, other = CategoryFactory(name="หมวดของฉัน"), CategoryFactory(name="หมวดคนอื่น")
    user = UserFactory()
    own.moderators.add(user)
    TopicFactory.create_batch(4, category=other)
    TopicFactory(category=own)
    client.force_login(user)
    page = client.get("/forum/numbers/")
    assert "หมวดคนอื่น" not in page.text
    assert page.context["tables"][0]["rows"][-1][2] == 1
    assert client.get(f"/forum/numbers/?category={other.slug}").status_code == 404
    assert client.get(f"/forum/numbers.csv?category={other.slug}").status_code == 404


def test_moderator_who_may_not_read_a_category_sees_no_numbers_of_it(client: Client) -> None:
    hidden = CategoryFactory(readers="school", school=SchoolFactory(), name="ห้องครู")
    own = CategoryFactory()
    user = UserFactory()
    own.moderators.add(user)
    client.force_login(user)
    assert hidden.name not in client.get("/forum/numbers/").text


@pytest.mark.parametrize("path", ["/forum/numbers/", "/forum/numbers.csv"])
def test_ordinary_members_and_visitors_see_nothing(client: Client, path: str) -> None:
    assert client.get(path).status_code == 302
    client.force_login(UserFactory())
    assert client.get(path).status_code == 403


def test_page_needs_no_more_queries_for_more_topics(client: Client, django_assert_max_num_queries: object) -> None:
    client.force_login(user_with_role(RoleKey.EDITOR))
    TopicFactory.create_batch(3)
    client.get("/forum/numbers/")
    with django_assert_max_num_queries(22):
        client.get("/forum/numbers/")


def test_file_has_thai_months_and_opens_in_excel(client: Client) -> None:
    TopicFactory()
    client.force_login(user_with_role(RoleKey.EDITOR))
    body = client.get("/forum/numbers.csv").content
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert len(rows) == 13
    assert rows[-1][0] == thai_month(timezone.localdate(), "short")


def test_file_by_group_names_them(client: Client) -> None:
    group = WorkGroupFactory(name="กลุ่มนิเทศ")
    TopicFactory(author=UserFactory(profile__work_group=group))
    client.force_login(user_with_role(RoleKey.EDITOR))
    assert "กลุ่มนิเทศ" in client.get("/forum/numbers.csv?by=group").content.decode()
    assert client.get("/forum/numbers.csv?by=x").status_code == 404


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_is_a_formula(name: str) -> None:
    cell = next(csv.reader(io.StringIO(csv_file([[name, -3]]).decode("utf-8-sig"))))[0]
    assert cell == f"'{name}"


def test_chart_says_its_numbers_in_words() -> None:
    chart = bars("x", "คน", "คน", [("ม.ค.", 3), ("ก.พ.", None), ("มี.ค.", 6.0)])
    assert chart["description"] == "ม.ค. 3 คน; ก.พ. – คน; มี.ค. 6 คน"
    assert next(bar["height"] for bar in chart["bars"]) * 2 == chart["bars"][2]["height"]


def test_chart_of_nothing_is_drawn() -> None:
    assert bars("x", "คน", "คน", [])["bars"] == []
