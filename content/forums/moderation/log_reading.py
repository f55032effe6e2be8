"""The log as plain values: filtered, page by page, and as a file."""

from __future__ import annotations

import contextlib
import csv
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.forums.audience import readable_categories
from content.forums.models import BlockedWord, Category, ForumSettings, ModerationAction
from content.forums.moderation.forms import CategoryField, CleanForm, places_of
from content.forums.permissions import can_read_whole_log
from themes.thai_dates import thai_datetime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import QueryDict

    from content.forums.querysets.moderation import ModerationActionQuerySet
    from content.people.models import User

PAGE_SIZE = 50
MOST_LINES = 50_000
CHANGED = {
    "is_closed": gettext_lazy("closed"),
    "slow_seconds": gettext_lazy("slow mode (seconds)"),
    "holds_every_topic": gettext_lazy("every topic waits"),
}


class LogFilterForm(CleanForm):
    action = forms.ChoiceField(
        label=gettext_lazy("Action"),
        required=False,
        choices=[("", gettext_lazy("All actions")), *ModerationAction.Action.choices],
    )
    category = CategoryField(
        label=gettext_lazy("Category"), required=False, queryset=None, empty_label=gettext_lazy("All categories")
    )
    topic = forms.IntegerField(
        label=gettext_lazy("Number of the topic"), required=False, min_value=1, max_value=2**63 - 1
    )
    mine = forms.BooleanField(label=gettext_lazy("Only what I did"), required=False)

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data)
        categories = Category.objects.select_related("space")
        self.fields["category"].queryset = categories if can_read_whole_log(user) else places_of(user)
        self.user = user

    def actions(self) -> ModerationActionQuerySet:
        """What is asked for; a filter that is wrong says so in the form and does not narrow the list."""
        wanted = self.cleaned_data if self.is_valid() or hasattr(self, "cleaned_data") else {}
        actions = ModerationAction.objects.all()
        if not can_read_whole_log(self.user):
            actions = actions.in_categories_of(self.user)
        for name in ("action", "category", "topic"):
            if wanted.get(name):
                actions = actions.filter(**{name: wanted[name]})
        if wanted.get("mine"):
            actions = actions.filter(actor=self.user)
        return actions.select_related("actor__profile", "person__profile", "category", "topic").newest_first()


class LogReader:
    """Actions as plain values for one reader, who is not told names of places they may not read; without one, all."""

    def __init__(self, user: User | None = None) -> None:
        self.reads_all = user is None or can_read_whole_log(user)
        self.readable = (
            frozenset() if self.reads_all else frozenset(readable_categories(user).values_list("pk", flat=True))
        )

    def row_of(self, action: ModerationAction) -> dict[str, object]:
        topic = action.topic if action.topic and self.may_read(action.topic.category_id) else None
        return {
            "pk": action.pk,
            "at": action.created_at,
            "who": action.actor.public_name if action.actor else _("Somebody"),
            "what": action.get_action_display(),
            "person": action.person.public_name if action.person else "",
            "category": action.category.name if action.category else "",
            "topic": topic.title if topic else "",
            "topic_url": topic.get_absolute_url() if topic else "",
            "post": action.post_id_then,
            "reason": action.reason,
            "details": self.details_in_words(action),
        }

    def details_in_words(self, action: ModerationAction) -> str:
        """What was before and after, in one line."""
        details = action.details
        known = ModerationAction.Action
        if action.action == known.MOVE:
            return _("from “%(from)s” to “%(to)s”") % self._names(details, "from")
        if action.action in {known.MERGE, known.SPLIT}:
            return _("“%(title)s” into “%(to)s”") % self._names(details, "title")
        if action.action == known.SUSPEND:
            days = details.get("days")
            return (
                ngettext("%(count)d day", "%(count)d days", days) % {"count": days} if days else _("until it is lifted")
            )
        if action.action == known.PURGE:
            counts = {name: details.get(name, 0) for name in ("passages", "versions", "files")}
            return _("%(passages)d passages, %(versions)d former versions, %(files)d files") % counts
        changes = details.get("changes", {})
        words = ", ".join(f"{_label(name)}: {_value(a)} → {_value(b)}" for name, (a, b) in changes.items())
        return f"{details['subject']} · {words}" if details.get("subject") else words

    def may_read(self, category_id: int | None) -> bool:
        return self.reads_all or category_id in self.readable

    def _names(self, details: dict[str, object], first: str) -> dict[str, object]:
        return {
            first: details.get(first, "") if self.may_read(details.get("from_id")) else "…",
            "to": details.get("to", "") if self.may_read(details.get("to_id")) else "…",
        }


def csv_lines(actions: ModerationActionQuerySet, reader: LogReader) -> Iterator[str]:
    """The file, line by line, with the mark by which spreadsheets know Thai."""
    writer = csv.writer(_Echo())
    heads = [
        _("Time"),
        _("Forum moderator"),
        _("Action"),
        _("About"),
        _("Category"),
        _("Topic"),
        _("Post"),
        _("Reason"),
    ]
    yield "\ufeff" + writer.writerow([*heads, ""])
    for action in actions[:MOST_LINES].iterator(chunk_size=1_000):
        row = reader.row_of(action)
        moment = thai_datetime(timezone.localtime(action.created_at))
        cells = [moment, *(row[name] for name in ("who", "what", "person", "category", "topic", "post"))]
        yield writer.writerow([_plain(cell) for cell in (*cells, row["reason"], row["details"])])


def _plain(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _label(name: str) -> str:
    """What a changed field is called: shortly, or as the admin calls it."""
    if name in CHANGED:
        return str(CHANGED[name])
    for model in (Category, BlockedWord, ForumSettings):
        with contextlib.suppress(FieldDoesNotExist):
            return str(model._meta.get_field(name).verbose_name)
    return name


def _value(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text
