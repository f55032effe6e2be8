"""Making the archive of a person's data, outside of the request, and taking it away again."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.core.files import File
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django_tasks import task

from content.core.background import BACKEND, run_at, run_later
from content.people.account.export import write_export
from content.people.account.models import KEPT, DataArchive

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from content.people.models import User

logger = logging.getLogger(__name__)
# Fired with `archive` inside the transaction that makes it ready: apps above tell its owner.
archive_made = Signal()


def archive_of(user: User) -> DataArchive | None:
    return DataArchive.objects.filter(user=user).first()


@transaction.atomic
def ask_for_archive(*, user: User) -> DataArchive:
    """A new archive in place of the former one; one that is being made stays the one that is waited for."""
    archive, _ = DataArchive.objects.select_for_update().get_or_create(
        user=user, defaults={"state": DataArchive.State.FAILED}
    )
    if archive.is_being_made:
        return archive
    archive.state, archive.asked_at = DataArchive.State.WAITING, timezone.now()
    archive.save(update_fields=["state", "asked_at"])
    run_later(make_archive, archive.pk)
    return archive


@task(backend=BACKEND)
def make_archive(pk: int) -> None:
    archive = DataArchive.objects.select_related("user").filter(pk=pk, state=DataArchive.State.WAITING).first()
    if archive is None:
        return
    former = archive.file.name
    try:
        with write_export(archive.user) as content:
            archive.file.save("data.zip", File(content), save=False)
    except Exception:
        # Whatever an app's data trip over: its owner is told and may ask again.
        logger.exception("The archive of account %s could not be made.", archive.user_id)
        DataArchive.objects.filter(pk=pk).update(state=DataArchive.State.FAILED)
        return
    archive.state, archive.made_at = DataArchive.State.READY, timezone.now()
    with transaction.atomic():
        # An account that was closed meanwhile has none any more.
        is_wanted = DataArchive.objects.filter(pk=pk).update(
            state=archive.state, made_at=archive.made_at, file=archive.file.name
        )
        if is_wanted:
            archive_made.send(sender=DataArchive, archive=archive)
            run_at(archive.made_at + KEPT, delete_old_archives)
    for name in (former, "" if is_wanted else archive.file.name):
        if name:
            archive.file.storage.delete(name)


@task(backend=BACKEND)
def delete_old_archives() -> None:
    delete_archives(DataArchive.objects.filter(made_at__lte=timezone.now() - KEPT))


def delete_archives(archives: QuerySet[DataArchive]) -> None:
    """With their files, once the transaction around this holds."""
    for archive in archives:
        name, storage = archive.file.name, archive.file.storage
        archive.delete()
        if name:
            transaction.on_commit(lambda name=name, storage=storage: storage.delete(name), robust=True)
