"""What is worth telling writers and reviewers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from content.knowledge.models import ItemAuthor
from content.notifications.events import Event, register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.people.models import User
    from content.writing.models import ReviewTaskState


@dataclass(frozen=True, kw_only=True)
class SubmissionEvent(Event):
    """Something about one submission. Most of these pages are drafts: who may see them is asked of the draft."""

    hidden_with_page = False

    submission_id: int

    @classmethod
    def of(cls, submission: ReviewTaskState, actor: User | None, *, address: str = "writing:review") -> Self:
        page = submission.page
        return cls(
            actor=actor,
            page=page,
            url=reverse(address, args=[page.pk]),
            title=submission.revision.object_str,
            text=submission.comment,
            submission_id=submission.pk,
        )

    @property
    def submission(self) -> ReviewTaskState:
        from content.writing.models import ReviewTaskState  # The review task of that module fires these events.

        return ReviewTaskState.objects.select_related("page", "work_group", "reviewer").get(pk=self.submission_id)

    def key(self) -> str:
        return str(self.submission_id)

    def may_see(self, user: User) -> bool:
        from content.writing.permissions import can_see_draft

        return self.page is not None and can_see_draft(user, Page.objects.get(pk=self.page.pk))


@dataclass(frozen=True, kw_only=True)
class ForReviewers(SubmissionEvent):
    def recipients(self) -> Iterable[User]:
        from content.writing.permissions import judges, may_decide, reviewers_for

        submission = self.submission
        people = [submission.reviewer] if submission.reviewer else reviewers_for(submission.work_group)
        able = [person for person in people if may_decide(person, submission)]
        # The only reviewer of a group has written it: somebody else must hear of it.
        return able or [person for person in judges() if may_decide(person, submission)]


@dataclass(frozen=True, kw_only=True)
class ForAuthors(SubmissionEvent):
    @classmethod
    def of(cls, submission: ReviewTaskState, actor: User | None, *, address: str = "writing:edit") -> Self:
        return super().of(submission, actor, address=address)

    def recipients(self) -> Iterable[int]:
        submission = self.submission
        named = ItemAuthor.objects.filter(page_id=submission.page_id).values_list("user_id", flat=True)
        drafted = (row["user"] for row in submission.revision.content.get("item_authors", ()))
        return [submission.workflow_state.requested_by_id, submission.page.owner_id, *named, *drafted]


@register
@dataclass(frozen=True, kw_only=True)
class ItemSubmitted(ForReviewers):
    kind = "item-submitted"
    label = gettext_lazy("An item waits for my review")

    def sentence(self) -> str:
        return _("%(who)s submitted “%(title)s” for review.") % {"who": self.who, "title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class ItemApproved(ForAuthors):
    kind = "item-approved"
    label = gettext_lazy("My item was approved")

    def sentence(self) -> str:
        return _("“%(title)s” was approved by %(who)s.") % {"who": self.who, "title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class ChangesAsked(ForAuthors):
    kind = "changes-asked"
    label = gettext_lazy("Changes to my item were asked for")

    def sentence(self) -> str:
        return _("%(who)s asks for changes to “%(title)s”.") % {"who": self.who, "title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class ItemDeclined(ForAuthors):
    kind = "item-declined"
    label = gettext_lazy("My item was declined")

    def sentence(self) -> str:
        return _("“%(title)s” was declined by %(who)s.") % {"who": self.who, "title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class ReviewReminded(ForReviewers):
    kind = "review-reminded"
    label = gettext_lazy("A review I have not got round to")

    def sentence(self) -> str:
        return _("“%(title)s” is still waiting for your review.") % {"title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class ReviewEscalated(SubmissionEvent):
    kind = "review-escalated"
    label = gettext_lazy("A review that nobody took up")

    def recipients(self) -> Iterable[User]:
        return list(self.submission.escalated_to.all())

    def sentence(self) -> str:
        return _("“%(title)s” was not reviewed in time and now comes to you.") % {"title": self.title}
