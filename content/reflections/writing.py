"""One-page reflections in the writing frame: those of no meeting, and what becomes of one that was handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.core.typed_text import TypedField
from content.reflections.event_types import EventType
from content.reflections.forms import LINES, DraftPromiseFormSet, SheetParts, promised
from content.reflections.measuring import measured
from content.reflections.models import ReflectionIndexPage, ReflectionPage
from content.reflections.paper.sheet import make_sheet
from content.reflections.rules import promise_error
from content.reflections.services import set_promises
from content.writing.forms.item import ItemForm
from content.writing.registry import Choice, WritingKind, register
from themes.thai_dates import thai_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from content.people.models import User
    from content.reflections.models import Commitment
    from content.reflections.paper.sheet import Sheet

TEXTS = (*LINES, "li_summary")
# What the meeting says of itself is not for the writer of a sheet to change.
OF_THE_MEETING = ("event", "event_type", "dated")


class ReflectionForm(SheetParts, ItemForm):
    """A sheet as a draft: nothing is required before it is submitted."""

    beside_the_text = ("dated",)
    scripts = ("js/one_page_room.js",)

    event = TypedField(
        label=_("Event"),
        required=False,
        max_length=200,
        help_text=_("The meeting or activity it was written after."),
    )
    event_type = forms.ChoiceField(label=_("Type of event"), required=False, choices=EventType.choices)

    def __init__(self, *args: object, page: ReflectionPage | None, **kwargs: object) -> None:
        shown = page or ReflectionPage()
        initial = {name: getattr(shown, name) for name in (*TEXTS, "event", "event_type")}
        super().__init__(*args, page=page, initial=initial | kwargs.pop("initial", {}), **kwargs)
        # The first sentences of the sheet are its summary.
        del self.fields["summary"]
        self.fields["dated"].label = _("Day of the event")
        self.fields["dated"].help_text = ""
        self.is_of_meeting = shown.meeting_id is not None
        if self.is_of_meeting:
            for name in OF_THE_MEETING:
                del self.fields[name]
        for name in TEXTS:
            self.fields[name].widget.attrs["data-previewed"] = ""
        rows = list(shown.commitments.all())
        self.open_rows = [row for row in rows if not row.is_closed]
        self.closed_rows = [row for row in rows if row.is_closed]
        self.promises = DraftPromiseFormSet(
            self.data if self.is_bound else None,
            initial=[{"text": row.text, "due_date": row.due_date, "stage": row.stage} for row in self.open_rows],
            prefix="promise",
        )

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if not self.promises.is_valid():
            for number, promise in enumerate(self.promises, 1):
                for messages in promise.errors.values():
                    self.add_error(None, _named(number, " ".join(messages)))
        return data

    def apply_to(self, page: ReflectionPage, user: User) -> None:
        was = page.li_summary[:300]
        super().apply_to(page, user)
        for name in (*TEXTS, "event", "event_type"):
            if name in self.cleaned_data:
                setattr(page, name, self.cleaned_data[name])
        page.event_type = page.event_type or EventType.MEETING
        if page.summary in ("", was):
            page.summary = page.li_summary[:300]
        self._apply_promises(page)

    def _apply_promises(self, page: ReflectionPage) -> None:
        """What is typed, unless a text is refused: then the commitments stay as they were."""
        if not self.promises.management_form.is_valid() or any("text" in form.errors for form in self.promises):
            return
        typed = [form.cleaned_data for form in self.promises if any(map(form.cleaned_data.get, ("text", "due_date")))]
        present = [_values(row) for row in page.commitments.all() if not row.is_closed]
        if present != [(row["text"], row.get("due_date"), row["stage"]) for row in typed]:
            set_promises(page, typed)

    def sheet(self) -> Sheet:
        """The sheet as far as it is written; what is refused stands as it was saved last."""
        self.is_valid()
        saved = self.page or ReflectionPage()

        def value(name: str) -> object:
            return self.cleaned_data.get(name, getattr(saved, name))

        author = self.page.item_authors.first() if self.page else None
        return make_sheet(
            title=value("title"),
            event=value("event"),
            date=value("dated"),
            writer=(author.user if author else self.user).public_name,
            group=str(value("work_group") or value("school") or ""),
            commitments=[*promised(self.promises), *map(_values, self.closed_rows)],
            **{name: value(name) for name in TEXTS},
        )

    def preview(self) -> SafeString:
        """The page itself, as it will be printed."""
        return render_to_string("reflections/preview.html", measured(self.sheet(), with_picture=True))

    def add_page_errors(self, errors: dict[str, list[str]]) -> None:
        for message in errors.pop("commitments", ()):
            number = next((n for n, row in enumerate(promised(self.promises), 1) if promise_error(*row[:2])), 1)
            self.add_error(None, _named(number, message))
        for name in ("event", "li_summary", "keywords"):
            # The part that makes the sheet too long is named like one that is empty.
            if name in errors and not self.cleaned_data.get(name):
                errors[name] = [_("Write this before you submit it.")]
        super().add_page_errors(errors)


def _named(number: int, message: str) -> str:
    heading = _("What I will do")
    return f"{heading} {number}: {message}"


def _values(row: Commitment) -> tuple[str, object, str]:
    return row.text, row.due_date, row.stage


def choices() -> Sequence[Choice]:
    return [
        Choice(
            _("One-page reflection of your own"),
            _(
                "After a training, a visit or a book: listen, think, ask, write, on one page of A4. "
                "At a meeting of the office, open its link or QR code instead."
            ),
        )
    ]


def readable(page: ReflectionPage) -> Sequence[tuple[str, str]]:
    promises = [
        " · ".join(filter(None, (row.text, thai_date(row.due_date, "short") if row.due_date else "", row.stage)))
        for row in page.commitments.all()
    ]
    return [
        (str(_("Title")), page.title),
        (str(_("Event")), page.event),
        (str(pgettext_lazy("event", "Type")), page.get_event_type_display()),
        (str(_("Day of the event")), thai_date(page.dated, "long") if page.dated else ""),
        (str(_("su: what I heard, read and saw")), "\n".join(page.su_points)),
        (str(_("ji: what I think of it")), "\n".join(page.ji_points)),
        (str(_("pu: what I ask")), "\n".join(page.pu_questions)),
        (str(_("li: in one or two sentences")), page.li_summary),
        (str(_("What I will do")), "\n".join(promises)),
        (str(_("Keywords")), "\n".join(page.keywords)),
    ]


register(
    WritingKind(
        name="reflections",
        model=ReflectionPage,
        index_model=ReflectionIndexPage,
        form_class=ReflectionForm,
        label=_("One-page reflection"),
        choices=choices,
        readable=readable,
        template="writing/parts/reflection_body.html",
        reading_template="writing/parts/reflection_reading.html",
    )
)
