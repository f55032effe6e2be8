"""The archive of a person's data while it can be fetched."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import pgettext_lazy

KEPT = datetime.timedelta(days=3)
# A process that was killed while making one tells nobody.
LONGEST_MAKING = datetime.timedelta(hours=1)


def private_storage() -> Storage:
    return storages["private"]


def archive_path(archive: DataArchive, filename: str) -> str:
    return f"archives/{get_random_string(24).lower()}/{filename}"


class DataArchive(models.Model):
    """One for each person; asking again makes a new one in its place."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("archive", "Being made")
        READY = "ready", pgettext_lazy("archive", "Ready")
        FAILED = "failed", pgettext_lazy("archive", "Failed")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_archive")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to=archive_path, storage=private_storage, max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.state}"

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY and self.made_at + KEPT > timezone.now()

    @property
    def is_being_made(self) -> bool:
        return self.state == self.State.WAITING and self.asked_at + LONGEST_MAKING > timezone.now()

    @property
    def kept_until(self) -> datetime.datetime | None:
        return self.made_at + KEPT if self.made_at else None
