"""Upload forms: what comes in is checked by its content and its size, in the user's language."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from content.files.content_types import WrongContentError, check_content
from content.files.positions import without_position

MAX_DOCUMENT_BYTES = 30 * 1024 * 1024


class OfficeDocumentForm(BaseDocumentForm):
    """Refuses files that are too large or are not what their name says."""

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if file.size > MAX_DOCUMENT_BYTES:
            raise ValidationError(
                _("The file is %(size)s; at most %(limit)s can be kept. Make it smaller or split it.")
                % {"size": filesizeformat(file.size), "limit": filesizeformat(MAX_DOCUMENT_BYTES)}
            )
        try:
            check_content(file, file.name.rpartition(".")[2])
        except WrongContentError as error:
            raise ValidationError(str(error)) from error
        return file


class OfficeImageForm(BaseImageForm):
    """Keeps no position in a photo. Wagtail itself checks type, bytes and pixels."""

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        stripped = without_position(file)
        # Wagtail reads the size in pixels from the object that its field has attached.
        if stripped is not file and hasattr(file, "image"):
            stripped.image = file.image
        return stripped
