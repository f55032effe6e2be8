"""What is accepted and whom an edit mentions is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.forums.services.editing import edit_post, version_of
from content.forums.services.reacting import accept_answer
from content.notifications.delivery import deliver
from content.notifications.models import Notice
from tests.factories.forums import PostFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from content.forums.models import Topic
    from content.people.models import User


def told(user: User) -> list[str]:
    deliver()
    return sorted(Notice.objects.filter(recipient=user).values_list("event__kind", flat=True))


def test_author_hears_that_a_reply_was_accepted_once(asker: User, helper: User, topic: Topic) -> None:
    post = PostFactory(topic=topic, author=helper)
    accept_answer(user=asker, post=post, is_accepted=True)
    accept_answer(user=asker, post=post, is_accepted=True)
    assert told(helper) == ["forum-accepted"]


def test_answer_taken_back_before_anybody_heard_is_not_told(asker: User, helper: User, topic: Topic) -> None:
    post = PostFactory(topic=topic, author=helper)
    accept_answer(user=asker, post=post, is_accepted=True)
    accept_answer(user=asker, post=post, is_accepted=False)
    assert told(helper) == []


def test_whom_an_edit_mentions_first_hears_of_it(asker: User, helper: User, topic: Topic) -> None:
    UserFactory(username="third")
    post = PostFactory(topic=topic, author=helper, text="ลองดู")
    post = edit_post(user=helper, post=post, text="ลองดู @asker", base=version_of(post))
    assert told(asker) == ["forum-mention"]
    edit_post(user=helper, post=post, text="ลองดู @asker อีกครั้ง", base=version_of(post))
    assert told(asker) == ["forum-mention"]
