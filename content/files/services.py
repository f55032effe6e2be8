"""
Read the text of uploaded files, in the background.

A saved document leaves a row that waits; after the commit a thread (or the command `extract_file_texts`) reads the file
in a child process and keeps the result by the hash of the file. Search hears of the document when its text is there.
"""

from __future__ import annotations

import datetime
import hashlib
import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from content.core.search_sources import page_key
from content.files.extraction.limits import FINAL, LARGEST_FILE, Reason
from content.files.extraction.runner import ENDINGS, Extracted, extract
from content.files.models import FileText, FileTextState, OfficeDocument, OfficeImage
from search.service import changed
from search.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable

logger = logging.getLogger(__name__)

KEY_PREFIX = "document:"
# Raise when the same file would give another text: files are then read again by `extract_file_texts --again`.
READING_VERSION = 1
# Longer than a child may live: after this another process may take the file over.
LEASE = datetime.timedelta(minutes=4)
FIRST_PAUSE = datetime.timedelta(seconds=30)
MOST_ATTEMPTS = 5
_RESULT_FIELDS = ("state", "text", "readable_share", "citizen_numbers", "reason", "error", "version")


def document_key(pk: int) -> str:
    return f"{KEY_PREFIX}{pk}"


def announce(document_ids: Iterable[int]) -> None:
    """Tell search that these documents may have changed, or who may have them."""
    changed([document_key(pk) for pk in document_ids])


def announce_pages_with(picture: OfficeImage) -> None:
    """Tell search that the words of the picture may have changed: they are found with the pages that show it."""
    pages = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(OfficeImage),
        to_object_id=str(picture.pk),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    changed({page_key(int(pk)) for pk in pages.values_list("object_id", flat=True)})


def request_text(document: OfficeDocument) -> None:
    """See to it that the text of the document is that of its file. Call it in the transaction that saves it."""
    row = FileText.objects.filter(document=document).first()
    if row and document.file_hash and row.file_hash == document.file_hash:
        return
    fresh = {"state": FileTextState.WAITING, "not_before": timezone.now(), "attempts": 0, "error": "", "reason": ""}
    FileText.objects.update_or_create(document=document, defaults=fresh)
    transaction.on_commit(wake, robust=True)


def request_again(**conditions: object) -> int:
    """Read the files of these rows anew, whatever was found in them before; the number of them."""
    return FileText.objects.filter(**conditions).update(
        state=FileTextState.WAITING, not_before=timezone.now(), attempts=0, version=0
    )


def wake() -> None:
    if settings.KM_FILE_TEXTS == "thread":
        _worker.wake()


def look(**kwargs: object) -> None:
    """Now and then, see whether a process was killed before it had read what waits."""
    if settings.KM_FILE_TEXTS == "thread":
        _worker.look()


def rest() -> None:
    """Wait for the thread; what waits stays for the next occasion."""
    _worker.rest()


def extract_due() -> int:
    """Read every file that may be read now; the number of files."""
    _request_missing()
    count = 0
    while row := _claimed():
        _read(row)
        count += 1
    return count


def _request_missing() -> None:
    """Documents that came before this table, or past the signals."""
    known = FileText.objects.filter(document=OuterRef("pk"))
    missing = OfficeDocument.objects.filter(~Exists(known)).values_list("pk", flat=True)
    FileText.objects.bulk_create([FileText(document_id=pk) for pk in missing], 500, ignore_conflicts=True)


def _claimed() -> FileText | None:
    """A row that is now ours for the time of the lease, or None when nothing is to be read now."""
    while True:
        now = timezone.now()
        due = FileText.objects.filter(state=FileTextState.WAITING, not_before__lte=now)
        row = due.select_related("document").order_by("not_before", "pk").first()
        if row is None:
            return None
        lease = now + LEASE
        # The attempt counts before it is made: a file that ends the whole process is not tried for ever.
        taken = due.filter(pk=row.pk, not_before=row.not_before).update(not_before=lease, attempts=row.attempts + 1)
        if taken:
            row.not_before, row.attempts = lease, row.attempts + 1
            return row


def _read(row: FileText) -> None:
    try:
        digest, found = _found(row)
    except Exception as error:  # Storages raise what they like; one file must not keep others from being read.
        logger.exception("The text of document %s could not be read.", row.document_id)
        digest, found = row.file_hash, {"reason": Reason.MISSING, "error": f"{type(error).__name__}: {error}"[:2_000]}
    now = timezone.now()
    if found.get("reason") and found["reason"] not in FINAL:
        given_up = row.attempts >= MOST_ATTEMPTS
        found |= {"state": FileTextState.FAILED if given_up else FileTextState.WAITING, "text": ""}
        found["not_before"] = now + FIRST_PAUSE * 4 ** (row.attempts - 1)
    with transaction.atomic():
        # Whoever replaced the file meanwhile has set the row back: this result is then of no use.
        mine = FileText.objects.filter(pk=row.pk, state=FileTextState.WAITING, not_before=row.not_before)
        if mine.update(file_hash=digest, extracted_at=now, **found):
            announce([row.document_id])


def _found(row: FileText) -> tuple[str, dict[str, object]]:
    """The hash of the file, and the values its reading gives the row."""
    document = row.document
    with tempfile.TemporaryDirectory(prefix="km-file-") as folder:
        copy = Path(folder) / "file"
        digest = _copied(document, copy)
        known = FileText.objects.filter(file_hash=digest, version=READING_VERSION)
        done = known.exclude(state__in=(FileTextState.WAITING, FileTextState.FAILED)).values(*_RESULT_FIELDS).first()
        ending = document.file_extension.lower()
        # The same bytes under another ending are read in another way.
        if done and done["reason"] not in (Reason.OTHER_KIND, Reason.BROKEN):
            return digest, done
        found = extract(copy, ending) if ending in ENDINGS else Extracted(reason=Reason.OTHER_KIND)
    return digest, {
        "state": FileTextState.UNREADABLE if found.reason else FileTextState.DONE,
        "text": found.text,
        "readable_share": found.share,
        "citizen_numbers": found.citizen_numbers,
        "reason": found.reason or "",
        "error": found.detail,
        "version": READING_VERSION,
    }


def _copied(document: OfficeDocument, target: Path) -> str:
    """Copy the file to where a child process can read it; the SHA-1 of it, as Wagtail keeps it."""
    digest = hashlib.sha1(usedforsecurity=False)
    with document.file.storage.open(document.file.name, "rb") as source, target.open("wb") as copy:
        size = 0
        # Of a file larger than any that is read, so much tells that it is too large.
        while size <= LARGEST_FILE and (block := source.read(1024 * 1024)):
            size += len(block)
            digest.update(block)
            copy.write(block)
    return digest.hexdigest()


def _extract_in_thread() -> float | None:
    """Read what is due; the seconds until something else may be read."""
    extract_due()
    waiting = FileText.objects.filter(state=FileTextState.WAITING).order_by("not_before")
    soonest = waiting.values_list("not_before", flat=True).first()
    return None if soonest is None else max((soonest - timezone.now()).total_seconds(), 1.0)


_worker = Worker("file-texts", _extract_in_thread)
