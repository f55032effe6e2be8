"""Forms of reviewers, on the site and in the admin's workflow dialogue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm

from content.core.typed_text import TypedField

LONGEST_REASON = 4000


class OptionalReasonForm(TaskStateCommentForm):
    comment = TypedField(
        label=_("Comment"), required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(TaskStateCommentForm):
    """To ask for changes or to decline one says why."""

    comment = TypedField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, so that the author knows what to do.")},
    )


class CommentForm(forms.Form):
    quote = TypedField(
        label=_("Passage it is about"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "data-quote": ""}),
        help_text=_("Copy the words here, or mark them in the text. Left empty, the comment is about the whole."),
    )
    text = TypedField(
        label=_("Comment"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you want to say.")},
    )
