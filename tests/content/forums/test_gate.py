"""What stands between a sent form and the forum."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from content.forums.models import BlockedWord, Category, ForumSettings, Sanction
from content.forums.models.topics import State
from content.forums.services.blocklist import count_links
from content.forums.services.gate import Refused, Verdict, judge, judge_words
from content.forums.services.posting import reply, start_topic
from content.people.models import User
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 24, 5, 0, tzinfo=datetime.UTC)


def limits(**values: int) -> None:
    ForumSettings.objects.update_or_create(pk=ForumSettings.load().pk, defaults=values)


def asked(user: User, category: Category | None = None, text: str = "ขอถามค่ะ", *, is_topic: bool = False) -> Verdict:
    return judge(user=user, category=category or CategoryFactory(), text=text, is_topic=is_topic)


def test_ordinary_post_is_shown_at_once() -> None:
    assert asked(UserFactory()).state == State.VISIBLE


def test_too_many_posts_in_ten_minutes_are_refused_with_the_time_one_may_write_again() -> None:
    user = UserFactory()
    limits(posts_in_ten_minutes=2)
    with time_machine.travel(NOON, tick=False):
        PostFactory(author=user, created_at=NOON - datetime.timedelta(minutes=8))
        PostFactory(author=user, created_at=NOON - datetime.timedelta(minutes=3))
        with pytest.raises(Refused, match=r"12\.02"):
            asked(user)
    with time_machine.travel(NOON + datetime.timedelta(minutes=2), tick=False):
        assert asked(user).state == State.VISIBLE


def test_deleted_posts_count_towards_the_limit() -> None:
    user = UserFactory()
    limits(posts_in_ten_minutes=1)
    PostFactory(author=user, state=State.DELETED)
    with pytest.raises(Refused):
        asked(user)


def test_posts_of_others_do_not_count() -> None:
    limits(posts_in_ten_minutes=1)
    PostFactory()
    assert asked(UserFactory()).state == State.VISIBLE


def test_zero_sets_no_limit() -> None:
    user = UserFactory()
    limits(posts_in_ten_minutes=0, topics_a_day=0)
    TopicFactory(author=user)
    assert asked(user, is_topic=True).state == State.VISIBLE


def test_too_many_topics_in_a_day_are_refused() -> None:
    user = UserFactory()
    limits(topics_a_day=1)
    TopicFactory(author=user)
    with pytest.raises(Refused):
        asked(user, is_topic=True)


def test_whoever_may_start_no_more_topics_may_still_reply() -> None:
    user = UserFactory()
    limits(topics_a_day=1)
    TopicFactory(author=user)
    assert asked(user).state == State.VISIBLE


def test_slow_mode_waits_between_two_posts_in_its_category() -> None:
    user, category = UserFactory(), CategoryFactory(slow_seconds=3600)
    with time_machine.travel(NOON, tick=False):
        PostFactory(author=user, topic__category=category, created_at=NOON - datetime.timedelta(minutes=30))
        with pytest.raises(Refused, match=r"12\.30"):
            asked(user, category)


def test_slow_mode_leaves_other_categories_alone() -> None:
    user = UserFactory()
    PostFactory(author=user, topic__category=CategoryFactory(slow_seconds=3600))
    assert asked(user, CategoryFactory(slow_seconds=3600)).state == State.VISIBLE


def test_first_posts_of_a_new_account_are_held() -> None:
    user = UserFactory()
    limits(held_posts=1)
    assert asked(user).state == State.PENDING
    PostFactory(author=user)
    assert asked(user).state == State.VISIBLE


def test_held_posts_do_not_make_an_account_known() -> None:
    user = UserFactory()
    limits(held_posts=1)
    PostFactory(author=user, state=State.PENDING)
    assert asked(user).state == State.PENDING


def test_links_of_a_new_account_are_held() -> None:
    limits(new_account_links=1, new_account_posts=1)
    user = UserFactory()
    text = "https://a.example [ดู](http://b.example)"
    assert asked(user, text=text).state == State.PENDING
    PostFactory(author=user)
    assert asked(user, text=text).state == State.VISIBLE


def test_many_links_are_held_whoever_writes_them() -> None:
    limits(most_links=1, new_account_posts=0)
    assert asked(UserFactory(), text="https://a.example www.b.example").state == State.PENDING


@pytest.mark.parametrize(
    ("text", "count"), [("ไม่มี", 0), ("<https://a.th>", 1), ("[a](HTTP://a.th) www.b.th", 2), ("&#104;ttps://a.th", 1)]
)
def test_links_are_counted_however_they_are_written(text: str, count: int) -> None:
    assert count_links(text) == count


def test_topic_of_a_strict_category_is_held_and_a_reply_is_not() -> None:
    category = CategoryFactory(holds_every_topic=True)
    assert asked(UserFactory(), category, is_topic=True).state == State.PENDING
    assert asked(UserFactory(), category).state == State.VISIBLE


@pytest.mark.parametrize(
    "text",
    [
        "มาเล่นพนันกัน",
        "มาเล่นพ\u200bนันกัน",
        "มาเล่นพ**นัน**กัน",
        "มาเล่นพ<b></b>นันกัน",
        "มาเล่นพน\u0e31\u0e31นกัน",
        "&#3614;นัน",
    ],
)
def test_blocked_word_is_found_however_it_is_hidden(text: str) -> None:
    BlockedWord.objects.create(text="พนัน")
    assert judge_words(text).state == State.PENDING


def test_thai_digits_do_not_get_round_the_list() -> None:
    BlockedWord.objects.create(text="หวย 888")
    assert judge_words("ซื้อหวย  ๘๘๘ ที่นี่").state == State.PENDING


def test_latin_word_is_not_found_inside_a_longer_one() -> None:
    BlockedWord.objects.create(text="spin")
    assert judge_words("inspiring").state == State.VISIBLE
    assert judge_words("มา SPIN กัน").state == State.PENDING


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/x",
        "ดูที่www.EXAMPLE.com",
        "http://shop.example.com",
        "exa\u200bmple.com",
        "https://ex%61mple.com",
        "https://example。com",
        "ｅｘａｍｐｌｅ.com",
    ],
)
def test_links_to_a_blocked_host_are_refused(text: str) -> None:
    BlockedWord.objects.create(text="https://www.example.com/offer", action="refuse")
    with pytest.raises(Refused):
        judge_words(text)


@pytest.mark.parametrize("text", ["https://notexample.com", "https://example.com.org", "example"])
def test_other_hosts_are_taken(text: str) -> None:
    BlockedWord.objects.create(text="example.com", action="refuse")
    assert judge_words(text).state == State.VISIBLE


def test_thai_host_is_found_in_its_other_spelling() -> None:
    BlockedWord.objects.create(text="พนัน.com")
    assert judge_words(f"https://{'พนัน.com'.encode('idna').decode()}/").state == State.PENDING


def test_refusing_word_goes_before_a_holding_one() -> None:
    BlockedWord.objects.create(text="พนัน")
    BlockedWord.objects.create(text="หวย", action="refuse")
    with pytest.raises(Refused, match="หวย"):
        judge_words("พนันและหวย")


@pytest.mark.parametrize("text", ["ก", "\u200b\u200b", " ", "ก\u200b"])
def test_word_of_one_letter_is_no_word_to_block(text: str) -> None:
    with pytest.raises(ValidationError):
        BlockedWord(text=text).full_clean()


def test_moderators_are_free_of_limits() -> None:
    moderator, category = UserFactory(), CategoryFactory(slow_seconds=60, holds_every_topic=True)
    category.moderators.add(moderator)
    limits(posts_in_ten_minutes=1, held_posts=5)
    PostFactory(author=moderator, topic__category=category)
    assert asked(moderator, category, is_topic=True).state == State.VISIBLE


def test_moderator_of_another_category_has_limits() -> None:
    moderator = UserFactory()
    CategoryFactory().moderators.add(moderator)
    limits(held_posts=1)
    assert asked(moderator).state == State.PENDING


def test_suspended_person_reads_why_and_until_when() -> None:
    user = UserFactory()
    Sanction.objects.create(user=user, kind="suspension", reason="ใช้คำหยาบ", until=NOON + datetime.timedelta(days=1))
    with time_machine.travel(NOON, tick=False), pytest.raises(Refused, match=r"25 พ\.ย\. 2569.*ใช้คำหยาบ"):
        start_topic(user=user, category=CategoryFactory(), title="ถาม", text="ถาม", token="t")


def test_suspension_that_is_over_or_lifted_stops_nobody() -> None:
    user = UserFactory()
    hour = datetime.timedelta(hours=1)
    Sanction.objects.create(user=user, kind="suspension", reason="x", until=timezone.now() - hour)
    Sanction.objects.create(user=user, kind="suspension", reason="x", lifted_at=timezone.now())
    Sanction.objects.create(user=user, kind="warning", reason="x")
    assert reply(user=user, topic=TopicFactory(), text="ลองดู", token="t").state == State.VISIBLE


def test_suspended_moderator_is_refused_as_well() -> None:
    moderator, category = UserFactory(), CategoryFactory()
    category.moderators.add(moderator)
    Sanction.objects.create(user=moderator, kind="suspension", reason="x")
    with pytest.raises(Refused):
        asked(moderator, category)


def test_judging_costs_few_queries_however_much_was_written(
    remembering: object, django_assert_max_num_queries: object
) -> None:
    limits(held_posts=2, posts_in_ten_minutes=100, topics_a_day=100)
    category = CategoryFactory(slow_seconds=1)
    user = UserFactory()
    long_ago = timezone.now() - datetime.timedelta(minutes=1)
    PostFactory.create_batch(30, author=user, created_at=long_ago)
    BlockedWord.objects.bulk_create([BlockedWord(text=f"คำต้องห้าม{n}") for n in range(50)])
    asked(User.objects.get(pk=user.pk), category, is_topic=True)
    someone = User.objects.get(pk=user.pk)
    someone.has_perm("x.y")
    with django_assert_max_num_queries(5):
        asked(someone, category, "https://a.example " * 9, is_topic=True)


def test_tags_of_a_topic_are_judged_too() -> None:
    BlockedWord.objects.create(text="พนัน", action="refuse")
    told = {"user": UserFactory(), "category": CategoryFactory(), "title": "ถาม", "text": "ก", "token": "t"}
    with pytest.raises(Refused, match="พนัน"):
        start_topic(**told, tags=["การอ่าน", "พนัน"])
