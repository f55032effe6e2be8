"""
Wagtail's own e-mails about workflows, kept back where a review of this app tells people itself.

They would come beside our notices: a second message about one event, sent within the request, whatever its recipient
has chosen. About other tasks (an approval by a group, put upon the news by an administrator) they go out as ever.
"""

from __future__ import annotations

from wagtail.admin.mail import (
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from content.writing.models import ReviewTaskState


def is_told_here(state: WorkflowState) -> bool:
    """Whether what happens to this workflow now comes from a review of ours."""
    current = state.current_task_state
    return current is not None and isinstance(current.specific, ReviewTaskState)


class OfOtherTasks:
    def can_handle(self, instance: object, **kwargs: object) -> bool:
        return super().can_handle(instance, **kwargs) and not is_told_here(instance)


class SubmissionMail(OfOtherTasks, WorkflowStateSubmissionEmailNotifier):
    pass


class RejectionMail(OfOtherTasks, WorkflowStateRejectionEmailNotifier):
    pass


class ApprovalMail(OfOtherTasks, WorkflowStateApprovalEmailNotifier):
    pass


# Wagtail's names for its receivers: whichever app is ready first, ours stands in their place.
RECEIVERS = (
    (workflow_submitted, SubmissionMail(), "workflow_state_submitted_email_notification"),
    (workflow_rejected, RejectionMail(), "workflow_state_rejected_email_notification"),
    (workflow_approved, ApprovalMail(), "workflow_state_approved_email_notification"),
)


def connect() -> None:
    for signal, mail, name in RECEIVERS:
        signal.disconnect(sender=WorkflowState, dispatch_uid=name)
        signal.connect(mail, sender=WorkflowState, dispatch_uid=name)
