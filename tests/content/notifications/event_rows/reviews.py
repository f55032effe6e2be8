"""The steps of a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Page

from content.people.roles import RoleKey
from content.writing.events import (
    ChangesAsked,
    ItemApproved,
    ItemDeclined,
    ItemSubmitted,
    ReviewEscalated,
    ReviewReminded,
)
from content.writing.services.desks import version_token
from content.writing.services.review import submit
from tests.content.notifications.event_rows.row import Row, row
from tests.factories.notes import NotePageFactory
from tests.factories.people import UserFactory, WorkGroupFactory, user_with_role

if TYPE_CHECKING:
    from content.people.models import User
    from content.writing.events import SubmissionEvent
    from content.writing.models import ReviewTaskState


@dataclass(frozen=True)
class Case:
    """A draft that waits for the two reviewers of its work group."""

    writer: User
    reviewers: tuple[User, User]
    submission: ReviewTaskState

    def take_from_reviewers(self) -> None:
        for person in self.reviewers:
            person.groups.clear()

    def take_from_writer(self) -> None:
        """The item has been given to somebody else."""
        Page.objects.filter(pk=self.submission.page_id).update(owner=None)


def submitted() -> Case:
    group = WorkGroupFactory()
    reviewers = (user_with_role(RoleKey.REVIEWER), user_with_role(RoleKey.REVIEWER))
    for person in reviewers:
        person.groups.add(group.reviewer_group)
    writer = user_with_role(RoleKey.CONTRIBUTOR, profile__work_group=group)
    page = NotePageFactory(owner=writer, work_group=group)
    page.unpublish()
    page.refresh_from_db()
    return Case(writer, reviewers, submit(page=page, user=writer, token=version_token(page)))


def for_reviewers(event: type[SubmissionEvent], *, by_writer: bool) -> Row:
    case = submitted()
    made = event.of(case.submission, case.writer if by_writer else None)
    return Row(made, case.reviewers, case.take_from_reviewers)


def for_the_writer(event: type[SubmissionEvent]) -> Row:
    case = submitted()
    return Row(event.of(case.submission, case.reviewers[0]), (case.writer,), case.take_from_writer)


@row(ItemSubmitted)
def item_submitted() -> Row:
    return for_reviewers(ItemSubmitted, by_writer=True)


@row(ReviewReminded)
def review_reminded() -> Row:
    return for_reviewers(ReviewReminded, by_writer=False)


@row(ItemApproved)
def item_approved() -> Row:
    return for_the_writer(ItemApproved)


@row(ChangesAsked)
def changes_asked() -> Row:
    return for_the_writer(ChangesAsked)


@row(ItemDeclined)
def item_declined() -> Row:
    return for_the_writer(ItemDeclined)


@row(ReviewEscalated)
def review_escalated() -> Row:
    case, head = submitted(), UserFactory()
    case.submission.escalated_to.add(head)
    return Row(ReviewEscalated.of(case.submission, None), (head,), case.submission.escalated_to.clear)
