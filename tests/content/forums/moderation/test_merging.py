"""Merging a topic into another, and splitting posts off."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from content.forums.models import Poll, Post, PostDraft, Topic, TopicFollow, TopicMark
from content.forums.models.posts import LONGEST_TEXT
from content.forums.moderation.log import NotPossibleError, OvertakenError
from content.forums.moderation.services.merging import merge
from content.forums.moderation.services.splitting import split
from content.forums.services.posting import reply
from tests.content.forums.moderation.checks import assert_counters_are_exact, last_action
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from django.test import Client

    from content.forums.models import Category
    from content.people.models import User

START = timezone.now() - datetime.timedelta(days=1)


def talk(category: Category, *minutes: int, **fields: object) -> Topic:
    """A topic whose posts were written at these minutes."""
    topic = TopicFactory(category=category, text="-", created_at=at(minutes[0]), **fields)
    topic.posts.update(created_at=at(minutes[0]), text=str(minutes[0]))
    for minute in minutes[1:]:
        PostFactory(topic=topic, text=str(minute), created_at=at(minute))
    return topic


def at(minute: int) -> datetime.datetime:
    return START + datetime.timedelta(minutes=minute)


def order(topic: Topic) -> list[str]:
    return [post.text for post in topic.posts.order_by("number")]


def numbers(topic: Topic) -> list[int]:
    return list(topic.posts.order_by("number").values_list("number", flat=True))


def test_posts_stand_by_time_behind_the_opening_that_stays(category: Category, moderator: User) -> None:
    source, target = talk(category, 1, 4, 6), talk(category, 2, 3, 5)
    merge(user=moderator, source_id=source.pk, target_id=target.pk, reason="เรื่องเดียวกัน")
    assert order(target) == ["2", "1", "3", "4", "5", "6"]
    assert numbers(target) == [1, 2, 3, 4, 5, 6]
    assert_counters_are_exact()
    assert (last_action().action, last_action().reason) == ("merge", "เรื่องเดียวกัน")


def test_posts_before_the_first_newcomer_keep_their_numbers(category: Category, moderator: User) -> None:
    source, target = talk(category, 5, 8), talk(category, 1, 2, 3, 9)
    kept = list(target.posts.filter(number__lte=3).order_by("number").values_list("pk", flat=True))
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    assert list(target.posts.filter(number__lte=3).order_by("number").values_list("pk", flat=True)) == kept
    assert order(target) == ["1", "2", "3", "5", "8", "9"]


def test_addresses_lead_to_where_the_posts_are(category: Category, moderator: User, client: Client) -> None:
    source, target = talk(category, 1, 3), talk(category, 2)
    post = source.posts.get(number=2)
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    assert client.get(source.get_absolute_url()).headers["Location"] == target.get_absolute_url()
    assert f"#post-{post.pk}" in client.get(post.get_absolute_url()).headers["Location"]
    assert client.get(post.get_absolute_url(), follow=True).status_code == 200


def test_chain_of_merges_leads_to_the_last_in_one_step(category: Category, moderator: User) -> None:
    first, second, third = talk(category, 1), talk(category, 2), talk(category, 3)
    merge(user=moderator, source_id=first.pk, target_id=second.pk)
    merge(user=moderator, source_id=second.pk, target_id=third.pk)
    first.refresh_from_db()
    assert first.merged_into == third
    assert_counters_are_exact()


def test_reply_to_the_merged_topic_arrives(category: Category, moderator: User) -> None:
    source, target = talk(category, 1), talk(category, 2)
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    assert reply(user=UserFactory(), topic=source, text="ตอบ", token="t").topic == target
    assert_counters_are_exact()


def test_what_people_have_read_stays_read_and_nothing_new_counts_as_read(category: Category, moderator: User) -> None:
    source, target = talk(category, 1, 4, 6), talk(category, 2, 3, 5)
    both, only_target, part, only_source = UserFactory.create_batch(4)
    for user, topic, last in [
        (both, source, 3),
        (both, target, 3),
        (only_target, target, 3),
        (part, source, 2),
        (part, target, 2),
        (only_source, source, 3),
    ]:
        TopicMark.objects.create(user=user, topic=topic, last_number=last)
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    marks = dict(TopicMark.objects.values_list("user_id", "last_number"))
    # 2, 1, 3, 4, 5, 6: who knows only the target meets "1" as the first new one; who knows neither 5 nor 6, "5".
    assert marks == {both.pk: 6, only_target.pk: 1, part.pk: 4}
    assert not TopicMark.objects.filter(topic=source).exists()


def test_follows_and_drafts_are_carried_over(category: Category, moderator: User) -> None:
    source, target = talk(category, 1), talk(category, 2)
    follower, decided, writer = UserFactory.create_batch(3)
    TopicFollow.objects.create(user=follower, topic=source)
    TopicFollow.objects.create(user=decided, topic=source)
    TopicFollow.objects.create(user=decided, topic=target, is_muted=True)
    PostDraft.objects.create(user=writer, topic=source, text="จาก")
    PostDraft.objects.create(user=writer, topic=target, text="ถึง")
    PostDraft.objects.create(user=follower, topic=source, text="ร่าง")
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    assert set(TopicFollow.objects.values_list("user_id", "topic_id", "is_muted")) == {
        (follower.pk, target.pk, False),
        (decided.pk, target.pk, True),
    }
    assert set(PostDraft.objects.values_list("topic_id", "text")) == {(target.pk, "ถึง\n\nจาก"), (target.pk, "ร่าง")}


def test_begun_replies_that_are_long_together_are_both_kept(category: Category, moderator: User) -> None:
    source, target = talk(category, 1), talk(category, 2)
    writer = UserFactory()
    PostDraft.objects.create(user=writer, topic=source, text="ก" * LONGEST_TEXT)
    PostDraft.objects.create(user=writer, topic=target, text="ข" * LONGEST_TEXT)
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    kept = PostDraft.objects.get()
    assert kept.topic == target
    assert (kept.text.count("ก"), kept.text.count("ข")) == (LONGEST_TEXT, LONGEST_TEXT)


def test_accepted_answer_is_carried_over_to_a_question_without_one(category: Category, moderator: User) -> None:
    source, target = talk(category, 1, 4), talk(category, 2)
    answer = source.posts.get(number=2)
    Topic.objects.filter(pk=source.pk).update(accepted=answer, accepted_at=timezone.now())
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    target.refresh_from_db()
    assert target.accepted == answer


def test_own_accepted_answer_stays(category: Category, moderator: User) -> None:
    source, target = talk(category, 1, 4), talk(category, 2, 3)
    Topic.objects.filter(pk=source.pk).update(accepted=source.posts.get(number=2))
    own = target.posts.get(number=2)
    Topic.objects.filter(pk=target.pk).update(accepted=own)
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    target.refresh_from_db()
    assert target.accepted == own


def test_merging_twice_is_merging_once(category: Category, moderator: User, colleague: User) -> None:
    source, target = talk(category, 1), talk(category, 2)
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    with pytest.raises(OvertakenError, match="ศึกษานิเทศก์"):
        merge(user=colleague, source_id=source.pk, target_id=target.pk)
    assert order(target) == ["2", "1"]


def test_merging_the_other_way_round_afterwards_is_refused(category: Category, moderator: User) -> None:
    source, target = talk(category, 1), talk(category, 2)
    merge(user=moderator, source_id=source.pk, target_id=target.pk)
    with pytest.raises(NotPossibleError):
        merge(user=moderator, source_id=target.pk, target_id=source.pk)


def test_merging_asks_for_a_moderator_of_both(category: Category, moderator: User) -> None:
    source, target = talk(category, 1), talk(CategoryFactory(), 2)
    for one, other in [(source, target), (target, source)]:
        with pytest.raises(PermissionDenied):
            merge(user=moderator, source_id=one.pk, target_id=other.pk)


def test_poll_keeps_its_votes(category: Category, moderator: User) -> None:
    source, target = talk(category, 1, kind="poll"), talk(category, 2)
    Poll.objects.create(topic=source)
    with pytest.raises(NotPossibleError):
        merge(user=moderator, source_id=source.pk, target_id=target.pk)


def test_topic_is_not_merged_into_itself_or_into_a_hidden_one(category: Category, moderator: User) -> None:
    source = talk(category, 1)
    for target in (source, talk(category, 2, state="hidden")):
        with pytest.raises(NotPossibleError):
            merge(user=moderator, source_id=source.pk, target_id=target.pk)


def split_off(topic: Topic, user: User, wanted: set[int], **more: object) -> Topic:
    values = {"category": topic.category, "title": "แยก", "kind": "question", "token": "t", **more}
    return split(user=user, topic_id=topic.pk, numbers=wanted, **values)


def test_split_posts_begin_a_topic_of_their_own(category: Category, moderator: User) -> None:
    topic = talk(category, 1, 2, 3, 4)
    TopicFollow.objects.create(user=topic.author, topic=topic)
    new = split_off(topic, moderator, {2, 4}, reason="คนละเรื่อง")
    assert (order(new), numbers(new)) == (["2", "4"], [1, 2])
    assert (order(topic), numbers(topic)) == (["1", "3"], [1, 3])
    assert new.author == new.opening().author
    assert new.follows.filter(user=topic.author).exists()
    assert (last_action().action, last_action().reason) == ("split", "คนละเรื่อง")
    assert_counters_are_exact()


def test_form_brought_back_with_other_posts_splits_them_too(category: Category, moderator: User) -> None:
    topic = talk(category, 1, 2, 3, 4)
    first = split_off(topic, moderator, {2})
    assert split_off(topic, moderator, {2}) == first
    assert split_off(topic, moderator, {4}) != first
    assert order(topic) == ["1", "3"]


def test_number_of_a_post_that_was_split_off_is_not_given_again(category: Category, moderator: User) -> None:
    topic = talk(category, 1, 2, 3)
    reader = UserFactory()
    TopicMark.objects.create(user=reader, topic=topic, last_number=3)
    split_off(topic, moderator, {3})
    assert reply(user=UserFactory(), topic=topic, text="ใหม่", token="t").number == 4


def test_reader_has_read_of_the_new_topic_what_they_had_read(category: Category, moderator: User) -> None:
    topic = talk(category, 1, 2, 3, 4)
    reader, stranger = UserFactory.create_batch(2)
    TopicMark.objects.create(user=reader, topic=topic, last_number=3)
    TopicMark.objects.create(user=stranger, topic=topic, last_number=1)
    new = split_off(topic, moderator, {2, 4})
    assert dict(new.marks.values_list("user_id", "last_number")) == {reader.pk: 1}


def test_splitting_twice_with_one_form_is_splitting_once(category: Category, moderator: User) -> None:
    topic = talk(category, 1, 2)
    assert split_off(topic, moderator, {2}) == split_off(topic, moderator, {2})
    assert Topic.objects.count() == 2


def test_accepted_answer_that_is_split_off_is_accepted_no_more(category: Category, moderator: User) -> None:
    topic = talk(category, 1, 2)
    Topic.objects.filter(pk=topic.pk).update(accepted=topic.posts.get(number=2))
    split_off(topic, moderator, {2})
    topic.refresh_from_db()
    assert topic.accepted is None


@pytest.mark.parametrize(
    ("wanted", "error"), [({1, 2}, NotPossibleError), (set(), NotPossibleError), ({2, 99}, OvertakenError)]
)
def test_what_cannot_be_split_is_refused_with_the_reason(
    category: Category, moderator: User, wanted: set[int], error: type[Exception]
) -> None:
    topic = talk(category, 1, 2)
    with pytest.raises(error):
        split_off(topic, moderator, wanted)
    assert Topic.objects.count() == 1


def test_held_post_does_not_get_out_by_splitting(category: Category, moderator: User) -> None:
    topic = talk(category, 1)
    PostFactory(topic=topic, state="pending")
    with pytest.raises(NotPossibleError):
        split_off(topic, moderator, {2})


def test_splitting_into_a_category_asks_for_its_moderator(category: Category, moderator: User) -> None:
    topic = talk(category, 1, 2)
    with pytest.raises(PermissionDenied):
        split_off(topic, moderator, {2}, category=CategoryFactory())
    with pytest.raises(PermissionDenied):
        split_off(topic, topic.author, {2})
    assert Post.objects.filter(topic=topic).count() == 2
