"""Opening a meeting, writing a sheet, checking a commitment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.core.buddhist_era import BuddhistDateField
from content.core.lines import LinesFormField
from content.core.pdca import CheckResult, Stage
from content.core.typed_text import TypedField
from content.files.pictures import LONGEST_SIDE_OF_A_SHEET, PictureField
from content.people.models import WorkGroup
from content.reflections.event_types import EventType
from content.reflections.models import MeetingPage, ReflectionPage
from content.reflections.models.sheets import MOST_KEYWORDS
from content.reflections.paper.sheet import Sheet, make_sheet
from content.reflections.rules import promise_error

if TYPE_CHECKING:
    import datetime as dt

    from content.people.models import User

MOST_PROMISES = 3
LONGEST_PART = 4_000
LINES = ("su_points", "ji_points", "pu_questions", "keywords")


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MeetingForm(forms.Form):
    """What a meeting needs before its QR code can be shown."""

    title = forms.CharField(label=_("Name of the meeting or event"), max_length=200)
    held_on = BuddhistDateField(label=_("Day of the event"), initial=timezone.localdate)
    event_type = forms.ChoiceField(label=_("Type of event"), choices=EventType.choices)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    sheet_audience = forms.ChoiceField(label=_("Who may read the sheets"), choices=MeetingPage.SheetAudience.choices)
    work_group = forms.ModelChoiceField(WorkGroup.objects.all(), label=_("Work group"), required=False)

    def clean(self) -> dict[str, object]:
        data = super().clean()
        for_group = data.get("sheet_audience") == MeetingPage.SheetAudience.WORK_GROUP
        if for_group and not data.get("work_group"):
            self.add_error("work_group", _("Choose the work group whose people may read the sheets."))
        return data


class SheetParts(forms.Form):
    """What is written on a sheet, at its meeting or in the writing frame. Each line of a part is one point."""

    su_points = LinesFormField(label=_("su: what I heard, read and saw"), required=False, max_length=LONGEST_PART)
    ji_points = LinesFormField(label=_("ji: what I think of it"), required=False, max_length=LONGEST_PART)
    pu_questions = LinesFormField(label=_("pu: what I ask"), required=False, max_length=LONGEST_PART)
    li_summary = TypedField(label=_("li: in one or two sentences"), required=False, max_length=800, widget=text_area(3))
    keywords = LinesFormField(
        label=_("Keywords"),
        help_text=_("Three to five, one to a line."),
        required=False,
        widget=text_area(3),
        max_length=500,
    )

    def clean_keywords(self) -> list[str]:
        words = self.cleaned_data["keywords"]
        if len(words) > MOST_KEYWORDS:
            raise ValidationError(_("At most %(count)d keywords fit.") % {"count": MOST_KEYWORDS})
        return words

    def clean(self) -> dict[str, object]:
        data = super().clean()
        # The rules of the saved fields (number and length of lines) with their own messages.
        for name in LINES:
            if data.get(name):
                try:
                    ReflectionPage._meta.get_field(name).clean(data[name], None)
                except ValidationError as error:
                    self.add_error(name, error)
        return data


class SheetForm(SheetParts):
    """A sheet as it is handed in at its meeting."""

    title = TypedField(label=_("Title of the sheet"), max_length=200)
    photo = PictureField(
        label=_("Photo of a sheet written by hand"),
        required=False,
        help_text=_("Kept beside the sheet; it takes no room on the page."),
        longest_side=LONGEST_SIDE_OF_A_SHEET,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("li_summary", "keywords"):
            self.fields[name].required = True

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if not self.errors and not (data["su_points"] or data["ji_points"] or data["pu_questions"]):
            self.add_error("su_points", _("Write at least one line of what you heard, thought or ask."))
        return data


class DraftPromiseForm(forms.Form):
    """One thing that will be done, as far as it is written. Left empty, it is none."""

    text = TypedField(label=_("What will be done"), max_length=300, required=False)
    due_date = BuddhistDateField(label=_("By which day"), required=False)
    stage = forms.ChoiceField(label=_("PDCA stage"), choices=Stage.choices, initial=Stage.DO, required=False)

    def clean(self) -> dict[str, object]:
        data = super().clean()
        data["stage"] = data.get("stage") or Stage.DO
        return data


class PromiseForm(DraftPromiseForm):
    """One thing that will be done, as it is handed in: with its day."""

    def clean(self) -> dict[str, object]:
        data = super().clean()
        error = promise_error(data.get("text"), data.get("due_date"))
        if error and error[0] not in self.errors:
            self.add_error(*error)
        return data


PromiseFormSet = forms.formset_factory(PromiseForm, extra=0, min_num=MOST_PROMISES, max_num=MOST_PROMISES)
# A sheet that was written in the admin may hold more.
DraftPromiseFormSet = forms.formset_factory(
    DraftPromiseForm, extra=0, min_num=MOST_PROMISES, max_num=MOST_PROMISES, absolute_max=2 * MOST_PROMISES
)


def initial_of(sheet: ReflectionPage | None, meeting: MeetingPage) -> tuple[dict[str, object], list[dict[str, object]]]:
    """What the form begins with: the sheet handed in before, or almost nothing."""
    if sheet is None:
        return {"title": _("What I take from %(event)s") % {"event": meeting.title}}, []
    names = ("title", "su_points", "ji_points", "pu_questions", "li_summary", "keywords")
    promises = [{"text": row.text, "due_date": row.due_date, "stage": row.stage} for row in sheet.commitments.all()][
        :MOST_PROMISES
    ]
    return {name: getattr(sheet, name) for name in names}, promises


def promises_of(formset: forms.BaseFormSet) -> list[dict[str, object]]:
    return [form.cleaned_data for form in formset if form.cleaned_data.get("text")]


def written_sheet(form: SheetForm, formset: forms.BaseFormSet, meeting: MeetingPage, user: User) -> Sheet:
    """The sheet as far as it is written, also where the form does not hold yet."""
    data = getattr(form, "cleaned_data", {})

    def lines(name: str) -> list[str]:
        return data.get(name) or []

    profile = getattr(user, "profile", None)
    return make_sheet(
        title=data.get("title") or "",
        event=meeting.title,
        date=meeting.held_on,
        writer=user.public_name,
        group=str(getattr(profile, "work_group", None) or getattr(profile, "school", None) or ""),
        keywords=lines("keywords"),
        su_points=lines("su_points"),
        ji_points=lines("ji_points"),
        pu_questions=lines("pu_questions"),
        li_summary=data.get("li_summary") or "",
        commitments=promised(formset),
    )


def promised(formset: forms.BaseFormSet) -> list[tuple[str, dt.date | None, str]]:
    """The commitments as far as they are written: text, due day, PDCA stage."""
    rows = [getattr(promise, "cleaned_data", {}) for promise in formset]
    return [(row.get("text") or "", row.get("due_date"), row.get("stage") or "") for row in rows]


class CheckForm(forms.Form):
    """What the check of a commitment found: without it nothing closes."""

    checked_on = BuddhistDateField(label=_("Checked on"), initial=timezone.localdate)
    check_note = forms.CharField(label=_("What the check found"), max_length=500, widget=text_area(3))
    check_result = forms.ChoiceField(label=_("Result"), choices=CheckResult.choices, widget=forms.RadioSelect)

    def clean_checked_on(self) -> object:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The day of the check lies in the future. Give today or a day before."))
        return day
