"""Forms of my page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from content.people.models import Profile
from content.people.plain_text import PlainTextField


class InterestsForm(forms.ModelForm):
    """The one part of the profile that its owner writes; position and place are the office's."""

    interests = PlainTextField(
        label=_("What interests you"),
        help_text=_("Subjects, methods, local wisdom: others find you by them."),
        max_length=500,
        required=False,
        lines=4,
    )

    class Meta:
        model = Profile
        fields = ("interests",)
