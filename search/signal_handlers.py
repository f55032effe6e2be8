"""
Pages enter, change and leave the index with what Wagtail says of them.

Every page is announced, also those no source makes documents of: what a page is decides its source, when the outbox
is drained. Whoever changes who may read a page calls `service.changed` with its key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from search.indexing import queue

if TYPE_CHECKING:
    from collections.abc import Iterable


def page_keys(ids: Iterable[int]) -> list[str]:
    return [f"page:{pk}" for pk in ids]


def page_changed(sender: type[Page], instance: Page, **kwargs: object) -> None:
    queue(page_keys([instance.pk]))


def address_changed(sender: type[Page], instance: Page, **kwargs: object) -> None:
    """Every page below has a new address too. Asked of the database: a moved instance may still know its old path."""
    path = Page.objects.filter(pk=instance.pk).values_list("path", flat=True).first()
    if path:
        queue(page_keys(Page.objects.filter(path__startswith=path).values_list("pk", flat=True)))


def page_deleted(sender: type, instance: object, **kwargs: object) -> None:
    if sender is Page and isinstance(instance, Page):
        queue(page_keys([instance.pk]))


def connect() -> None:
    page_published.connect(page_changed, dispatch_uid="search.page_published")
    page_unpublished.connect(page_changed, dispatch_uid="search.page_unpublished")
    page_slug_changed.connect(address_changed, dispatch_uid="search.page_slug_changed")
    post_page_move.connect(address_changed, dispatch_uid="search.post_page_move")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid="search.page_deleted")
