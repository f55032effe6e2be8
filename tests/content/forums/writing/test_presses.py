"""Reactions, the accepted answer, votes."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from content.forums.models import ModerationAction, PollVote, Post, Reaction, Topic
from content.forums.services.polls import PollPlan, create_poll
from tests.content.forums.writing.conftest import JSON
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    from content.forums.models import Category, Poll
    from content.people.models import User
    from tests.content.forums.writing.conftest import Writer

    At = Callable[[User], Writer]


@pytest.fixture
def answer(topic: Topic, helper: User) -> Post:
    return PostFactory(topic=topic, author=helper)


def press(client: Client, post: Post, value: str, **options: object) -> HttpResponse:
    return client.post(f"/forum/p/{post.pk}/react/", {"press": value}, **options)


def accept(client: Client, post: Post, want: str = "on") -> HttpResponse:
    return client.post(f"/forum/p/{post.pk}/accept/", {"want": want})


def test_reaction_pressed_twice_counts_once(at: At, asker: User, answer: Post) -> None:
    with at(asker) as writer:
        press(writer.client, answer, "thanks:on")
        told = press(writer.client, answer, "thanks:on", headers=JSON).json()
    assert told == {"kind": "thanks", "is_mine": True, "count": 1}
    assert Reaction.objects.count() == 1


def test_reaction_is_taken_back(at: At, asker: User, answer: Post) -> None:
    with at(asker) as writer:
        press(writer.client, answer, "thanks:on")
        press(writer.client, answer, "thanks:off")
        press(writer.client, answer, "thanks:off")
    assert not Reaction.objects.exists()


def test_own_post_and_hidden_post_take_no_reaction(at: At, helper: User, asker: User, answer: Post) -> None:
    with at(helper) as writer:
        assert press(writer.client, answer, "thanks:on").status_code == 403
    Post.objects.filter(pk=answer.pk).update(state="hidden")
    with at(asker) as writer:
        assert press(writer.client, answer, "thanks:on").status_code == 404


@pytest.mark.parametrize("value", ["", "thanks", "thanks:maybe", "love:on", ":", "\0:on"])
def test_crafted_reactions_are_not_there(at: At, asker: User, answer: Post, value: str) -> None:
    with at(asker) as writer:
        assert press(writer.client, answer, value).status_code in {400, 404}


def test_visitor_reacts_to_nothing(client: Client, answer: Post) -> None:
    assert press(client, answer, "thanks:on").status_code == 401
    assert not Reaction.objects.exists()


def test_asker_accepts_and_takes_back(at: At, asker: User, answer: Post) -> None:
    with at(asker) as writer:
        accept(writer.client, answer)
        accept(writer.client, answer)
        assert Topic.objects.get().accepted == answer
        accept(writer.client, answer, "off")
    topic = Topic.objects.get()
    assert (topic.accepted, topic.accepted_at) == (None, None)
    assert not ModerationAction.objects.exists()


def test_another_answer_takes_the_place(at: At, asker: User, answer: Post, topic: Topic) -> None:
    better = PostFactory(topic=topic)
    with at(asker) as writer:
        accept(writer.client, answer)
        accept(writer.client, better)
        accept(writer.client, answer, "off")
    assert Topic.objects.get().accepted == better


def test_moderator_accepts_and_it_is_logged(at: At, moderator: User, answer: Post) -> None:
    with at(moderator) as writer:
        accept(writer.client, answer)
    assert ModerationAction.objects.get().action == "accept"


def test_others_do_not_accept(at: At, client: Client, helper: User, answer: Post) -> None:
    assert accept(client, answer).status_code == 401
    with at(helper) as writer:
        assert accept(writer.client, answer).status_code == 403
    assert Topic.objects.get().accepted is None


def test_opening_and_experience_have_no_answer(at: At, asker: User, topic: Topic, category: Category) -> None:
    story = TopicFactory(category=category, author=asker, kind="experience")
    reply = PostFactory(topic=story)
    with at(asker) as writer:
        assert accept(writer.client, topic.opening()).status_code == 403
        assert accept(writer.client, reply).status_code == 403


@pytest.fixture
def poll(category: Category, asker: User) -> Poll:
    topic = TopicFactory(category=category, author=asker, kind="poll")
    return create_poll(topic, PollPlan(["เช้า", "บ่าย", "เย็น"]))


def vote(client: Client, poll: Poll, *options: object) -> HttpResponse:
    return client.post(f"/forum/t/{poll.topic_id}/vote/", {"option": list(options)})


def pks(poll: Poll) -> list[int]:
    return [option.pk for option in poll.options.all()]


def test_vote_counts_once_and_may_be_changed(at: At, helper: User, poll: Poll) -> None:
    morning, noon, _evening = pks(poll)
    with at(helper) as writer:
        vote(writer.client, poll, morning)
        vote(writer.client, poll, morning)
        assert PollVote.objects.get().option_id == morning
        vote(writer.client, poll, noon)
    assert PollVote.objects.get().option_id == noon


def test_several_answers_only_where_allowed(at: At, helper: User, poll: Poll) -> None:
    with at(helper) as writer:
        vote(writer.client, poll, *pks(poll)[:2])
        assert not PollVote.objects.exists()
        poll.allows_several = True
        poll.save()
        vote(writer.client, poll, *pks(poll)[:2])
    assert PollVote.objects.count() == 2


@pytest.mark.parametrize("options", [[], ["0"], ["x"], ["9" * 40], ["\0"]])
def test_crafted_votes_count_nothing(at: At, helper: User, poll: Poll, options: list[str]) -> None:
    with at(helper) as writer:
        assert vote(writer.client, poll, *options).status_code in {302, 400}
    assert not PollVote.objects.exists()


def test_answer_of_another_poll_counts_nothing(at: At, helper: User, poll: Poll, category: Category) -> None:
    other = create_poll(TopicFactory(category=category, kind="poll"), PollPlan(["ก", "ข"]))
    with at(helper) as writer:
        vote(writer.client, poll, pks(other)[0])
    assert not PollVote.objects.exists()


def test_closed_poll_takes_no_vote_and_shows_results(at: At, client: Client, helper: User, poll: Poll) -> None:
    poll.closes_at = timezone.now() - datetime.timedelta(minutes=1)
    poll.save()
    with at(helper) as writer:
        vote(writer.client, poll, pks(poll)[0])
    assert not PollVote.objects.exists()
    assert client.get(f"/forum/t/{poll.topic_id}/").context["poll"]["shows_results"]


def test_results_are_shown_after_voting_only(at: At, helper: User, poll: Poll) -> None:
    PollVote.objects.create(option_id=pks(poll)[1], user=UserFactory())
    with at(helper) as writer:
        before = writer.client.get(f"/forum/t/{poll.topic_id}/").context["poll"]
        vote(writer.client, poll, pks(poll)[0])
        after = writer.client.get(f"/forum/t/{poll.topic_id}/").context["poll"]
    assert [option["count"] for option in before["options"]] == [None, None, None]
    assert [option["percent"] for option in before["options"]] == [0, 0, 0]
    assert [option["count"] for option in after["options"]] == [1, 1, 0]
    assert [option["percent"] for option in after["options"]] == [50, 50, 0]
    assert after["voters"] == 2


def test_visitor_does_not_vote(client: Client, poll: Poll) -> None:
    assert vote(client, poll, pks(poll)[0]).status_code == 401
    assert not PollVote.objects.exists()
