"""Who may begin, write, see and judge a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from content.core.audiences import READ_EVERY_PAGE
from content.core.memory import remembered, remembered_row
from content.knowledge.models import ItemAuthor
from content.knowledge.permissions import has_written
from content.people.models import User
from content.people.roles import RoleKey

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.models import Page

    from content.people.models import WorkGroup
    from content.writing.models import ReviewTaskState
    from content.writing.registry import WritingKind

JUDGES = (RoleKey.EDITOR, RoleKey.ADMINISTRATOR)
ANY_REVIEWER = (RoleKey.REVIEWER, *JUDGES)


def can_begin(user: object, kind: WritingKind) -> bool:
    """Whether `user` may write a new item of this kind: whoever may add a page to its list."""
    if not user.is_authenticated:
        return False
    index = kind.index_model
    shelf = remembered_row(("shelf", index._meta.label), lambda: index.objects.live().first())
    return shelf is not None and shelf.permissions_for_user(user).can_add_subpage()


def is_author(user: object, page: Page) -> bool:
    """Whether `user` began the item or is an author of what is published or of the newest version."""
    if not user.is_authenticated:
        return False
    if page.owner_id == user.pk:
        return True
    if ItemAuthor.objects.filter(page_id=page.pk, user_id=user.pk).exists():
        return True
    draft = page.get_latest_revision()
    return draft is not None and any(row["user"] == user.pk for row in draft.content.get("item_authors", ()))


def may_judge_all(user: object) -> bool:
    """Editors and administrators stand in where a work group has nobody."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(role__key__in=JUDGES).exists()


def can_write(user: object, page: Page) -> bool:
    """Authors write their items, editors all; to others a draft is not there."""
    return user.is_authenticated and user.is_active and (is_author(user, page) or may_judge_all(user))


def can_discard(user: object, page: Page) -> bool:
    """Only who has written a draft throws it away, and only what was never published and waits for nobody."""
    from content.writing.querysets import submission_of  # Its models ask this module.

    is_draft = not page.live and page.first_published_at is None
    return is_draft and is_author(user, page) and submission_of(page) is None


def is_offered_editing(user: object, page: Page) -> bool:
    """Whether the menu of a published item leads this person to its form: `can_write` of what is remembered."""
    if page.owner_id == user.pk or user.has_perm(READ_EVERY_PAGE):
        return True
    authors = ItemAuthor.objects.filter(page_id=page.pk).values_list("user_id", flat=True)
    return user.pk in remembered(("author ids", page.pk), lambda: frozenset(authors))


def can_see_draft(user: object, page: Page) -> bool:
    return can_write(user, page) or can_review(user, page)


def can_review(user: object, page: Page) -> bool:
    """Whether `user` may decide on the submission that is open for this item: by no path on one's own."""
    from content.writing.querysets import submission_of  # Its models ask this module.

    submission = submission_of(page)
    return submission is not None and may_decide(user, submission)


def may_decide(user: object, submission: ReviewTaskState) -> bool:
    if not user.is_authenticated or not user.is_active or has_written(user, submission.page):
        return False
    if submission.reviewer_id == user.pk or may_judge_all(user):
        return True
    if submission.escalated_to.filter(pk=user.pk).exists():
        return True
    return reviewers_for(submission.work_group).filter(pk=user.pk).exists()


def reviewers_for(work_group: WorkGroup | None) -> QuerySet[User]:
    """The reviewers of a work group; where it has none, everyone who is a reviewer or an editor."""
    active = User.objects.filter(is_active=True)
    if work_group is not None:
        own = active.filter(groups=work_group.reviewer_group_id)
        if own.exists():
            return own.distinct()
    return active.filter(groups__role__key__in=ANY_REVIEWER).distinct()


def judges() -> QuerySet[User]:
    """Editors and administrators, who stand in for everybody."""
    return User.objects.filter(is_active=True, groups__role__key__in=JUDGES).distinct()


def possible_reviewers(page: Page | None, author: object) -> QuerySet[User]:
    """Whom an author may name: every reviewer who has not written the item."""
    people = User.objects.filter(is_active=True).filter(
        Q(groups__role__key__in=ANY_REVIEWER) | Q(groups__reviews_for__isnull=False)
    )
    people = people.exclude(pk=author.pk)
    if page is not None:
        people = people.exclude(pk=page.owner_id).exclude(authored_items__page_id=page.pk)
        people = people.exclude(written_items__page_id=page.pk)
    return people.select_related("profile").distinct()
