"""
What a moderator may do on one page: each offer is a form of its own that works without a script.

The name of an offer is sent as `do`. A form that is not right is given back, open, with what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction

from content.forums.moderation.log import NotPossibleError, OvertakenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django import forms
    from django.http import HttpRequest


@dataclass(kw_only=True)
class Offer:
    """
    `form`: its fields. `run(data)` does it and returns a sentence that says so. `is_shown`: whether it makes sense now;
    what does not is still understood when it is sent, for another moderator may have been quicker.
    """

    name: str
    label: str
    form: forms.Form
    run: Callable[[dict[str, object]], str]
    help_text: str = ""
    is_dangerous: bool = False
    is_shown: bool = True

    @property
    def is_plain(self) -> bool:
        """A button and nothing to fill in."""
        return not self.form.fields

    @property
    def is_open(self) -> bool:
        return bool(self.form.errors)


def data_for(request: HttpRequest, name: str) -> object:
    """What was typed, for the form whose button was pressed; None for the others."""
    return request.POST if request.method == "POST" and request.POST.get("do") == name else None


def take(request: HttpRequest, offers: Iterable[Offer]) -> bool:
    """Do what was asked for; False where the page is to be shown again, with what is wrong."""
    chosen = next((offer for offer in offers if offer.name == request.POST.get("do")), None)
    if chosen is None or not chosen.form.is_valid():
        return False
    try:
        with transaction.atomic():
            sentence = chosen.run(chosen.form.cleaned_data)
    except OvertakenError as error:
        level = messages.SUCCESS if error.is_own else messages.WARNING
        messages.add_message(request, level, str(error))
        return True
    except NotPossibleError as error:
        chosen.form.add_error(None, str(error))
        chosen.is_shown = True
        return False
    messages.success(request, sentence)
    return True
