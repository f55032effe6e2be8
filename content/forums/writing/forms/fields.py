"""Form fields of posts: text of bounded length, files of any allowed kind."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.comments.forms import WordsField, without_control
from content.core.typed_text import TypedField, tidy_typed
from content.files.content_types import ALLOWED_EXTENSIONS, WrongContentError
from content.files.pictures import clean_picture
from content.forums.models.posts import LONGEST_TEXT
from content.writing.forms.fields import FilesField, ManyFilesInput

if TYPE_CHECKING:
    from django.core.files.base import File
    from django.core.files.uploadedfile import UploadedFile
    from django.http import QueryDict

    from content.files.pictures import CleanPicture

PICTURE_ENDINGS = {"jpg", "jpeg", "png", "webp", "gif", "avif"}
ACCEPTED = ",".join(f".{ending}" for ending in sorted({*ALLOWED_EXTENSIONS, *PICTURE_ENDINGS}))


class Upload(NamedTuple):
    """A file that has been checked, as it will be kept; a picture has a width and a height."""

    file: File
    name: str
    width: int | None = None
    height: int | None = None


class UploadsField(FilesField):
    """Pictures, turned upright and scaled, and files, each checked by its content. The value is a list of `Upload`."""

    widget = ManyFilesInput(attrs={"multiple": True, "accept": ACCEPTED})

    def clean(self, data: object, initial: object = None) -> list[Upload]:
        self.pictures: dict[int, CleanPicture] = {}
        uploads = super().clean(data, initial)
        return [self._kept(upload) for upload in uploads]

    def _kept(self, upload: UploadedFile) -> Upload:
        picture = self.pictures.get(id(upload))
        if picture is None:
            return Upload(upload, upload.name)
        return Upload(picture.content, upload.name, picture.width, picture.height)

    def _check(self, upload: UploadedFile) -> None:
        if is_picture(upload):
            self.pictures[id(upload)] = clean_picture(upload)
        else:
            super()._check(upload)


def is_picture(upload: UploadedFile) -> bool:
    return upload.name.rpartition(".")[2].lower() in PICTURE_ENDINGS or upload.content_type.startswith("image/")


class PostTextField(WordsField):
    """Markdown, counted as people count, without what nobody sees."""

    def __init__(self, **kwargs: object) -> None:
        defaults = {
            "longest": LONGEST_TEXT,
            "widget": forms.Textarea(attrs={"rows": 6, "data-markdown": ""}),
            "error_messages": {"required": _("Write something first.")},
        }
        super().__init__(**{**defaults, **kwargs})

    def to_python(self, value: object) -> str:
        return super().to_python(tidy_typed(value) if isinstance(value, str) else value)


class PostForm(forms.Form):
    """
    What a topic, a reply and an edit share: text, files, a token that names this form.

    What is typed is given back without the characters that no page may hold.
    """

    text = PostTextField(label=_("Text"))
    files = UploadsField(
        label=_("Pictures and files"),
        required=False,
        help_text=_("They are put at the end of the text, where you can move them."),
    )
    alt = TypedField(
        label=_("What the picture shows"),
        max_length=200,
        required=False,
        help_text=_("For those who cannot see it."),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)

    def __init__(self, data: QueryDict | None = None, files: object = None, **kwargs: object) -> None:
        initial = {"token": uuid.uuid4().hex, **kwargs.pop("initial", {})}
        super().__init__(without_control(data), files, initial=initial, **kwargs)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        # A picture alone says enough.
        if cleaned.get("files") and self.has_error("text", "required"):
            del self._errors["text"]
            cleaned["text"] = ""
        return cleaned

    def words_of(self, name: str) -> str:
        """What was typed into a field, valid or not."""
        return str(self[name].value() or "")


def check_upload(upload: UploadedFile | None) -> Upload:
    """One file that a script sends. Raises `ValidationError`."""
    if upload is None:
        raise ValidationError(_("No file has come. Choose it once more."))
    try:
        return UploadsField().clean([upload])[0]
    except WrongContentError as error:
        raise ValidationError(str(error)) from error
