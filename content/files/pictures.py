"""
Pictures that people send from a phone: checked by their content, turned upright, scaled, without Exif.

Re-encoding leaves nothing of what a camera wrote beside the picture: no position, no owner, no thumbnail. Every form of
the site that takes a picture takes it through here.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LONGEST_SIDE = 1600
# Enough to read handwriting on a sheet of A4; a phone's photo has four times as much.
LONGEST_SIDE_OF_A_SHEET = 2000
READ_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
QUALITY = 82
LONGEST_STEM = 60


@dataclass(frozen=True)
class CleanPicture:
    """A picture as it will be kept: `content` is a JPEG or PNG file with the name `name`."""

    content: ContentFile
    width: int
    height: int

    @property
    def name(self) -> str:
        return self.content.name


def clean_picture(upload: UploadedFile, *, longest_side: int = LONGEST_SIDE) -> CleanPicture:
    """The picture as it will be kept, or ValidationError that says what is wrong with the file and how to mend it."""
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if upload.size > limit:
        raise ValidationError(
            _("The picture is %(size)s; at most %(limit)s can be taken. Send it in a smaller size.")
            % {"size": filesizeformat(upload.size), "limit": filesizeformat(limit)},
            code="too_large",
        )
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            # Pillow only warns of what may fill the memory up to twice its limit; our own limit stands below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=READ_FORMATS)
            _refuse_bomb(picture)
            return _kept(picture, PurePosixPath(upload.name or "").stem or "picture", longest_side)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("“%(name)s” is not a picture that can be read. Send a JPEG, PNG, WebP or GIF.")
            % {"name": (upload.name or "")[:80]},
            code="no_picture",
        ) from error
    finally:
        upload.seek(0)


class PictureField(forms.FileField):
    """A picture from a phone; the value is a `CleanPicture`, or None."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif,image/avif"})

    def __init__(self, *, longest_side: int = LONGEST_SIDE, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.longest_side = longest_side

    def clean(self, data: UploadedFile | None, initial: object = None) -> CleanPicture | None:
        upload = super().clean(data, initial)
        return clean_picture(upload, longest_side=self.longest_side) if upload else None


def _refuse_bomb(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(
            _("The picture has %(width)d × %(height)d points, which is too many. Send it in a smaller size.")
            % {"width": width, "height": height},
            code="too_many_points",
        )


def _kept(picture: Image.Image, stem: str, longest_side: int) -> CleanPicture:
    # A JPEG is decoded at a fraction of its size: a phone's 48 megapixels need no 150 MB of memory.
    picture.draft(None, (longest_side, longest_side))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    has_holes = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    # Drawings have few colours: PNG keeps their lines sharp.
    is_drawing = picture.format in {"PNG", "GIF"} and upright.convert("RGB").getcolors(maxcolors=256) is not None
    plain = upright.convert("RGBA" if has_holes else "RGB")
    # Pillow would write the comment of the old file into the new one.
    plain.info.pop("comment", None)
    stored = BytesIO()
    if has_holes or is_drawing:
        plain.save(stored, format="PNG", optimize=True)
        ending = "png"
    else:
        plain.save(stored, format="JPEG", quality=QUALITY, optimize=True, progressive=True)
        ending = "jpg"
    content = ContentFile(stored.getvalue(), name=f"{stem[:LONGEST_STEM]}.{ending}")
    return CleanPicture(content, upright.width, upright.height)
