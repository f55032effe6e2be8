"""
What the site keeps about writing beside Wagtail's own pages, revisions and workflows.

A draft is a page that is not live, a version is a Wagtail revision, a review is a Wagtail workflow: the admin and the
site show the same truth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, Task, TaskState

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

User = settings.AUTH_USER_MODEL


class Desk(models.Model):
    """Who works on an item just now: a soft lock that tells, and can be taken over."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="desk")
    editor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    # The version that the editor's next automatic save replaces, so that typing does not make a version a second.
    autosave = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    wanted_reviewer = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.editor_id}"


class DraftStart(models.Model):
    """Which draft a form made: sent twice, by two taps or by a bad line, it makes one."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_draft_a_form")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.page_id}"


class ReviewTaskState(TaskState):
    """One submission to the reviewers: whom it went to and what has been done about it."""

    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    work_group = models.ForeignKey("people.WorkGroup", null=True, on_delete=models.SET_NULL, related_name="+")
    reviewer = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    escalated_to = models.ManyToManyField(User, related_name="+")
    is_declined = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")


class ReviewTask(Task):
    """Review by the named reviewer, the reviewers of the item's work group, or whoever it was escalated to."""

    task_state_class = ReviewTaskState

    class Meta:
        verbose_name = _("review by the work group")
        verbose_name_plural = _("reviews by the work group")

    @classmethod
    def get_description(cls) -> str:
        return _("The reviewers of the item's work group approve it; nobody approves their own text.")

    @transaction.atomic
    def start(self, workflow_state: WorkflowState, user: object = None) -> ReviewTaskState:
        from content.writing.services.review import open_review  # The service needs these models.

        return open_review(super().start(workflow_state, user=user).specific, user)

    def locked_for_user(self, obj: Page, user: object) -> bool:
        # What is approved is what was submitted: meanwhile nobody changes it, whoever they are.
        return True

    def user_can_access_editor(self, obj: Page, user: object) -> bool:
        from content.writing.permissions import can_review

        return can_review(user, obj)

    def get_actions(self, obj: Page, user: object) -> list[tuple[str, str, bool]]:
        from content.writing.permissions import can_review

        if not can_review(user, obj):
            return []
        return [
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a comment"), True),
            ("reject", _("Ask for changes"), True),
            ("decline", _("Decline"), True),
        ]

    def get_form_for_action(self, action: str) -> type:
        from content.writing.forms.review import OptionalReasonForm, ReasonForm

        return OptionalReasonForm if action == "approve" else ReasonForm

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: object, action_name: str, **kwargs: object) -> None:
        from content.writing.permissions import can_review
        from content.writing.services.review import decide

        submission = task_state.specific
        if not can_review(user, submission.page):
            raise PermissionDenied
        decide(submission, user=user, action=action_name, comment=str(kwargs.get("comment", "")))

    def get_task_states_user_can_moderate(self, user: object, **kwargs: object) -> models.QuerySet:
        from content.writing.querysets import submissions_for

        waiting = submissions_for(user).values("pk")
        return TaskState.objects.filter(pk__in=waiting, task_id=self.pk)


class ReviewComment(models.Model):
    """What a reviewer says about a passage (`quote`) or, without one, about the whole."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="review_comments")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    quote = models.CharField(max_length=500, blank=True)
    text = models.TextField(max_length=4000)
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
