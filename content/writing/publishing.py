"""What Wagtail does when a workflow is finished. Wagtail loads this before any model: import nothing here."""


def publish_approved(workflow_state, user=None) -> None:
    """
    Publish what was approved.

    Being allowed to approve is being allowed to publish: reviewers hold no right to publish of their own, which
    Wagtail's own action would ask for.
    """
    workflow_state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)
