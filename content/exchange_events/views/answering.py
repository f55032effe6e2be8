"""Coming or not coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from content.exchange_events.models import Attendance
from content.exchange_events.services.answering import NoAnswerTaken
from content.exchange_events.services.answering import answer as say
from content.exchange_events.views.finding import find_event

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@never_cache
@require_POST
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """`comes=yes` or `comes=no`; anything else changes nothing."""
    event = find_event(request, code)
    if request.POST.get("comes") in {"yes", "no"}:
        try:
            attendance = say(user=request.user, event=event, comes=request.POST["comes"] == "yes")
        except NoAnswerTaken:
            messages.error(request, _("The event is over or was cancelled: no answer is taken any more."))
        else:
            messages.success(request, _said(attendance.answer))
    return redirect(event.get_absolute_url())


def _said(answer: str) -> str:
    if answer == Attendance.Answer.GOING:
        return _("You take part. You are reminded a day and an hour before.")
    if answer == Attendance.Answer.WAITING:
        return _("All places are taken. You are on the waiting list and hear when you move up.")
    return _("Noted: you cannot come.")
