"""Form fields of the writing frame: files, people, related items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.core.typed_text import TypedField
from content.files.content_types import ALLOWED_EXTENSIONS, WrongContentError, check_content
from content.files.forms import MAX_DOCUMENT_BYTES
from content.people.models import User
from content.taxonomy.names import read_tag_names

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_FILES = 10
MOST_TAGS = 20
LONGEST_TAG = 100
MOST_PEOPLE = 20


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, each checked by its content. The value is a list."""

    widget = ManyFilesInput(attrs={"multiple": True})

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        uploads = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(uploads) > MOST_FILES:
            raise ValidationError(_("At most %(limit)d files can be added at once.") % {"limit": MOST_FILES})
        errors = []
        for upload in uploads:
            try:
                self._check(upload)
            except (ValidationError, WrongContentError) as error:
                errors.append(f"{upload.name[:80]}: {' '.join(getattr(error, 'messages', [str(error)]))}")
        if errors:
            raise ValidationError(errors)
        return list(uploads)

    def _check(self, upload: UploadedFile) -> None:
        super().clean(upload)
        extension = upload.name.rpartition(".")[2].lower()
        if extension not in ALLOWED_EXTENSIONS:
            raise ValidationError(
                _("Files of this type cannot be taken. Send one of: %(types)s.")
                % {"types": ", ".join(ALLOWED_EXTENSIONS)}
            )
        if upload.size > MAX_DOCUMENT_BYTES:
            raise ValidationError(
                _("The file is %(size)s; at most %(limit)s can be kept. Make it smaller or split it.")
                % {"size": filesizeformat(upload.size), "limit": filesizeformat(MAX_DOCUMENT_BYTES)}
            )
        check_content(upload, extension)


class TagNamesField(TypedField):
    """Tags with commas between them; the value is a list of names."""

    def clean(self, value: object) -> list[str]:
        names = read_tag_names(super().clean(value))
        if len(names) > MOST_TAGS:
            raise ValidationError(
                _("At most %(limit)d tags fit; there are %(count)d.")
                % {
                    "limit": MOST_TAGS,
                    "count": len(names),
                }
            )
        long = [name for name in names if len(name) > LONGEST_TAG]
        if long:
            raise ValidationError(
                _("“%(tag)s…” is too long for a tag. Put a comma after each tag.") % {"tag": long[0][:40]}
            )
        return names

    def prepare_value(self, value: object) -> object:
        return ", ".join(value) if isinstance(value, list) else value


class PeopleField(TypedField):
    """Accounts by e-mail address or user name, with commas or line ends between them; the value is a list."""

    default_help = gettext_lazy("E-mail addresses or user names, with commas between them.")

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("help_text", self.default_help)
        super().__init__(**kwargs)

    def clean(self, value: object) -> list[User]:
        typed = [part.strip() for part in super().clean(value).replace("\n", ",").split(",")]
        names = list(dict.fromkeys(part for part in typed if part))
        if len(names) > MOST_PEOPLE:
            raise ValidationError(_("At most %(limit)d people can be named here.") % {"limit": MOST_PEOPLE})
        found = []
        unknown = []
        for name in names:
            person = User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name), is_active=True).first()
            (found if person else unknown).append(person or name[:60])
        if unknown:
            raise ValidationError(_("No account has this name: %(names)s.") % {"names": ", ".join(unknown)})
        return found

    def prepare_value(self, value: object) -> object:
        return ", ".join(person.username for person in value) if isinstance(value, list) else value
