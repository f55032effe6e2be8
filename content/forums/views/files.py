"""Files of posts, for those who may read the post."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from django.conf import settings
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.utils import sendfile_streaming_backend
from wagtail.utils.sendfile import sendfile

from content.forums.finding import find_file

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# What a browser may show in a page; everything else is only saved, for it could hold a script.
SHOWN_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"}


@require_safe
@cache_control(private=True, no_cache=True)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself. Each time the site is asked who may have it; caches on the way would not ask."""
    found = find_file(request.user, pk)
    kind, encoding = mimetypes.guess_type(found.file.name)
    kind = kind or "application/octet-stream"
    by_proxy = hasattr(settings, "SENDFILE_BACKEND")
    response = sendfile(
        request,
        found.file.path,
        attachment=not (found.is_picture and kind in SHOWN_TYPES),
        # No character that could end the header or the quoted name.
        attachment_filename=" ".join(found.name.replace('"', "'").split()),
        mimetype=kind,
        backend=None if by_proxy else sendfile_streaming_backend.sendfile,
    )
    if encoding is None:
        # Wagtail writes the word "None" there.
        del response["Content-Encoding"]
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
