"""The forms of a reply, of an edit and of a deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from content.comments.forms import without_control
from content.core.typed_text import TypedField
from content.forums.models.posts import LONGEST_REASON
from content.forums.models.topics import LONGEST_TITLE
from content.forums.services.former import version_of
from content.forums.writing.forms.fields import PostForm
from content.writing.forms.fields import TagNamesField

if TYPE_CHECKING:
    from django.http import QueryDict

    from content.forums.models import Post


class ReplyForm(PostForm):
    reply_to = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your reply")


class EditForm(PostForm):
    """`base` names the version that the form was opened upon."""

    title = TypedField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        error_messages={"max_length": _("The title has %(show_value)d characters; at most 150 fit.")},
    )
    tags = TagNamesField(
        label=_("Tags"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-suggest": "tags"}),
    )
    reason = TypedField(
        label=_("Why it is changed"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("Shown beside the former version."),
    )
    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    field_order = ("title", "text", "files", "alt", "tags", "reason")

    def __init__(self, *args: object, post: Post, **kwargs: object) -> None:
        initial = {"text": post.text, "base": version_of(post)}
        if post.is_opening:
            initial |= {"title": post.topic.title, "tags": sorted(post.topic.tags.names())}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 10
        if not post.is_opening:
            del self.fields["title"], self.fields["tags"]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


class DeletionForm(forms.Form):
    """Whoever deletes a post of somebody else says why: its author is told, and it stands in the log."""

    reason = TypedField(
        label=_("Why it is deleted"),
        max_length=LONGEST_REASON,
        error_messages={
            "required": _("Write the reason in a few words: the author is told, and it stands in the log.")
        },
    )

    def __init__(self, data: QueryDict | None = None, *, is_own: bool) -> None:
        super().__init__(without_control(data))
        self.fields["reason"].required = not is_own
