"""Removing personal data from posts and their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import timezone

from content.forums.models import ModerationAction, PostFile, PostVersion, Topic
from content.forums.moderation.log import NotPossibleError
from content.forums.moderation.services.masking import MASK, mask
from content.forums.moderation.services.purging import purge
from content.forums.searchable import POSTS_IN_A_PART
from content.forums.services.spreading import topic_changed
from content.notifications.models import FiredEvent
from search.service import SearchQuery, search
from tests.content.forums.moderation.checks import last_action
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from content.forums.models import Category, Post
    from content.people.models import User

PHONE = "081-234-5678"


def version_of(post: Post, text: str) -> PostVersion:
    return PostVersion.objects.create(post=post, text=text, title="ชื่อ", written_at=timezone.now())


def test_former_versions_lose_their_words(category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category)
    version = version_of(post, f"โทร {PHONE}")
    purged = purge(user=moderator, post_id=post.pk, reason="เจ้าของข้อมูลขอ")
    version.refresh_from_db()
    assert (version.text, version.title, version.is_purged) == ("", "", True)
    assert purged.versions == 1


def test_passage_is_covered_in_text_and_html(category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category, text=f"โทร {PHONE} หรือ {PHONE}")
    purge(user=moderator, post_id=post.pk, passages=[PHONE], reason="ขอลบ")
    post.refresh_from_db()
    assert post.text == f"โทร {MASK} หรือ {MASK}"
    assert PHONE not in post.html
    assert MASK in post.html


@pytest.mark.parametrize("written", ["๐๘๑-๒๓๔-๕๖๗๘", "081-\u200b234-5678", "０８１-234-5678"])
def test_passage_is_found_however_it_is_spelled(written: str) -> None:
    assert mask(f"โทร {written} ได้", PHONE) == (f"โทร {MASK} ได้", 1)


def test_passage_over_a_line_end_is_found() -> None:
    assert mask("เด็กหญิงสมศรี\nใจดี อยู่", "สมศรี ใจดี") == (f"เด็กหญิง{MASK} อยู่", 1)


def test_log_says_how_much_and_never_what(category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category, text=f"โทร {PHONE}")
    version_of(post, "เดิม")
    purge(user=moderator, post_id=post.pk, passages=[PHONE], reason="คำขอที่ 12/2569")
    action = last_action()
    assert (action.action, action.details) == ("purge", {"passages": 1, "versions": 1, "files": 0})
    assert not ModerationAction.objects.filter(details__icontains=PHONE).exists()
    assert PHONE not in action.reason


def test_passage_goes_from_every_post_and_title_of_the_topic(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category, title=f"ติดต่อ {PHONE}", text="-")
    post = PostFactory(topic=topic, text=f"โทร {PHONE}")
    quoting = PostFactory(topic=topic, text=f"> โทร {PHONE}\n\nขอบคุณ")
    holding, other = version_of(quoting, PHONE), version_of(quoting, "ไม่มี")
    purge(user=moderator, post_id=post.pk, passages=[PHONE], in_whole_topic=True, reason="ขอลบ")
    assert not topic.posts.filter(text__contains=PHONE).exists()
    assert Topic.objects.get(pk=topic.pk).title == f"ติดต่อ {MASK}"
    assert PostVersion.objects.get(pk=holding.pk).is_purged
    assert not PostVersion.objects.get(pk=other.pk).is_purged


def test_passage_of_a_later_page_is_not_found_any_more(category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    PostFactory.create_batch(POSTS_IN_A_PART, topic=topic)
    PostFactory(topic=topic, text="ติดต่อเด็กหญิงมะลิวัลย์ได้")
    topic_changed(topic)
    ask = SearchQuery("มะลิวัลย์")
    assert search(ask, frozenset({"public"})).hits
    purge(user=moderator, post_id=topic.opening().pk, passages=["มะลิวัลย์"], in_whole_topic=True, reason="ขอลบ")
    assert not search(ask, frozenset({"public"})).hits


def test_other_posts_are_left_alone_unless_asked(category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category, text=PHONE)
    other = PostFactory(topic=post.topic, text=PHONE)
    purge(user=moderator, post_id=post.pk, passages=[PHONE], reason="ขอลบ")
    other.refresh_from_db()
    assert other.text == PHONE


def test_mistyped_passage_changes_nothing(category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category, text=PHONE)
    version = version_of(post, "เดิม")
    with pytest.raises(NotPossibleError, match="099"):
        purge(user=moderator, post_id=post.pk, passages=[PHONE, "099"], reason="ขอลบ")
    post.refresh_from_db()
    version.refresh_from_db()
    assert (post.text, version.text) == (PHONE, "เดิม")


def test_nothing_to_remove_is_said(category: Category, moderator: User) -> None:
    with pytest.raises(NotPossibleError):
        purge(user=moderator, post_id=PostFactory(topic__category=category).pk, reason="ขอลบ")


def test_notices_forget_what_they_quoted(category: Category, moderator: User) -> None:
    post = PostFactory(topic__category=category, text=PHONE)
    event = FiredEvent.objects.create(kind="x", key="x", url=post.get_absolute_url(), text=PHONE)
    purge(user=moderator, post_id=post.pk, passages=[PHONE], reason="ขอลบ")
    event.refresh_from_db()
    assert event.text == ""


def test_chosen_files_of_the_post_go(
    category: Category, moderator: User, django_capture_on_commit_callbacks: object
) -> None:
    post, other = PostFactory.create_batch(2, topic__category=category)
    file, foreign = (
        PostFile.objects.create(post=each, name="ก.txt", size=1, file=ContentFile(b"x", name="k.txt"))
        for each in (post, other)
    )
    with django_capture_on_commit_callbacks(execute=True):
        purge(user=moderator, post_id=post.pk, file_ids=[file.pk, foreign.pk], reason="ขอลบ")
    assert list(PostFile.objects.all()) == [foreign]
    assert not file.file.storage.exists(file.file.name)
    assert foreign.file.storage.exists(foreign.file.name)


def test_only_moderators_of_the_category_remove_data(category: Category) -> None:
    post = PostFactory(topic__category=category, text=PHONE)
    for user in (post.author, UserFactory()):
        with pytest.raises(PermissionDenied):
            purge(user=user, post_id=post.pk, passages=[PHONE], reason="ขอลบ")
