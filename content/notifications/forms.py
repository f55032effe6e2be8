"""The forms of a person's notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.notifications.events import event_kinds
from content.notifications.models import QuietHours
from content.notifications.rhythms import Rhythm
from content.notifications.services import set_quiet_hours, set_rhythms
from content.notifications.settings_of import rhythms_of_user

if TYPE_CHECKING:
    from content.people.models import User

PREFIX = "rhythm-"


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class NoticeSettingsForm(forms.Form):
    """One choice for each kind of event, and the quiet hours."""

    quiet_from = forms.TimeField(label=_("No e-mails from"), required=False, widget=TimeInput)
    quiet_until = forms.TimeField(
        label=_("until"),
        required=False,
        widget=TimeInput,
        help_text=_("What comes up between these hours is sent when they end. Leave both empty to be sent it always."),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        quiet = QuietHours.objects.filter(user=user).first()
        initial = {"quiet_from": quiet.begins, "quiet_until": quiet.ends} if quiet else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.user = user
        current = rhythms_of_user(user.pk)
        kinds = {
            f"{PREFIX}{cls.kind}": forms.ChoiceField(
                label=cls.label, choices=Rhythm.choices, initial=current[cls.kind], required=False
            )
            for cls in event_kinds()
        }
        self.fields = {**kinds, **self.fields}

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        filled = [bool(self.data.get(self.add_prefix(name))) for name in ("quiet_from", "quiet_until")]
        if any(filled) and not all(filled):
            missing = "quiet_until" if filled[0] else "quiet_from"
            self.add_error(missing, ValidationError(_("Fill in both hours, or leave both empty."), code="incomplete"))
        return cleaned

    def save(self) -> None:
        """Keep what was chosen. A kind that is not in the form (switched on since it was opened) stays as it is."""
        set_rhythms(
            user=self.user,
            rhythms={
                name.removeprefix(PREFIX): value
                for name, value in self.cleaned_data.items()
                if name.startswith(PREFIX) and value
            },
        )
        set_quiet_hours(
            user=self.user, begins=self.cleaned_data.get("quiet_from"), ends=self.cleaned_data.get("quiet_until")
        )
