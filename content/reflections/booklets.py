"""
Making the booklet of a meeting once and keeping it for some days.

It is kept under a key made of every letter in it. So viewers who may read other sheets get other booklets, a sheet that
was changed makes another booklet, and whoever asks for the same one waits for the same making.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from content.core.background import BACKEND, run_at, run_later
from content.reflections.meeting_reading import with_what_is_printed
from content.reflections.models import KeptBooklet, MeetingPage, ReflectionPage
from content.reflections.models.booklets import KEPT
from content.reflections.paper.booklet import Booklet, booklet_of, make_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

logger = logging.getLogger(__name__)
# So many sheets take about a second; more are made outside of the request.
AT_ONCE = 20


def ask_for_booklet(meeting: MeetingPage, pages: Sequence[ReflectionPage]) -> KeptBooklet:
    """The booklet of these sheets: ready, being made, or just failed. A large one is made in the background."""
    booklet = booklet_of(meeting, pages)
    kept = KeptBooklet.objects.filter(key=booklet.key).first()
    if kept and _is_settled(kept):
        return kept
    is_small = len(booklet.entries) <= AT_ONCE
    with transaction.atomic():
        kept, is_new = KeptBooklet.objects.select_for_update().get_or_create(key=booklet.key)
        if not is_new and _is_settled(kept):
            return kept
        kept.state, kept.since = KeptBooklet.State.WAITING, timezone.now()
        kept.save(update_fields=["state", "since"])
        if not is_small:
            run_later(make_kept_booklet, kept.pk, meeting.pk, [page.pk for page in pages])
    if is_small:
        _make(kept, booklet)
    # Right after the commit it may have been made already.
    return KeptBooklet.objects.filter(pk=kept.pk).first() or kept


def _is_settled(kept: KeptBooklet) -> bool:
    return kept.is_ready or kept.is_being_made or kept.has_just_failed


@task(backend=BACKEND)
def make_kept_booklet(pk: int, meeting_pk: int, page_pks: list[int]) -> None:
    kept = KeptBooklet.objects.filter(pk=pk, state=KeptBooklet.State.WAITING).first()
    meeting = MeetingPage.objects.filter(pk=meeting_pk).first()
    if kept is None or meeting is None:
        return
    found = with_what_is_printed(ReflectionPage.objects).in_bulk(page_pks)
    booklet = booklet_of(meeting, [found[page_pk] for page_pk in page_pks if page_pk in found])
    if booklet.key == kept.key:
        _make(kept, booklet)
    else:
        # A sheet was changed or taken away meanwhile: nobody will ask for this one any more.
        kept.delete()


def _make(kept: KeptBooklet, booklet: Booklet) -> None:
    former = kept.file.name
    try:
        kept.file.save("booklet.pdf", ContentFile(make_pdf(booklet)), save=False)
    except Exception:
        # Whatever the layout or the disk trips over: who asks is told, and it is tried again later.
        logger.exception("The booklet %s could not be made.", kept.pk)
        KeptBooklet.objects.filter(pk=kept.pk).update(state=KeptBooklet.State.FAILED, since=timezone.now())
        return
    kept.state, kept.since = KeptBooklet.State.READY, timezone.now()
    with transaction.atomic():
        kept.save()
        run_at(kept.since + KEPT, delete_old_booklets)
    if former:
        kept.file.storage.delete(former)


@task(backend=BACKEND)
def delete_old_booklets() -> None:
    for kept in KeptBooklet.objects.filter(since__lte=timezone.now() - KEPT):
        name, storage = kept.file.name, kept.file.storage
        kept.delete()
        if name:
            storage.delete(name)
