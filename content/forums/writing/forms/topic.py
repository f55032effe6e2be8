"""The form of a new topic, with the fields of a poll."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.core.buddhist_era import BuddhistDateField
from content.core.typed_text import TypedField, tidy_typed
from content.forums.models import Category, Topic
from content.forums.models.topics import LONGEST_TITLE
from content.forums.permissions import can_announce, can_start
from content.forums.services.polls import PollPlan
from content.forums.writing.forms.fields import PostForm
from content.writing.forms.fields import TagNamesField

if TYPE_CHECKING:
    from content.people.models import User

FEWEST_OPTIONS, MOST_OPTIONS, LONGEST_OPTION = 2, 10, 150
LAST_MOMENT = dt.time(23, 59, 59)


def startable_categories(user: User) -> list[Category]:
    """The categories in which `user` may start a topic, in their order."""
    readable = Category.objects.visible_to(user).select_related(
        *("space__work_group", "space__team", "space__school", "work_group", "team", "school")
    )
    return [category for category in readable.prefetch_related("audience_tokens") if can_start(user, category)]


class OptionsField(TypedField):
    """The answers of a poll, one a line; the value is a list."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "textarea--short"})

    def to_python(self, value: object) -> list[str]:
        lines = [" ".join(line.split()) for line in super().to_python(value).splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        long = next((line for line in value if len(line) > LONGEST_OPTION), "")
        if long:
            raise ValidationError(
                _("“%(answer)s…” has %(length)d characters; at most %(longest)d fit in one answer.")
                % {"answer": long[:30], "length": len(long), "longest": LONGEST_OPTION}
            )


class TopicForm(PostForm):
    """`category` is the one the address names; the writer may choose another."""

    category = forms.ChoiceField(label=gettext_lazy("Category"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of topic"), widget=forms.RadioSelect)
    title = TypedField(
        label=gettext_lazy("Title"),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "next", "data-similar": ""}),
        error_messages={
            "required": gettext_lazy("Give it a title, so that others find it."),
            "max_length": gettext_lazy("The title has %(show_value)d characters; at most 150 fit."),
        },
    )
    tags = TagNamesField(
        label=gettext_lazy("Tags"),
        required=False,
        help_text=gettext_lazy("Words people would look for. Put a comma after each tag."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-suggest": "tags"}),
    )
    options = OptionsField(label=gettext_lazy("Answers to choose from"), required=False)
    allows_several = forms.BooleanField(label=gettext_lazy("Several answers may be chosen"), required=False)
    closes_on = BuddhistDateField(
        label=gettext_lazy("The poll closes after"),
        required=False,
        help_text=gettext_lazy("A day, for example 22/11/2569. Left empty it stays open."),
    )
    # Set once similar topics were offered: they are offered once.
    offered = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = (
        "category",
        "kind",
        "title",
        "text",
        "files",
        "alt",
        "tags",
        "options",
        "allows_several",
        "closes_on",
    )

    def __init__(self, *args: object, user: User, category: Category, **kwargs: object) -> None:
        initial = {"category": str(category.pk), "kind": Topic.Kind.QUESTION, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.user = user
        self.startable = {str(found.pk): found for found in startable_categories(user)}
        self.fields["category"].choices = [(pk, f"{found.space} · {found}") for pk, found in self.startable.items()]
        announces = any(can_announce(user, found) for found in self.startable.values())
        self.fields["kind"].choices = [
            (kind, label) for kind, label in Topic.Kind.choices if announces or kind != Topic.Kind.ANNOUNCEMENT
        ]
        self.fields["options"].help_text = _("One a line, %(fewest)d to %(most)d.") % {
            "fewest": FEWEST_OPTIONS,
            "most": MOST_OPTIONS,
        }
        self.fields["text"].widget.attrs["rows"] = 10

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_category(self) -> Category:
        return self.startable[self.cleaned_data["category"]]

    def clean_closes_on(self) -> dt.date | None:
        day = self.cleaned_data["closes_on"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("This day has passed. Choose today or a later day."))
        return day

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        kind, category = cleaned.get("kind"), cleaned.get("category")
        if kind == Topic.Kind.ANNOUNCEMENT and category and not can_announce(self.user, category):
            self.add_error("kind", _("Only moderators announce in this category. Choose another kind."))
        options = cleaned.get("options")
        if kind == Topic.Kind.POLL and options is not None and not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
            self.add_error(
                "options",
                _("A poll has %(fewest)d to %(most)d different answers, one a line; here are %(count)d.")
                % {"fewest": FEWEST_OPTIONS, "most": MOST_OPTIONS, "count": len(options)},
            )
        return cleaned

    def poll(self) -> PollPlan | None:
        """The poll asked for by a valid form of that kind."""
        cleaned = self.cleaned_data
        if cleaned["kind"] != Topic.Kind.POLL:
            return None
        day = cleaned["closes_on"]
        closes_at = timezone.make_aware(dt.datetime.combine(day, LAST_MOMENT)) if day else None
        return PollPlan(tuple(cleaned["options"]), cleaned["allows_several"], closes_at)


def prefilled_title(asked: str) -> str:
    """A title as an address or a search brings it."""
    return " ".join(tidy_typed(asked).split())[:LONGEST_TITLE]
