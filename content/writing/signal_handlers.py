"""The bank has its workflow from the start; nobody approves their own item, whatever task a workflow holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_migrate, post_save
from wagtail.models import Page
from wagtail.signals import task_approved

from content.knowledge.models import KnowledgeIndexPage, KnowledgeItem
from content.knowledge.permissions import has_written
from content.writing.workflow import ensure_for_every_bank, ensure_review_workflow

if TYPE_CHECKING:
    from django.apps import AppConfig
    from wagtail.models import TaskState


def bank_saved(sender: type, instance: KnowledgeIndexPage, *, created: bool, raw: bool = False, **kwargs: object):
    if created and not raw:
        ensure_review_workflow(instance)


def migrated(sender: AppConfig, **kwargs: object) -> None:
    """A bank made before this app came."""
    ensure_for_every_bank()


def refuse_own_approval(sender: type, instance: TaskState, user: object = None, **kwargs: object) -> None:
    """Sent inside the transaction of the approval, which an exception takes back with all that came of it."""
    page = instance.workflow_state.content_object
    if user is None or not isinstance(page, Page):
        return
    item = page.specific
    if isinstance(item, KnowledgeItem) and has_written(user, item):
        raise PermissionDenied


def connect(app: AppConfig) -> None:
    post_save.connect(bank_saved, sender=KnowledgeIndexPage, dispatch_uid="writing.bank_saved")
    post_migrate.connect(migrated, sender=app, dispatch_uid="writing.migrated")
    task_approved.connect(refuse_own_approval, dispatch_uid="writing.refuse_own_approval")
