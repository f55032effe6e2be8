"""What hangs on a meeting: its QR code, its booklet, and whether it takes sheets."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from content.reflections import services
from content.reflections.booklets import ask_for_booklet
from content.reflections.meeting_reading import sheets_of
from content.reflections.pdf_answers import pdf_answer
from content.reflections.permissions import can_change_meeting
from content.reflections.views import find_meeting

if TYPE_CHECKING:
    from django.http import HttpRequest


@never_cache
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The short link as a QR code (ISO/IEC 18004), made here."""
    meeting = find_meeting(request, code)
    address = f"{settings.SITE_URL}{meeting.short_path}"
    buffer = BytesIO()
    # A quarter of the code may be hidden by a hand or a reflection and it is still read.
    segno.make(address, error="q", micro=False).save(buffer, kind="svg", scale=8, border=4, light="#fff", xmldecl=False)
    return HttpResponse(buffer.getvalue(), content_type="image/svg+xml; charset=utf-8")


@require_POST
@login_required
def take_sheets(request: HttpRequest, code: str) -> HttpResponse:
    """Close the meeting, or open it again (`open=yes`)."""
    meeting = find_meeting(request, code)
    if not can_change_meeting(request.user, meeting):
        raise PermissionDenied
    is_open = request.POST.get("open") == "yes"
    services.take_sheets(meeting=meeting, user=request.user, is_open=is_open)
    messages.success(
        request,
        _("Sheets can be handed in again.") if is_open else _("The meeting is closed: nobody hands in any more."),
    )
    return redirect(meeting.get_url(request))


@never_cache
def booklet(request: HttpRequest, code: str) -> HttpResponse:
    """All sheets of the meeting that this viewer may read; a page that says so while they are laid out."""
    meeting = find_meeting(request, code)
    sheets = list(sheets_of(meeting, request.user))
    if not sheets:
        raise Http404
    kept = ask_for_booklet(meeting, sheets)
    if kept.is_ready:
        return pdf_answer(request, kept.read(), f"booklet-{meeting.code}.pdf")
    context = {"meeting": meeting, "kept": kept, "count": len(sheets)}
    return render(request, "reflections/booklet.html", context, status=202 if kept.is_being_made else 503)
