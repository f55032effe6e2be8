"""What hangs on a meeting: its QR code and its booklet."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache

from content.reflections.meeting_reading import sheets_of
from content.reflections.paper.booklet import make_booklet
from content.reflections.paper.layout import to_pdf
from content.reflections.pdf_answers import pdf_answer
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


@never_cache
def booklet(request: HttpRequest, code: str) -> HttpResponse:
    """All sheets of the meeting that this viewer may read."""
    meeting = find_meeting(request, code)
    sheets = list(sheets_of(meeting, request.user))
    if not sheets:
        raise Http404
    return pdf_answer(request, to_pdf(make_booklet(meeting, sheets)), f"booklet-{meeting.code}.pdf")
