"""Documents are sent only to those who may have them; others are told that there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from wagtail import hooks

from content.files.permissions import can_download

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.files.models import OfficeDocument


@hooks.register("before_serve_document")
def check_document_audience(document: OfficeDocument, request: HttpRequest) -> None:
    if not can_download(request.user, document):
        raise Http404
