"""
Pages enter, change and leave the index with what happens to them.

A change is queued in the transaction that makes it: Wagtail sends its own signals of moves and new addresses only after
the commit, where a kill would lose them. Every page is announced, also those no source makes documents of. Whoever
changes who may read a page calls `service.changed` with its key.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import DatabaseError
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from search.admin_search.index import is_current
from search.indexing import queue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

logger = logging.getLogger(__name__)


def page_keys(ids: Iterable[int]) -> list[str]:
    return [f"page:{pk}" for pk in ids]


def page_about_to_change(
    sender: type,
    instance: object,
    *,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: object,
) -> None:
    """A live page is saved; with a new address (a new slug, a move) all below it have a new one too."""
    if raw or not isinstance(instance, Page) or instance.pk is None:
        return
    before = Page.objects.filter(pk=instance.pk).values_list("path", "url_path", "live").first()
    if before is None:
        return
    path, url_path, was_live = before
    writes_address = update_fields is None or "url_path" in update_fields
    if writes_address and url_path != instance.url_path:
        queue(page_keys(Page.objects.filter(path__startswith=path, live=True).values_list("pk", flat=True)))
    elif was_live or instance.live:
        queue(page_keys([instance.pk]))


def page_made(sender: type, instance: object, *, created: bool, raw: bool = False, **kwargs: object) -> None:
    if created and not raw and sender is not Page and isinstance(instance, Page) and instance.live:
        queue(page_keys([instance.pk]))


def page_changed(sender: type[Page], instance: Page, **kwargs: object) -> None:
    """Published or unpublished, with everything that belongs to it."""
    queue(page_keys([instance.pk]))


def page_deleted(sender: type[Page], instance: Page, **kwargs: object) -> None:
    queue(page_keys([instance.pk]))


def admin_index_wanted(sender: object, using: str, **kwargs: object) -> None:
    """After an upgrade: the admin's terms are made anew where the analysis has changed, or where there were none."""
    try:
        if using == "default" and not is_current():
            call_command("update_index", verbosity=0)
    except DatabaseError:
        # Some apps only have been migrated; the next complete migration comes here again.
        logger.warning("The admin's search terms could not be made; run manage.py update_index.", exc_info=True)


def connect() -> None:
    pre_save.connect(page_about_to_change, dispatch_uid="search.page_about_to_change")
    post_save.connect(page_made, dispatch_uid="search.page_made")
    page_published.connect(page_changed, dispatch_uid="search.page_published")
    page_unpublished.connect(page_changed, dispatch_uid="search.page_unpublished")
    # Django deletes the pages below one by one as well, each with this signal.
    post_delete.connect(page_deleted, sender=Page, dispatch_uid="search.page_deleted")
