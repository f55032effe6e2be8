"""The workflow of the knowledge bank. It is made with the bank and may be changed by administrators as any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from content.knowledge.models import KnowledgeIndexPage
from content.writing.models import ReviewTask

if TYPE_CHECKING:
    from wagtail.models import Page


def ensure_review_workflow(bank: Page) -> Workflow:
    """The workflow with the review by work groups, put upon the bank unless the bank has been given another."""
    task = ReviewTask.objects.filter(active=True).first()
    if task is None:
        with translation.override("th"):
            task = ReviewTask.objects.create(name=_("Review by the work group"))
    workflow = Workflow.objects.filter(active=True, workflow_tasks__task=task).first()
    if workflow is None:
        with translation.override("th"):
            workflow = Workflow.objects.create(name=_("Review of knowledge"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    if not WorkflowPage.objects.filter(page_id=bank.pk).exists():
        WorkflowPage.objects.create(page_id=bank.pk, workflow=workflow)
    return workflow


def ensure_for_every_bank() -> None:
    for bank in KnowledgeIndexPage.objects.all():
        ensure_review_workflow(bank)


def review_workflow_of(page: Page) -> Workflow:
    """
    The workflow of an item: that of the bank where it holds our task, else a fresh one.

    An administrator may have put a workflow without it upon the bank; submissions of the site still need the task that
    knows work groups.
    """
    chosen = page.get_workflow()
    if chosen is not None and chosen.tasks.filter(pk__in=ReviewTask.objects.values("pk")).exists():
        return chosen
    return ensure_review_workflow(page.get_parent())
