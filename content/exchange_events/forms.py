"""Calling an exchange event, cancelling it, and saying what came of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.core.buddhist_era import BuddhistDateField
from content.core.typed_text import TypedField
from content.exchange_events.fields import HourField, PagesField
from content.exchange_events.models import (
    LONGEST_AGENDA,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    MOST_PEOPLE,
    ExchangeEvent,
)
from content.people.models import WorkGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.forums.models import Category

LONGEST_EVENT = dt.timedelta(days=31)
FURTHEST = dt.timedelta(days=3 * 366)
OWN_FIELDS = ("title", "place", "link", "work_group", "capacity", "agenda")


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class EventForm(forms.Form):
    """An event as people type it. `cleaned_data["fields"]` are the fields of the model."""

    title = TypedField(label=_("Name of the exchange event"), max_length=LONGEST_TITLE)
    day = BuddhistDateField(label=_("Day"), help_text=_("For example 30/11/2569."))
    begins = HourField(label=_("From"), help_text=_("For example 9.30."))
    last_day = BuddhistDateField(label=_("Last day, where it is another one"), required=False)
    ends = HourField(label=_("Until"))
    place = TypedField(label=_("Place"), max_length=200, required=False)
    link = forms.CharField(
        label=_("Link to take part online"),
        max_length=500,
        required=False,
        widget=forms.URLInput,
        help_text=_("Begins with https://. Only people who are signed in and take part see it."),
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=_("Left empty, everyone finds a place. Where all are taken, people wait in order."),
    )
    work_group = forms.ModelChoiceField(WorkGroup.objects.all(), label=_("Work group that hosts it"), required=False)
    agenda = TypedField(
        label=_("Agenda"),
        max_length=LONGEST_AGENDA,
        required=False,
        widget=text_area(10),
        help_text=_("A line for each part; Markdown is read."),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args: object, event: ExchangeEvent | None = None, **kwargs: object) -> None:
        self.event = event
        super().__init__(*args, **kwargs)

    def clean_link(self) -> str:
        link = self.cleaned_data["link"].strip()
        if link:
            try:
                URLValidator(schemes=["https", "http"])(link)
            except ValidationError as error:
                raise ValidationError(
                    _("This is no address of a meeting. Paste one that begins with https://.")
                ) from error
        return link

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if not data.get("place") and not data.get("link") and not {"place", "link"} & set(self.errors):
            self.add_error("place", _("Give the place, or the link to take part online, or both."))
        if not {"day", "begins", "last_day", "ends"} & set(self.errors):
            self._clean_hours(data)
        if not self.errors:
            data["fields"] = {
                **{name: data[name] for name in OWN_FIELDS},
                "starts_at": data["starts_at"],
                "ends_at": data["ends_at"],
            }
        return data

    def _clean_hours(self, data: dict[str, object]) -> None:
        starts = timezone.make_aware(dt.datetime.combine(data["day"], data["begins"]))
        ends = timezone.make_aware(dt.datetime.combine(data.get("last_day") or data["day"], data["ends"]))
        now = timezone.now()
        if ends <= starts:
            field = "last_day" if data.get("last_day") and data["last_day"] < data["day"] else "ends"
            self.add_error(field, _("The event ends before it begins. Give a later hour, or the last day."))
        elif ends - starts > LONGEST_EVENT:
            self.add_error("last_day", _("An event lasts a month at most. Call another one for the rest."))
        elif starts <= now and (self.event is None or self.event.starts_at != starts):
            self.add_error("day", _("This moment has passed. Give a day to come."))
        elif starts > now + FURTHEST:
            self.add_error("day", _("This lies more than three years ahead. Is the year right?"))
        data["starts_at"], data["ends_at"] = starts, ends


class NewEventForm(EventForm):
    """Also asks where its topic is begun: the readers of that category are those of the event."""

    category = forms.TypedChoiceField(
        label=_("Category"), help_text=_("Whoever may read the category may read the event and take part.")
    )
    field_order = ("title", "category")

    def __init__(self, *args: object, categories: Sequence[Category], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        by_slug = {category.slug: category for category in categories}
        field = self.fields["category"]
        field.choices = [(slug, f"{category.space.name} · {category.name}") for slug, category in by_slug.items()]
        field.coerce = by_slug.__getitem__


def values_of(event: ExchangeEvent) -> dict[str, object]:
    """What the form of a present event begins with."""
    starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    return {
        **{name: getattr(event, name) for name in OWN_FIELDS},
        "day": starts.date(),
        "begins": starts.time(),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "ends": ends.time(),
    }


class CancelForm(forms.Form):
    reason = TypedField(
        label=_("Why it is not held"), max_length=300, help_text=_("Everybody who wanted to come reads this.")
    )


class SummaryForm(forms.Form):
    """What came of it."""

    summary = TypedField(
        label=_("What came of it"),
        max_length=LONGEST_SUMMARY,
        widget=text_area(10),
        help_text=_("What was agreed, what works, what is tried next. Markdown is read."),
    )

    def __init__(self, *args: object, user: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["results"] = PagesField(
            user=user,
            label=_("Items of the knowledge bank that came of it"),
            required=False,
            help_text=_("One address a line. Items drafted from the topic are shown by themselves."),
        )
