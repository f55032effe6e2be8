"""A photo of a sheet written by hand: a picture in truth, turned upright, small enough, without its position."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from wagtail.documents import get_document_model

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from content.files.models import OfficeDocument
    from content.people.models import User

LARGEST_UPLOAD = 15 * 1024 * 1024
# Enough to read handwriting on A4; a phone's photo has four times as much.
LONGEST_SIDE = 2000
MOST_PIXELS = 60_000_000
QUALITY = 80
FORMATS = ("JPEG", "PNG", "WEBP")


def clean_photo(file: UploadedFile) -> ContentFile:
    """The photo as JPEG within bounds. Raises ValidationError for what is too large or is no picture."""
    if file.size > LARGEST_UPLOAD:
        raise ValidationError(
            _("The photo is %(size)s; at most %(limit)s can be sent. Take it again in a smaller size.")
            % {"size": filesizeformat(file.size), "limit": filesizeformat(LARGEST_UPLOAD)}
        )
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("The photo has too many pixels. Take it again in a smaller size."))
            # JPEG is decoded at a fraction of its size: a phone's 48 megapixels need no 150 MB of memory.
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This file is no picture. Choose a photo (JPEG, PNG or WebP).")) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    buffer = BytesIO()
    # Written anew, so nothing of what the camera noted (place, owner) is kept.
    upright.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return ContentFile(buffer.getvalue(), name="sheet.jpg")


def keep_photo(photo: ContentFile, *, title: str, user: User) -> OfficeDocument:
    """Kept as a document, not as a picture: documents are as private as the page they belong to."""
    document = get_document_model()(title=title[:255], file=photo, uploaded_by_user=user)
    photo.seek(0)
    document._set_document_file_metadata()
    document.save()
    return document
