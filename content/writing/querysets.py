"""Reads of drafts, submissions and what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from content.knowledge.models import ItemAuthor, KnowledgeItem
from content.people.models import WorkGroup
from content.writing.models import ReviewTaskState
from content.writing.permissions import ANY_REVIEWER, may_judge_all

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from content.files.models import OfficeDocument
    from content.people.models import User


def submission_of(page: Page) -> ReviewTaskState | None:
    """The submission of an item that waits for a decision."""
    waiting = ReviewTaskState.objects.filter(page_id=page.pk, status=TaskState.STATUS_IN_PROGRESS)
    return waiting.select_related("page", "work_group", "reviewer__profile", "workflow_state").first()


def last_submission_of(page: Page) -> ReviewTaskState | None:
    """The newest submission, decided or not."""
    found = ReviewTaskState.objects.filter(page_id=page.pk).order_by("-started_at", "-pk")
    return found.select_related("page", "work_group", "reviewer__profile", "finished_by__profile").first()


def submissions_for(user: User) -> QuerySet[ReviewTaskState]:
    """What waits for a decision that `user` may take, oldest first; never what they have written themselves."""
    waiting = (
        ReviewTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
        .exclude(page__owner=user)
        .exclude(page__item_authors__user=user)
        .exclude(page__item_writers__user=user)
        .select_related("page", "work_group", "reviewer__profile", "workflow_state__requested_by__profile")
        .order_by("started_at", "pk")
    )
    if may_judge_all(user):
        return waiting
    mine = Q(reviewer=user) | Q(escalated_to=user)
    groups = set(user.groups.values_list("pk", flat=True))
    mine |= Q(work_group__reviewer_group__in=groups)
    if user.groups.filter(role__key__in=ANY_REVIEWER).exists():
        alone = WorkGroup.objects.exclude(reviewer_group__user__is_active=True)
        mine |= Q(work_group__isnull=True) | Q(work_group__in=alone)
    return waiting.filter(mine).distinct()


def drafts_seen_by(user: object, drafts: Collection[Page]) -> set[int]:
    """The ids of those of these drafts that `user` writes or reviews (`can_see_draft`). A fixed number of queries."""
    if not user.is_authenticated or not user.is_active or not drafts:
        return set()
    ids = {page.pk for page in drafts}
    if may_judge_all(user):
        return ids
    seen = {page.pk for page in drafts if page.owner_id == user.pk}
    seen.update(ItemAuthor.objects.filter(page__in=ids, user=user).values_list("page_id", flat=True))
    seen.update(submissions_for(user).filter(page__in=ids - seen).values_list("page_id", flat=True))
    # Who is named an author only in the newest version.
    newest = Revision.objects.filter(pk__in=[page.latest_revision_id for page in drafts if page.pk not in seen])
    for object_id, authors in newest.values_list("object_id", "content__item_authors"):
        if any(row["user"] == user.pk for row in authors or ()):
            seen.add(int(object_id))
    return seen


def is_file_of_draft(user: object, document: OfficeDocument) -> bool:
    """
    Whether the newest version of something that `user` writes or reviews has this document attached, by its authors.

    Somebody else's document in one's own draft is no way to read it.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    reviewed = submissions_for(user).order_by().values("page_id")
    pages = Page.objects.filter(Q(pk__in=reviewed) | Q(pk__in=drafts_of(user).order_by().values("pk")))
    newest = Revision.objects.filter(pk__in=pages.values("latest_revision_id"))
    for owner, authors, files in newest.values_list(
        "content__owner", "content__item_authors", "content__item_attachments"
    ):
        writers = {owner, *(row["user"] for row in authors or ())} - {None}
        if document.uploaded_by_user_id in writers and any(row["document"] == document.pk for row in files or ()):
            return True
    return False


def written_by(user: User) -> QuerySet[Page]:
    """Items of which `user` is an author, of whatever kind, last changed first."""
    mine = Q(owner=user) | Q(item_authors__user=user)
    kinds = [model for model in KnowledgeItem.__subclasses__() if not model._meta.abstract]
    return Page.objects.type(*kinds).filter(mine).distinct().order_by("-latest_revision_created_at", "-pk")


def drafts_of(user: User) -> QuerySet[Page]:
    """What of one's own is not published, or changed since."""
    return written_by(user).filter(Q(live=False) | Q(has_unpublished_changes=True))


def published_by(user: User) -> QuerySet[Page]:
    """What of one's own is published as it stands."""
    return written_by(user).filter(live=True, has_unpublished_changes=False)


def submitted_by(user: User) -> QuerySet[ReviewTaskState]:
    """One's submissions, the newest of each item, newest first."""
    mine = ReviewTaskState.objects.filter(
        Q(page__owner=user) | Q(page__item_authors__user=user) | Q(workflow_state__requested_by=user)
    )
    newest = {}
    for pk, page_id in mine.order_by("started_at", "pk").values_list("pk", "page_id"):
        newest[page_id] = pk
    return (
        ReviewTaskState.objects.filter(pk__in=newest.values())
        .select_related("page", "reviewer__profile", "work_group", "finished_by__profile", "workflow_state")
        .order_by("-started_at", "-pk")
    )


def overdue_for(user: User) -> list[KnowledgeItem]:
    """
    Published items whose "check again by" has passed and that `user` should see to, longest overdue first: one's own,
    those of the work groups one reviews for, all for editors.
    """
    today = timezone.localdate()
    found: list[KnowledgeItem] = []
    sees_all = may_judge_all(user)
    for model in KnowledgeItem.__subclasses__():
        items = model.objects.live().filter(review_date__lt=today).select_related("work_group")
        if not sees_all:
            groups = user.groups.values("pk")
            mine = Q(owner=user) | Q(item_authors__user=user) | Q(work_group__reviewer_group__in=groups)
            items = items.filter(mine).distinct()
        found += items
    return sorted(found, key=lambda item: (item.review_date, item.pk))
