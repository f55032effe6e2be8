"""Keep a checked upload as a picture or as a document, under the name of who sent it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.files.models import OfficeDocument, OfficeImage

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.core.files.base import File

    from content.files.pictures import CleanPicture


def keep_picture(picture: CleanPicture, words: str, user: AbstractBaseUser) -> OfficeImage:
    """An image that stands open in pages; `words` say what it shows."""
    image = OfficeImage(title=words[:255], description=words[:255], file=picture.content, uploaded_by_user=user)
    image._set_image_file_metadata()
    image.save()
    return image


def keep_file(file: File, user: AbstractBaseUser, *, title: str = "") -> OfficeDocument:
    """A document: as private as the page it belongs to, which an image is not."""
    document = OfficeDocument(title=(title or file.name)[:255], file=file, uploaded_by_user=user)
    file.seek(0)
    document._set_document_file_metadata()
    document.save()
    return document
