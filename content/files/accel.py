"""
Let the proxy send a document once the site has allowed it (nginx's X-Accel-Redirect).

Set `SENDFILE_BACKEND = "content.files.accel"`; `KM_ACCEL_PREFIX` is the proxy's internal place of the private folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse

if TYPE_CHECKING:
    from django.http import HttpRequest


def sendfile(request: HttpRequest, filename: str, *, mimetype: str = "", **options: object) -> HttpResponse:
    """An empty answer that tells the proxy which file below the private folder to send."""
    inside = Path(filename).resolve().relative_to(Path(settings.PRIVATE_ROOT).resolve())
    response = HttpResponse(content_type=mimetype or "application/octet-stream")
    response["X-Accel-Redirect"] = f"{settings.KM_ACCEL_PREFIX.rstrip('/')}/{quote(inside.as_posix())}"
    # The proxy says how long the file is.
    response.headers.pop("Content-Length", None)
    return response
