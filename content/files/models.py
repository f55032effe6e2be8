"""
Pictures and documents of the site.

Both get an unguessable folder in their stored name. Documents live outside MEDIA_ROOT, so that only the view that asks
who may read them can send them.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from content.core.slugs import make_slug

if TYPE_CHECKING:
    from django.core.files.storage import Storage

LONGEST_ENDING = 8


def private_storage() -> Storage:
    return storages["private"]


def unguessable_path(folder: str, filename: str) -> str:
    """`<folder>/<12 random letters>/<short ASCII name>.<ending>`; Thai becomes ASCII, a plain ending stays."""
    name = PurePosixPath(filename).name
    stem, dot, ending = name.rpartition(".")
    has_ending = bool(stem) and ending.isascii() and ending.isalnum() and len(ending) <= LONGEST_ENDING
    plain = f"{make_slug(stem)}{dot}{ending.lower()}" if has_ending else make_slug(name)
    return f"{folder}/{get_random_string(12).lower()}/{plain}"


def document_path(instance: OfficeDocument, filename: str) -> str:
    return unguessable_path("documents", filename)


class OfficeImage(AbstractImage):
    """A picture. `description` is its alternative text and is required."""

    description = models.CharField(
        _("alternative text"),
        max_length=255,
        help_text=_("What the picture shows, for those who cannot see it. Say what matters, not “a picture of”."),
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, by role or organisation, and its licence.")
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_officeimage", "Can choose picture")]

    @property
    def default_alt_text(self) -> str:
        return self.description

    def get_upload_to(self, filename: str) -> str:
        return unguessable_path("original_images", filename)


class OfficeRendition(AbstractRendition):
    """A picture in one size, in a folder named like that of its original."""

    image = models.ForeignKey(OfficeImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter")
        ]

    def get_upload_to(self, filename: str) -> str:
        return f"images/{PurePosixPath(self.image.file.name).parent.name}/{filename}"


class OfficeDocument(AbstractDocument):
    """A file to download. It is as private as the pages that link to it (`content.files.permissions`)."""

    file = models.FileField(_("file"), upload_to=document_path, storage=private_storage, max_length=200)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_officedocument", "Can choose document")]


class FileTextState(models.TextChoices):
    WAITING = "waiting", _("waiting to be read")
    DONE = "done", _("read")
    UNREADABLE = "unreadable", _("without readable text")
    FAILED = "failed", _("could not be read")


class FileText(models.Model):
    """
    The text of a document, for search. Written only by `content.files.services`.

    `not_before` is when a waiting file may be read; whoever reads it first moves it on, so that no other process reads
    the same, and a process that was killed is followed by another later.
    """

    document = models.OneToOneField(
        OfficeDocument, verbose_name=_("document"), on_delete=models.CASCADE, related_name="file_text"
    )
    file_hash = models.CharField(_("hash of the file"), max_length=40, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=FileTextState, default=FileTextState.WAITING)
    text = models.TextField(_("text"), blank=True)
    readable_share = models.FloatField(_("readable share"), null=True)
    citizen_numbers = models.PositiveIntegerField(_("citizen numbers found"), default=0)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    error = models.TextField(_("last error"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    version = models.PositiveSmallIntegerField(_("version of the reading"), default=0)
    extracted_at = models.DateTimeField(_("read at"), null=True)

    # A text is no place a document is linked from: it would make the document public.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        indexes = [models.Index(fields=["state", "not_before"], name="file_texts_to_read")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.state}"
