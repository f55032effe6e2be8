"""Who may do what in the talk beside an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.core.audiences import can_read
from content.knowledge.models import ItemAuthor

if TYPE_CHECKING:
    from wagtail.models import Page

    from content.comments.models import Comment, Vote

MODERATE = "comments.moderate_comments"


def can_see(user: object, page: Page) -> bool:
    """The talk has the audience of the published item."""
    return page.live and can_read(user, page)


def can_write(user: object, page: Page) -> bool:
    return user.is_authenticated and user.is_active and can_see(user, page)


def can_moderate(user: object) -> bool:
    return user.has_perm(MODERATE)


def is_author_of(user: object, page: Page) -> bool:
    """Whether `user` is one of those who made the item."""
    return user.is_authenticated and ItemAuthor.objects.filter(page_id=page.pk, user_id=user.pk).exists()


def can_edit(user: object, comment: Comment) -> bool:
    return not comment.is_deleted and comment.author_id == user.pk and can_write(user, comment.page)


def can_delete(user: object, comment: Comment) -> bool:
    may = comment.author_id == user.pk or can_moderate(user)
    return may and not comment.is_deleted and can_write(user, comment.page)


def can_reply(user: object, comment: Comment) -> bool:
    """There is one level of replies, and none to what is deleted."""
    return comment.parent_id is None and not comment.is_deleted and can_write(user, comment.page)


def can_mark_answered(user: object, comment: Comment) -> bool:
    """The asker, the authors of the item and moderators."""
    if not comment.is_question or comment.is_deleted or not can_write(user, comment.page):
        return False
    return comment.author_id == user.pk or can_moderate(user) or is_author_of(user, comment.page)


def can_vote(user: object, page: Page) -> bool:
    """Anyone who may write, except on their own item."""
    return can_write(user, page) and not is_author_of(user, page)


def can_see_reasons(user: object, page: Page) -> bool:
    """Why an item did not help is told to those who can mend it."""
    return can_write(user, page) and (can_moderate(user) or is_author_of(user, page))


def can_mark_mended(user: object, vote: Vote) -> bool:
    return not vote.is_helpful and vote.mended_at is None and can_see_reasons(user, vote.page)
