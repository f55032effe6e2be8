"""Submitting, deciding, commenting: thin over Wagtail's workflows, so that the admin shows the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from content.notifications.services import fire
from content.writing import events
from content.writing.models import Desk, ReviewComment
from content.writing.permissions import can_review, can_write, possible_reviewers
from content.writing.querysets import submission_of
from content.writing.services.desks import desk_of, version_token
from content.writing.services.drafts import ChangedMeanwhile, InReview, newest_of
from content.writing.workflow import review_workflow_of

if TYPE_CHECKING:
    from content.knowledge.models import KnowledgeItem
    from content.people.models import User
    from content.writing.models import ReviewTaskState

APPROVE, ASK, DECLINE = "approve", "reject", "decline"
ACTIONS = (APPROVE, ASK, DECLINE)


@transaction.atomic
def submit(*, page: Page, user: User, token: str, reviewer: User | None = None) -> ReviewTaskState:
    """
    Give the newest version to its reviewers. Raises ValidationError of the page where it is not complete,
    ChangedMeanwhile where the version is not the one `token` names.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if not can_write(user, page):
        raise PermissionDenied
    if submission_of(page) is not None:
        raise InReview
    if token != version_token(page):
        raise ChangedMeanwhile(newest_of(page))
    draft = newest_of(page)
    refuse_unready(draft)
    if reviewer is not None and not possible_reviewers(page, user).filter(pk=reviewer.pk).exists():
        raise PermissionDenied
    if page.get_latest_revision() is None:
        draft.save_revision(user=user)
    desk = desk_of(page)
    desk.wanted_reviewer, desk.autosave, desk.editor, desk.seen_at = reviewer, None, None, None
    desk.save()
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    else:
        review_workflow_of(page).start(page, user)
    return submission_of(page)


def refuse_unready(draft: KnowledgeItem) -> None:
    """Raise ValidationError with all that keeps the draft from being published."""
    errors: dict[str, list[str]] = {}
    for check in (draft.full_clean, draft.check_to_publish):
        try:
            check()
        except ValidationError as error:
            # What was said of a field first says enough.
            errors = {**error.update_error_dict({}), **errors}
    if errors:
        raise ValidationError(errors)


def open_review(submission: ReviewTaskState, user: User | None) -> ReviewTaskState:
    """Note down whom a submission goes to. Called by the task, whichever door the submission came through."""
    item = submission.revision.as_object()
    submission.page_id = item.pk
    submission.work_group = item.work_group
    desk = Desk.objects.filter(page_id=item.pk).select_related("wanted_reviewer").first()
    submission.reviewer = desk.wanted_reviewer if desk else None
    submission.save()
    fire(events.ItemSubmitted.of(submission, user))
    return submission


@transaction.atomic
def withdraw(*, page: Page, user: User) -> None:
    """Take a submission back to write on."""
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if not can_write(user, page) or submission_of(page) is None:
        raise PermissionDenied
    page.current_workflow_state.cancel(user=user)


def review(*, page: Page, user: User, action: str, comment: str, token: str) -> None:
    """Decide through the site: what the reviewer has read must still be what stands there."""
    with transaction.atomic():
        page = Page.objects.select_for_update().get(pk=page.pk).specific
        submission = submission_of(page)
        if submission is None or action not in ACTIONS or not can_review(user, page):
            raise PermissionDenied
        if token != version_token(page):
            raise ChangedMeanwhile(newest_of(page))
        submission.task.specific.on_action(submission, user, action, comment=comment)


def decide(submission: ReviewTaskState, *, user: User, action: str, comment: str) -> None:
    """Carry a decision out. The task has asked whether `user` may."""
    if action == APPROVE:
        submission.approve(user=user, comment=comment)
        fire(events.ItemApproved.of(submission, user))
    elif action == ASK:
        submission.reject(user=user, comment=comment)
        fire(events.ChangesAsked.of(submission, user))
    elif action == DECLINE:
        submission.is_declined = True
        submission.save(update_fields=["is_declined"])
        submission.reject(user=user, comment=comment)
        WorkflowState.objects.get(pk=submission.workflow_state_id).cancel(user=user)
        fire(events.ItemDeclined.of(submission, user))


@transaction.atomic
def add_comment(*, page: Page, user: User, quote: str, text: str) -> ReviewComment:
    """A remark on a passage or the whole, by a reviewer or by an author who answers."""
    if not (can_review(user, page) or can_write(user, page)):
        raise PermissionDenied
    return ReviewComment.objects.create(
        page_id=page.pk, revision=page.get_latest_revision(), user=user, quote=quote, text=text
    )


@transaction.atomic
def settle_comment(*, comment: ReviewComment, user: User) -> None:
    """Mark a remark as dealt with."""
    if not (can_review(user, comment.page) or can_write(user, comment.page)):
        raise PermissionDenied
    if comment.settled_at is None:
        comment.settled_at = timezone.now()
        comment.save(update_fields=["settled_at"])


def state_of(submission: ReviewTaskState | None) -> str:
    """How a submission stands, as a word for templates: waiting, approved, changes, declined, withdrawn or none."""
    if submission is None:
        return "none"
    if submission.is_declined:
        return "declined"
    return {
        TaskState.STATUS_IN_PROGRESS: "waiting",
        TaskState.STATUS_APPROVED: "approved",
        TaskState.STATUS_REJECTED: "changes",
        TaskState.STATUS_CANCELLED: "withdrawn",
        TaskState.STATUS_SKIPPED: "withdrawn",
    }[submission.status]


def approved_item(submission: ReviewTaskState) -> KnowledgeItem:
    return submission.page.specific
