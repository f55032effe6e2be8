"""Account forms of the admin: the profile is part of the account."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from content.people.account.addresses import confirm_own_address
from content.people.accounts_field import AccountsField
from content.people.administrators import LastAdministratorError, is_last_administrator, refuse_for_last
from content.people.models import Profile, School, User, WorkGroup
from content.people.roles import RoleKey
from content.people.services import sync_groups


class ProfileFieldsMixin(forms.Form):
    """Position, work group and school beside the fields of the account."""

    position = forms.CharField(
        label=_("Position"),
        max_length=200,
        help_text=_("Shown to readers in place of the name, for example “Supervisor, science”."),
    )
    work_group = forms.ModelChoiceField(WorkGroup.objects.all(), label=_("Work group"), required=False)
    school = forms.ModelChoiceField(School.objects.all(), label=_("School"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        profile = Profile.objects.filter(user=self.instance).first() if self.instance.pk else None
        if profile:
            self.initial.setdefault("position", profile.position)
            self.initial.setdefault("work_group", profile.work_group_id)
            self.initial.setdefault("school", profile.school_id)

    def save(self, commit: bool = True) -> User:
        user = super().save(commit=commit)
        if commit:
            self.save_profile(user)
        return user

    def save_profile(self, user: User) -> None:
        fields = ("position", "work_group", "school")
        Profile.objects.update_or_create(user=user, defaults={name: self.cleaned_data[name] for name in fields})
        confirm_own_address(user)
        # Wagtail has just written the ticked groups; the profile's own groups come on top.
        sync_groups(User.objects.get(pk=user.pk))


class AccountCreationForm(ProfileFieldsMixin, UserCreationForm):
    pass


class AccountEditForm(ProfileFieldsMixin, UserEditForm):
    def clean(self) -> dict[str, object]:
        values = super().clean()
        if self.errors or not is_last_administrator(self.instance):
            return values
        if field := self.field_that_takes_the_role():
            self.add_error(field, LastAdministratorError())
        return values

    def save(self, commit: bool = True) -> User:
        """Raises LastAdministratorError where the others have gone since `clean`: called in a transaction."""
        if commit and self.field_that_takes_the_role():
            refuse_for_last(self.instance)
        return super().save(commit=commit)

    def field_that_takes_the_role(self) -> str:
        values = self.cleaned_data
        if not values.get("is_active", True):
            return "is_active"
        keeps = (
            values.get("is_superuser")
            or values.get("groups", Group.objects.none()).filter(role__key=RoleKey.ADMINISTRATOR).exists()
        )
        return "" if keeps else "groups"


class WorkGroupForm(WagtailAdminModelForm):
    """A work group with who reviews for it."""

    reviewers = AccountsField(
        label=_("Reviewers"),
        required=False,
        help_text=_("They get what people of this group submit. Where nobody is ticked, every reviewer gets it."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.reviewer_group_id:
            self.initial["reviewers"] = self.instance.reviewer_group.user_set.all()

    def save(self, commit: bool = True) -> WorkGroup:
        group = super().save(commit=commit)
        if commit and "reviewers" in self.cleaned_data:
            group.reviewer_group.user_set.set(self.cleaned_data["reviewers"])
        return group
