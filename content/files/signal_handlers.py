"""
Documents enter, change and leave the search with their text and with the pages that link to them.

Who may find a document follows from Wagtail's reference index, which a task keeps: the documents that an object linked
to before the task and those it links to after it are announced then. What the index forgets with a deleted object is
announced before.
"""

from __future__ import annotations

from threading import local
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save, pre_delete
from django_tasks.signals import task_finished, task_started
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import post_page_move
from wagtail.tasks import update_reference_index_task

from content.core.audiences import audiences_changed
from content.files import services
from content.files.models import OfficeDocument, OfficeImage
from content.files.permissions import documents_of_pages

if TYPE_CHECKING:
    from collections.abc import Collection

    from django_tasks import TaskResult

_before = local()


def document_saved(sender: type, instance: OfficeDocument, *, raw: bool = False, **kwargs: object) -> None:
    if raw:
        return
    services.request_text(instance)
    services.announce([instance.pk])


def document_deleted(sender: type, instance: OfficeDocument, **kwargs: object) -> None:
    services.announce([instance.pk])


def picture_saved(
    sender: type, instance: OfficeImage, *, created: bool = False, raw: bool = False, **kwargs: object
) -> None:
    if not raw and not created:
        services.announce_pages_with(instance)


def picture_about_to_go(sender: type, instance: OfficeImage, **kwargs: object) -> None:
    services.announce_pages_with(instance)


def object_about_to_go(sender: type, instance: object, **kwargs: object) -> None:
    if sender in ReferenceIndex.indexed_models:
        services.announce(_linked_from(instance._meta.label_lower, str(instance.pk)))


def row_of_page_gone(sender: type, instance: object, *, origin: object = None, **kwargs: object) -> None:
    """
    An attachment taken from its page no longer makes the page link to the file.

    Wagtail updates its index when the page is saved, which is before modelcluster deletes the rows: until the next
    save the file would stay as public as the page.
    """
    is_alone = origin is instance or getattr(origin, "model", None) is sender
    if not is_alone or sender not in ReferenceIndex.tracked_models:
        return
    parent = next((field for field in sender._meta.get_fields() if _is_parental(field)), None)
    page = getattr(instance, parent.name, None) if parent is not None else None
    if isinstance(page, Page) and page.specific_class is not None:
        meta = page.specific_class._meta
        update_reference_index_task.enqueue(meta.app_label, meta.model_name, str(page.pk))


def audiences_differ(sender: object, page_ids: Collection[int], **kwargs: object) -> None:
    services.announce(documents_of_pages(page_ids))


def page_moved(sender: type, instance: Page, **kwargs: object) -> None:
    """The trail of a hit names the page."""
    below = Page.objects.filter(path__startswith=instance.path).values_list("pk", flat=True)
    services.announce(documents_of_pages(list(below)))


def references_about_to_change(sender: type, task_result: TaskResult, **kwargs: object) -> None:
    if _is_about_references(task_result):
        _before.documents = _linked_by(task_result)


def references_changed(sender: type, task_result: TaskResult, **kwargs: object) -> None:
    if _is_about_references(task_result):
        services.announce(getattr(_before, "documents", set()) | _linked_by(task_result))
        _before.documents = set()


def _is_about_references(task_result: TaskResult) -> bool:
    return task_result.task.module_path == update_reference_index_task.module_path


def _linked_by(task_result: TaskResult) -> set[int]:
    app_label, model_name, pk = task_result.args
    return _linked_from(f"{app_label}.{model_name}", pk)


def _linked_from(label: str, pk: str) -> set[int]:
    """The documents that the object links to. A row of a page (an attachment) counts as its page."""
    model = apps.get_model(label)
    parent = next((field for field in model._meta.get_fields() if _is_parental(field)), None)
    if parent is not None:
        row = model._base_manager.filter(pk=pk).first()
        owner = getattr(row, parent.attname, None)
        return documents_of_pages([owner]) if owner and issubclass(parent.related_model, Page) else set()
    roots = model._meta.get_parent_list()
    source = ContentType.objects.get_for_model(roots[-1] if roots else model, for_concrete_model=False)
    target = ContentType.objects.get_for_model(OfficeDocument)
    rows = ReferenceIndex.objects.filter(base_content_type=source, object_id=str(pk), to_content_type=target)
    return {int(found) for found in rows.values_list("to_object_id", flat=True)}


def _is_parental(field: object) -> bool:
    return isinstance(field, ParentalKey)


def connect() -> None:
    post_save.connect(document_saved, sender=OfficeDocument, dispatch_uid="files.document_saved")
    post_delete.connect(document_deleted, sender=OfficeDocument, dispatch_uid="files.document_deleted")
    post_save.connect(picture_saved, sender=OfficeImage, dispatch_uid="files.picture_saved")
    pre_delete.connect(picture_about_to_go, sender=OfficeImage, dispatch_uid="files.picture_about_to_go")
    pre_delete.connect(object_about_to_go, dispatch_uid="files.object_about_to_go")
    post_delete.connect(row_of_page_gone, dispatch_uid="files.row_of_page_gone")
    audiences_changed.connect(audiences_differ, dispatch_uid="files.audiences_differ")
    post_page_move.connect(page_moved, dispatch_uid="files.page_moved")
    task_started.connect(references_about_to_change, dispatch_uid="files.references_about_to_change")
    task_finished.connect(references_changed, dispatch_uid="files.references_changed")
    request_started.connect(services.look, dispatch_uid="files.look")
