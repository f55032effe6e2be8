"""The public form, and the office's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.people.invitations.forms import PlaceFieldsMixin
from content.people.invitations.permissions import roles_to_give
from content.people.plain_text import PlainTextField
from content.people.roles import RoleKey

if TYPE_CHECKING:
    from content.people.models import User


class AccountRequestForm(PlaceFieldsMixin):
    why = PlainTextField(
        label=_("Who you are and why you need an account"),
        help_text=_("Your name and a telephone number of your school or work group help the office to check."),
        max_length=1000,
        lines=5,
    )
    # People do not see this field; programs that fill in forms fill it in.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("email", "position", "school", "work_group", "why", "website")

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if not self.errors and not data.get("school") and not data.get("work_group"):
            raise ValidationError(_("Choose the school or the work group in which you work."))
        return data

    @property
    def is_of_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class DecisionForm(forms.Form):
    """Approve with a role, or decline with a reason."""

    role = forms.ChoiceField(label=_("Role"), initial=RoleKey.MEMBER)
    reason = PlainTextField(
        label=_("Reason (for declining)"),
        help_text=_("It goes to the person by e-mail."),
        max_length=1000,
        required=False,
        lines=3,
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles_to_give(user)]

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if "decline" in self.data and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why: the person reads it."))
        return data
