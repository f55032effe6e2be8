"""Writes of the talk beside an item."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from content.comments.events import (
    CommentPosted,
    FoundNotHelpful,
    ItemMended,
    Mentioned,
    QuestionAnswered,
    ReplyPosted,
)
from content.comments.models import Comment, Vote
from content.comments.permissions import can_see
from content.knowledge.models import ItemAuthor
from content.notifications.mentions import mentioned_users
from content.notifications.services import fire

if TYPE_CHECKING:
    from wagtail.models import Page

    from content.people.models import User

MOST_COMMENTS = 10
WITHIN = datetime.timedelta(minutes=5)


class TooManyCommentsError(Exception):
    """Somebody writes faster than people read."""


def post_comment(
    *, user: User, page: Page, text: str, token: str, parent: Comment | None = None, is_question: bool = False
) -> Comment:
    """
    Add a comment and tell whom it concerns. The same text sent again with the same token is the same comment.

    Raises `TooManyCommentsError`.
    """
    submission = _submission(token, page, parent, text)
    present = Comment.objects.filter(author=user, submission=submission).first()
    if present:
        return present
    if Comment.objects.written_since(user, timezone.now() - WITHIN).count() >= MOST_COMMENTS:
        raise TooManyCommentsError
    comment = Comment(
        page=page,
        author=user,
        text=text,
        parent=parent,
        is_question=is_question and parent is None,
        submission=submission,
    )
    try:
        with transaction.atomic():
            comment.save()
            _tell(comment)
    except IntegrityError:
        # The other press of the button was quicker.
        return Comment.objects.get(author=user, submission=submission)
    return comment


def edit_comment(*, comment: Comment, text: str, is_question: bool) -> Comment:
    """Change one's own words; those mentioned for the first time hear of it."""
    question = is_question and comment.parent_id is None
    if (comment.text, comment.is_question) == (text, question):
        return comment
    with transaction.atomic():
        comment.text, comment.is_question, comment.edited_at = text, question, timezone.now()
        comment.save()
        _tell_mentioned(comment)
    return comment


def delete_comment(*, user: User, comment: Comment) -> None:
    """Empty the place of a comment; its words are gone from the site."""
    comment.deleted_at, comment.deleted_by, comment.text = timezone.now(), user, ""
    comment.save()


@transaction.atomic
def mark_answered(*, user: User, comment: Comment, is_answered: bool) -> None:
    comment.answered_at = timezone.now() if is_answered else None
    comment.save(update_fields=["answered_at"])
    if is_answered and comment.author_id:
        fire(QuestionAnswered(actor=user, people=(comment.author_id,), **_about(comment)))


@transaction.atomic
def vote(*, user: User, page: Page, is_helpful: bool, reason: str = "") -> Vote:
    """Say whether the item helped; voting again changes the vote. The owner hears why it did not."""
    reason = "" if is_helpful else reason
    found, is_new = Vote.objects.get_or_create(
        page=page, user=user, defaults={"is_helpful": is_helpful, "reason": reason}
    )
    if not is_new:
        if (found.is_helpful, found.reason, found.mended_at) == (is_helpful, reason, None):
            return found
        found.is_helpful, found.reason = is_helpful, reason
        found.voted_at, found.mended_at = timezone.now(), None
        found.save()
    if not is_helpful:
        fire(
            FoundNotHelpful(
                actor=user,
                page=page,
                text=reason,
                url=f"{page.get_url()}#votes",
                vote_id=found.pk,
                day=timezone.localdate(found.voted_at).isoformat(),
                owner_id=owner_id_of(page),
            )
        )
    return found


@transaction.atomic
def mark_mended(*, vote: Vote, user: User | None = None, by_new_version: bool = False) -> None:
    """Tell the voter, once for each vote, that what was wrong is mended."""
    if not Vote.objects.open_complaints().filter(pk=vote.pk).exists():
        return
    vote.mended_at = timezone.now()
    vote.save(update_fields=["mended_at"])
    fire(
        ItemMended(
            actor=user,
            page=vote.page,
            text=vote.reason,
            vote_id=vote.pk,
            voter_id=vote.user_id,
            voted=vote.voted_at.isoformat(),
            by_new_version=by_new_version,
        )
    )


def mend_all(*, page: Page, user: User | None = None) -> None:
    """A new version was published: everybody the item did not help hears of it."""
    for complaint in Vote.objects.open_complaints().filter(page_id=page.pk).select_related("page"):
        mark_mended(vote=complaint, user=user, by_new_version=True)


def owner_id_of(page: Page) -> int | None:
    """The first of the item's authors, or else whoever made the page."""
    first = ItemAuthor.objects.filter(page_id=page.pk).order_by("sort_order", "pk").values_list("user_id", flat=True)
    return first.first() or page.owner_id


def _submission(token: str, page: Page, parent: Comment | None, text: str) -> str:
    # The text is part of it: a form that the browser brought back holds the old token, but may hold new words.
    words = f"{token}\n{page.pk}\n{parent.pk if parent else ''}\n{text}"
    return hashlib.sha256(words.encode()).hexdigest()


def _about(comment: Comment) -> dict[str, object]:
    return {
        "page": comment.page,
        "url": reverse("comments_show", args=[comment.pk]),
        "text": comment.text,
        "comment_id": comment.pk,
    }


def _tell(comment: Comment) -> None:
    """Everybody hears once: as mentioned, else as replied to, else as an author of the item."""
    told = _tell_mentioned(comment)
    if comment.parent and comment.parent.author_id not in told:
        fire(ReplyPosted(actor=comment.author, people=(comment.parent.author_id,), **_about(comment)))
        told.add(comment.parent.author_id)
    authors = set(ItemAuthor.objects.filter(page_id=comment.page_id).values_list("user_id", flat=True))
    people = tuple(sorted((authors or {comment.page.owner_id}) - told - {None}))
    fire(CommentPosted(actor=comment.author, people=people, is_question=comment.is_question, **_about(comment)))


def _tell_mentioned(comment: Comment) -> set[int | None]:
    people = mentioned_users(comment.text, lambda user: can_see(user, comment.page))
    for person in people:
        fire(Mentioned(actor=comment.author, people=(person.pk,), **_about(comment)))
    return {person.pk for person in people}
