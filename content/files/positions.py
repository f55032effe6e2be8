"""
Remove where a photo was taken before it is kept.

Phones write the position into the picture's Exif data (GPS IFD, tag 0x8825 of Exif 2.32). A photo of pupils must not
tell where they live; all other data, such as the orientation, stays.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, UnidentifiedImageError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

GPS_IFD = 0x8825
SAVE_OPTIONS = {
    "JPEG": {"quality": "keep"},
    "PNG": {},
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 85},
}


def without_position(upload: UploadedFile) -> UploadedFile:
    """The same picture without a position; the very same object where there is none to remove."""
    upload.seek(0)
    try:
        picture = Image.open(upload)
        exif = picture.getexif()
        has_position = GPS_IFD in exif and picture.format in SAVE_OPTIONS
        if not has_position:
            return upload
        del exif[GPS_IFD]
        stripped = BytesIO()
        picture.save(stripped, format=picture.format, exif=exif, **SAVE_OPTIONS[picture.format])
    except (UnidentifiedImageError, OSError, SyntaxError):
        # Not a picture after all: the form says so with its own check.
        return upload
    finally:
        upload.seek(0)
    return SimpleUploadedFile(upload.name, stripped.getvalue(), content_type=upload.content_type)
