"""Inviting one person, and accepting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.people.invitations.models import Invitation
from content.people.invitations.permissions import roles_to_give
from content.people.invitations.services import has_account
from content.people.models import School, User, WorkGroup
from content.people.plain_text import PlainTextField
from content.people.roles import RoleKey

if TYPE_CHECKING:
    from content.people.models import User as Inviter

HAS_ACCOUNT = _("There is an account with this e-mail address already.")
HAS_INVITATION = _("This address has been invited already. Send that invitation again from the list.")


class PlaceFieldsMixin(forms.Form):
    """Position and place, the same for invitations and requests. Works without a place: deputies have none."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput)
    position = PlainTextField(
        label=_("Position"),
        max_length=200,
        help_text=_("Shown to readers in place of the name, for example “Supervisor, science”."),
    )
    school = forms.ModelChoiceField(School.objects.all(), label=_("School"), required=False)
    work_group = forms.ModelChoiceField(WorkGroup.objects.all(), label=_("Work group"), required=False)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class InvitationForm(PlaceFieldsMixin):
    role = forms.ChoiceField(label=_("Role"), initial=RoleKey.MEMBER)

    field_order = ("email", "position", "school", "work_group", "role")

    def __init__(self, *args: object, inviter: Inviter, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles_to_give(inviter)]

    def clean_email(self) -> str:
        email = super().clean_email()
        if has_account(email):
            raise ValidationError(HAS_ACCOUNT)
        if Invitation.objects.open_for(email).in_state("waiting").exists():
            raise ValidationError(HAS_INVITATION)
        return email


class AcceptForm(forms.Form):
    """User name and password of the new account; all else was decided by who invited."""

    username = PlainTextField(
        label=_("User name"),
        max_length=150,
        help_text=_("Letters, digits and . _ - without blanks. You sign in with it or with your e-mail address."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password1 = forms.CharField(
        label=_("Password"),
        max_length=4096,
        strip=False,
        help_text=_("At least ten letters, digits or signs, not only digits, not a common word. Try a short sentence."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("The same password again"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: object, email: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_username(self) -> str:
        username = self.cleaned_data["username"]
        if "@" in username:
            # Sign-in takes what looks like an e-mail address for one: such a name could never be used.
            raise ValidationError(_("The user name must not look like an e-mail address: leave out the @."))
        return get_adapter().clean_username(username)

    def clean(self) -> dict[str, object]:
        data = super().clean()
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ."))
        if first:
            try:
                validate_password(first, User(username=data.get("username", ""), email=self.email))
            except ValidationError as error:
                self.add_error("password1", error)
        return data
