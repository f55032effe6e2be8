"""Reports, warnings and suspensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from content.forums.models import Report, Sanction
from content.forums.moderation.log import OvertakenError
from content.forums.moderation.services import people, posts, reports
from content.forums.permissions import (
    can_lift,
    can_manage_category,
    can_moderate_topic,
    can_read_log,
    can_report,
    can_sanction,
    may_act,
    moderates_any,
)
from content.forums.services.gate import Refused
from content.people.models import User
from content.people.roles import RoleKey
from tests.content.forums.moderation.checks import last_action, told
from tests.factories.forums import CategoryFactory, PostFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.forums.models import Category, Post


@pytest.fixture
def post(category: Category) -> Post:
    return PostFactory(topic__category=category)


def again(user: User) -> User:
    """The user of the next request."""
    return User.objects.get(pk=user.pk)


def test_reporting_twice_is_one_report(post: Post) -> None:
    user = UserFactory()
    first = reports.report_post(user=user, post=post, reason="unkind", text="หยาบ")
    assert reports.report_post(user=user, post=post, reason="wrong") == first
    assert Report.objects.count() == 1


def test_post_can_be_reported_again_after_moderators_have_looked(post: Post, moderator: User) -> None:
    user = UserFactory()
    reports.report_post(user=user, post=post, reason="unkind")
    reports.dismiss(user=moderator, post_id=post.pk)
    reports.report_post(user=user, post=post, reason="unkind")
    assert Report.objects.filter(settled_at=None).count() == 1


def test_whoever_has_many_reports_open_waits(category: Category) -> None:
    user = UserFactory()
    for post in PostFactory.create_batch(reports.MOST_OPEN_REPORTS + 1, topic__category=category)[1:]:
        reports.report_post(user=user, post=post, reason="other", text="x")
    with pytest.raises(Refused):
        reports.report_post(user=user, post=PostFactory(topic__category=category), reason="other", text="x")


def test_own_hidden_and_unreadable_posts_are_not_reported(post: Post) -> None:
    hidden = PostFactory(topic=post.topic, state="hidden")
    private = PostFactory(topic__category=CategoryFactory(readers="team", team_id=None, space__readers="public"))
    private.topic.category.audience_tokens.all().delete()
    assert can_report(UserFactory(), post)
    assert not can_report(post.author, post)
    assert not can_report(UserFactory(), hidden)
    assert not can_report(UserFactory(), private)
    assert not can_report(AnonymousUser(), post)


@pytest.mark.parametrize("outcome", ["dismiss", "hide", "delete", "warn", "suspend"])
def test_every_reporter_is_told_once_what_came_of_it(post: Post, moderator: User, outcome: str) -> None:
    first, second = UserFactory.create_batch(2)
    for user in (first, second):
        reports.report_post(user=user, post=post, reason="unkind")
    act = {
        "dismiss": lambda: reports.dismiss(user=moderator, post_id=post.pk),
        "hide": lambda: posts.hide(user=moderator, post_id=post.pk, reason="x"),
        "delete": lambda: posts.delete(user=moderator, post_id=post.pk, reason="x"),
        "warn": lambda: people.warn(user=moderator, post=post, reason="x"),
        "suspend": lambda: people.suspend(user=moderator, post=post, days=1, reason="x"),
    }
    act[outcome]()
    assert told("forum-report-settled") == [[first.pk], [second.pk]]
    assert not Report.objects.filter(settled_at=None).exists()
    assert Report.objects.first().settled_by == moderator


def test_dismissing_what_a_colleague_dismissed_says_so(post: Post, moderator: User, colleague: User) -> None:
    reports.report_post(user=UserFactory(), post=post, reason="unkind")
    reports.dismiss(user=moderator, post_id=post.pk, reason="ไม่ผิด")
    assert (last_action().action, last_action().reason) == ("dismiss", "ไม่ผิด")
    with pytest.raises(OvertakenError, match="ศึกษานิเทศก์"):
        reports.dismiss(user=colleague, post_id=post.pk)


def test_reports_are_dismissed_by_moderators_of_the_category(post: Post) -> None:
    reports.report_post(user=UserFactory(), post=post, reason="unkind")
    for user in (post.author, UserFactory()):
        with pytest.raises(PermissionDenied):
            reports.dismiss(user=user, post_id=post.pk)


def test_warned_person_hears_the_reason_once(post: Post, moderator: User, colleague: User) -> None:
    people.warn(user=moderator, post=post, reason="โปรดสุภาพ")
    with pytest.raises(OvertakenError, match="ศึกษานิเทศก์"):
        people.warn(user=colleague, post=post, reason="โปรดสุภาพ")
    assert told("forum-warning") == [[post.author_id]]
    assert (last_action().action, last_action().person) == ("warn", post.author)
    assert may_act(again(post.author))


@pytest.mark.parametrize("days", [1, 3, 7, 30, None])
def test_suspended_person_writes_no_more_and_hears_why(post: Post, moderator: User, days: int | None) -> None:
    sanction = people.suspend(user=moderator, post=post, days=days, reason="ซ้ำหลายครั้ง")
    assert not may_act(again(post.author))
    assert (sanction.until is None) is (days is None)
    assert told("forum-suspension") == [[post.author_id]]
    assert (last_action().action, last_action().details) == ("suspend", {"days": days})


def test_suspending_at_the_same_time_suspends_once(post: Post, moderator: User, colleague: User) -> None:
    people.suspend(user=moderator, post=post, days=3, reason="x")
    with pytest.raises(OvertakenError, match="ศึกษานิเทศก์"):
        people.suspend(user=colleague, post=post, days=30, reason="x")
    assert Sanction.objects.count() == 1


def test_lifted_suspension_lets_write_and_is_told(post: Post, moderator: User, colleague: User) -> None:
    sanction = people.suspend(user=moderator, post=post, days=None, reason="x")
    people.lift(user=colleague, sanction_id=sanction.pk, reason="เข้าใจกันแล้ว")
    assert may_act(again(post.author))
    assert told("forum-suspension-lifted") == [[post.author_id]]
    assert (last_action().action, last_action().reason) == ("lift", "เข้าใจกันแล้ว")
    with pytest.raises(OvertakenError):
        people.lift(user=moderator, sanction_id=sanction.pk)


def test_who_may_sanction_whom(post: Post, moderator: User, make_user: Callable[..., User]) -> None:
    editor = make_user(role=RoleKey.EDITOR)
    theirs = PostFactory(topic=post.topic, author=editor)
    own = PostFactory(topic=post.topic, author=moderator)
    orphan = PostFactory(topic=post.topic, author=None)
    assert can_sanction(moderator, post)
    assert can_sanction(editor, post)
    assert not can_sanction(moderator, theirs)
    assert not can_sanction(moderator, own)
    assert not can_sanction(moderator, orphan)
    assert not can_sanction(UserFactory(), post)
    assert not can_sanction(AnonymousUser(), post)


@pytest.mark.parametrize("name", ["warn", "suspend"])
def test_whoever_may_not_sanction_is_refused(post: Post, name: str) -> None:
    more = {"days": 1} if name == "suspend" else {}
    with pytest.raises(PermissionDenied):
        getattr(people, name)(user=UserFactory(), post=post, reason="x", **more)
    assert not Sanction.objects.exists()


def test_who_may_lift(post: Post, moderator: User, colleague: User, make_user: Callable[..., User]) -> None:
    elsewhere = UserFactory()
    CategoryFactory().moderators.add(elsewhere)
    sanction = people.suspend(user=moderator, post=post, days=1, reason="x")
    assert can_lift(moderator, sanction)
    assert can_lift(colleague, sanction)
    assert can_lift(make_user(role=RoleKey.ADMINISTRATOR), sanction)
    assert not can_lift(elsewhere, sanction)
    assert not can_lift(post.author, sanction)
    assert not can_lift(AnonymousUser(), sanction)
    with pytest.raises(PermissionDenied):
        people.lift(user=elsewhere, sanction_id=sanction.pk)


def test_suspended_moderator_moderates_no_more(category: Category, post: Post, moderator: User) -> None:
    Sanction.objects.create(user=moderator, kind="suspension", reason="x")
    held = again(moderator)
    for act in (posts.hide, reports.dismiss):
        with pytest.raises(PermissionDenied):
            act(user=held, post_id=post.pk, reason="x")
    with pytest.raises(PermissionDenied):
        people.suspend(user=held, post=post, days=1, reason="x")
    assert not moderates_any(held)
    assert not can_manage_category(held, category)
    assert not can_read_log(held)


def test_suspended_editor_moderates_nothing_and_again_when_it_is_over(
    post: Post, make_user: Callable[..., User]
) -> None:
    editor = make_user(role=RoleKey.EDITOR)
    sanction = Sanction.objects.create(user=editor, kind="suspension", reason="x")
    assert not can_moderate_topic(again(editor), post.topic)
    sanction.lifted_at = timezone.now()
    sanction.save()
    assert can_moderate_topic(again(editor), post.topic)
