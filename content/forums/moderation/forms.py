"""What moderators and reporters fill in."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.comments.forms import without_control
from content.core.typed_text import TypedField
from content.forums.audience import readable_categories
from content.forums.models import Report, Topic
from content.forums.models.moderation import LONGEST_REASON
from content.forums.models.topics import LONGEST_TITLE
from content.forums.moderation.services.people import DAYS
from content.forums.moderation.services.splitting import MOST_POSTS
from content.forums.permissions import moderated_ids, moderates_all

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from content.forums.models import Category, Post

LARGEST_ID = 2**63 - 1
LARGEST_NUMBER = 2**31 - 1
MOST_PASSAGES = 20
# Thai digits count as digits for `int`.
ADDRESS = re.compile(r"(?:/forum/t/|^\s*)(\d{1,19})(?:/|\s*$|[?#])")
RANGE = re.compile(r"\s*(\d{1,10})\s*(?:[-–—]\s*(\d{1,10})\s*)?")
TOKEN = re.compile(r"[0-9A-Za-z-]{1,64}")
UNTIL_LIFTED = "0"


def places_of(user: object) -> QuerySet[Category]:
    """The categories that `user` moderates and reads."""
    categories = readable_categories(user).select_related("space")
    return categories if moderates_all(user) else categories.filter(pk__in=moderated_ids(user))


class CategoryField(forms.ModelChoiceField):
    def label_from_instance(self, category: Category) -> str:
        return f"{category.space.name} › {category.name}"


class ReasonField(TypedField):
    """Why. Its readers are moderators; where `told`, the person concerned as well."""

    def __init__(self, *, required: bool, told: bool = False) -> None:
        help_text = gettext_lazy("The author is told these words.") if told else ""
        super().__init__(
            label=gettext_lazy("Reason"),
            required=required,
            max_length=LONGEST_REASON,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": gettext_lazy("Write the reason in a few words: it stands in the log.")},
        )


class CleanForm(forms.Form):
    """What is typed is given back without the characters that no page may hold."""

    def __init__(self, data: QueryDict | None = None, *args: object, **kwargs: object) -> None:
        super().__init__(without_control(data), *args, **kwargs)


class ReportForm(CleanForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is wrong with it.")},
    )
    text = TypedField(
        label=gettext_lazy("In your words"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("reason") == Report.Reason.OTHER and not cleaned.get("text"):
            self.add_error("text", _("Say in a few words what is wrong."))
        return cleaned


class SimpleForm(CleanForm):
    """An action that needs no reason, though it may have one."""

    reason = ReasonField(required=False)


class ReasonForm(CleanForm):
    """An action whose reason goes into the log and to the author."""

    reason = ReasonField(required=True, told=True)


def lengths() -> list[tuple[str, str]]:
    days = [(str(n), ngettext("%(count)d day", "%(count)d days", n) % {"count": n}) for n in DAYS]
    return [*days, (UNTIL_LIFTED, _("Until a moderator lifts it"))]


class SuspendForm(ReasonForm):
    days = forms.TypedChoiceField(
        label=gettext_lazy("For how long"),
        coerce=int,
        choices=lengths,
    )
    field_order = ("days", "reason")


class MoveForm(SimpleForm):
    category = CategoryField(label=gettext_lazy("To the category"), queryset=None)
    field_order = ("category", "reason")

    def __init__(self, *args: object, user: object, present: Category | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        places = places_of(user)
        self.fields["category"].queryset = places.exclude(pk=present.pk) if present else places


class MergeForm(SimpleForm):
    target = TypedField(
        label=gettext_lazy("Into the topic"),
        max_length=500,
        help_text=gettext_lazy("Paste its address, or type the number in it: of /forum/t/123/ the 123."),
    )
    field_order = ("target", "reason")

    def clean_target(self) -> int:
        match = ADDRESS.search(self.cleaned_data["target"])
        topic_id = int(match[1]) if match else 0
        if not 0 < topic_id <= LARGEST_ID or not Topic.objects.filter(pk=topic_id).exists():
            raise ValidationError(_("There is no such topic. Open it and copy its address from the browser."))
        return topic_id


class SplitForm(MoveForm):
    numbers = TypedField(
        label=gettext_lazy("Numbers of the posts"),
        required=False,
        max_length=2_000,
        help_text=gettext_lazy("For example 5-12, 15. Those ticked below are added."),
    )
    title = TypedField(label=gettext_lazy("Title of the new topic"), max_length=LONGEST_TITLE)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of topic"),
        choices=[choice for choice in Topic.Kind.choices if choice[0] != Topic.Kind.POLL],
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    field_order = ("numbers", "title", "kind", "category", "reason")

    def __init__(self, *args: object, **kwargs: object) -> None:
        initial = kwargs.pop("initial", {})
        initial["token"] = initial.get("token") or uuid.uuid4().hex
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if not TOKEN.fullmatch(cleaned.get("token", "")):
            # Without it two splits could not be told apart. The form has a new one by now.
            self.data = self.data.copy()
            self.data["token"] = uuid.uuid4().hex
            self._errors.pop("token", None)
            self.add_error(None, _("The form came back damaged. Nothing was split; look at it, then press once more."))
        return cleaned

    def clean_numbers(self) -> set[int]:
        typed = [
            part for part in re.split(r"[,;\s]*[,;][,;\s]*|(?<=\d)\s+(?=\d)", self.cleaned_data["numbers"]) if part
        ]
        numbers = set(ticked(self.data))
        for part in typed:
            match = RANGE.fullmatch(part)
            if match is None:
                raise ValidationError(_("Write numbers such as 5-12, 15; this is none: %(part)s") % {"part": part[:40]})
            first, last = int(match[1]), int(match[2] or match[1])
            if last < first or last - first >= MOST_POSTS or last > LARGEST_NUMBER:
                raise ValidationError(
                    _("From %(first)d to %(last)d is no range of at most %(most)d posts.")
                    % {"first": first, "last": last, "most": MOST_POSTS}
                )
            numbers.update(range(first, last + 1))
        if not numbers:
            raise ValidationError(_("Tick the posts below, or write their numbers here."))
        return numbers


def ticked(data: object) -> list[int]:
    """The numbers of the posts ticked in a form; what is no number is left out."""
    values = data.getlist("posts") if hasattr(data, "getlist") else []
    return [int(value) for value in values[:MOST_POSTS] if re.fullmatch(r"[0-9]{1,9}", value)]


def numbers_with_ticks(data: QueryDict) -> str:
    """What was typed as numbers, with the ticked posts behind it."""
    return ", ".join([*filter(None, [data.get("numbers", "").strip(" ,;")]), *map(str, ticked(data))])


class PurgeForm(CleanForm):
    passages = TypedField(
        label=gettext_lazy("Passages to cover, one a line"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Each is replaced by a bar. They are not kept anywhere, and not written into the log."),
    )
    in_whole_topic = forms.BooleanField(label=gettext_lazy("Cover them in every post of the topic"), required=False)
    files = forms.MultipleChoiceField(
        label=gettext_lazy("Files to delete"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = ReasonField(required=True)

    def __init__(self, *args: object, post: Post, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Write who asked and when; not the data itself.")
        files = [(str(file.pk), file.name) for file in post.files.all()]
        self.fields["files"].choices = files
        if not files:
            del self.fields["files"]

    def clean_passages(self) -> list[str]:
        passages = [line.strip() for line in self.cleaned_data["passages"].split("\n") if line.strip()]
        if len(passages) > MOST_PASSAGES:
            raise ValidationError(_("At most %(most)d passages at once.") % {"most": MOST_PASSAGES})
        short = [passage for passage in passages if len(passage) < 3]
        if short:
            raise ValidationError(
                _("“%(passage)s” is too short: it would cover letters all over the post.") % {"passage": short[0]}
            )
        return passages


class CategoryForm(SimpleForm):
    is_closed = forms.BooleanField(label=gettext_lazy("Closed: it can be read, nothing new is written"), required=False)
    slow_seconds = forms.IntegerField(
        label=gettext_lazy("Slow mode: seconds between two posts of a person"),
        min_value=0,
        max_value=86_400,
        help_text=gettext_lazy("0 switches it off."),
    )
    holds_every_topic = forms.BooleanField(label=gettext_lazy("A moderator lets in every new topic"), required=False)
    field_order = ("is_closed", "slow_seconds", "holds_every_topic", "reason")
