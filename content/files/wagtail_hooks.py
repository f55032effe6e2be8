"""Documents are sent only to those who may have them; the admin tells what search reads of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import path
from wagtail import hooks

from content.files.admin_views import DocumentIndexView
from content.files.permissions import can_download

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls import URLPattern

    from content.files.models import OfficeDocument


@hooks.register("before_serve_document")
def check_document_audience(document: OfficeDocument, request: HttpRequest) -> None:
    if not can_download(request.user, document):
        raise Http404


@hooks.register("register_admin_urls", order=-1)
def register_document_list() -> list[URLPattern]:
    """At the addresses of Wagtail's own list, which this one extends."""
    return [
        path("documents/", DocumentIndexView.as_view(), name="files_documents"),
        path("documents/results/", DocumentIndexView.as_view(results_only=True), name="files_documents_results"),
    ]
