"""What people send from beside an item."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.comments.models import LONGEST_REASON, LONGEST_TEXT

if TYPE_CHECKING:
    from django.http import QueryDict

# Line breaks and tabs are no harm; NUL and the rest are refused by databases or seen by nobody.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Text of these alone looks empty.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\\s]+")


CONTROL_FOUND = _(
    "The text held control characters, which cannot be seen. They have been taken out: look at it and send it again."
)


def without_control(data: QueryDict | None) -> QueryDict | None:
    """What was typed with the characters taken out that no form may give back."""
    if data is None:
        return None
    clean = data.copy()
    clean.clear()
    for name, values in data.lists():
        clean.setlist(CONTROL.sub("", name), [CONTROL.sub("", value) for value in values])
    return clean


class WordsField(forms.CharField):
    """Text whose length is counted as people count, a line break once; invisible characters alone are nothing."""

    def __init__(self, *, longest: int, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.longest = longest

    def to_python(self, value: object) -> str:
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        return text if INVISIBLE.sub("", text) else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                _("This has %(length)s characters; at most %(longest)s fit. Shorten it, or divide it."),
                code="too_long",
                params={"length": f"{len(value):,}", "longest": f"{self.longest:,}"},
            )


class CommentForm(forms.Form):
    text = WordsField(
        longest=LONGEST_TEXT,
        label=_("Your comment"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write something first.")},
    )
    is_question = forms.BooleanField(label=_("This is a question"), required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, is_reply: bool = False, **kwargs: object) -> None:
        initial = {"token": uuid.uuid4().hex, **kwargs.pop("initial", {})}
        super().__init__(without_control(data), initial=initial, **kwargs)
        self.typed = data
        if is_reply:
            del self.fields["is_question"]
            self.fields["text"].label = _("Your reply")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if self.typed is not None and CONTROL.search(self.typed.get("text", "")):
            self.add_error("text", ValidationError(CONTROL_FOUND, code="control"))
        cleaned.setdefault("is_question", False)
        return cleaned


class VoteForm(forms.Form):
    helpful = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
    reason = WordsField(longest=LONGEST_REASON, label=_("What was missing or wrong?"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(without_control(data))

    def clean_reason(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())
