"""The talk beside an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.comments.events import (
    CommentPosted,
    FoundNotHelpful,
    ItemMended,
    Mentioned,
    QuestionAnswered,
    ReplyPosted,
)
from content.comments.models import Comment
from content.knowledge.models import ItemAuthor
from tests.content.notifications.event_rows.items import restrict
from tests.content.notifications.event_rows.row import Row, row
from tests.factories.notes import NotePageFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from content.comments.events import AboutComment
    from content.notes.models import NotePage
    from content.people.models import User


def item_of(author: User) -> NotePage:
    return NotePageFactory(item_authors=[ItemAuthor(user=author)])


def about(event: type[AboutComment], page: NotePage, *people: User) -> AboutComment:
    comment = Comment.objects.create(page=page, author=UserFactory(), text="ขอบคุณ", submission="1")
    return event(actor=comment.author, page=page, comment_id=comment.pk, people=[person.pk for person in people])


@row(CommentPosted)
def comment_posted() -> Row:
    authors = (UserFactory(), UserFactory())
    page = NotePageFactory(item_authors=[ItemAuthor(user=author) for author in authors])
    # An author may read whatever the audience: only what is not published any more is closed to them.
    return Row(about(CommentPosted, page, *authors), authors, page.unpublish)


@row(ReplyPosted)
def reply_posted() -> Row:
    commenter, page = UserFactory(), NotePageFactory()
    return Row(about(ReplyPosted, page, commenter), (commenter,), lambda: restrict(page))


@row(Mentioned)
def mentioned() -> Row:
    person, page = UserFactory(), NotePageFactory()
    return Row(about(Mentioned, page, person), (person,), lambda: restrict(page))


@row(QuestionAnswered)
def question_answered() -> Row:
    asker, page = UserFactory(), NotePageFactory()
    return Row(about(QuestionAnswered, page, asker), (asker,), lambda: restrict(page))


@row(FoundNotHelpful)
def found_not_helpful() -> Row:
    owner = UserFactory()
    page = item_of(owner)
    event = FoundNotHelpful(
        actor=UserFactory(), page=page, text="ขาดรูป", vote_id=1, day="2026-11-30", owner_id=owner.pk
    )
    return Row(event, (owner,), page.unpublish)


@row(ItemMended)
def item_mended() -> Row:
    voter, page = UserFactory(), NotePageFactory()
    event = ItemMended(actor=UserFactory(), page=page, vote_id=1, voter_id=voter.pk, voted="2026-11-30T08:00")
    return Row(event, (voter,), lambda: restrict(page))
