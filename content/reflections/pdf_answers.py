"""Papers as answers to a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control

if TYPE_CHECKING:
    from django.http import HttpRequest


def pdf_answer(request: HttpRequest, pdf: bytes, filename: str) -> HttpResponse:
    """The PDF, shown by the browser. What is not for everyone is kept by no cache on the way."""
    response = HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{filename}"'}
    )
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response
