"""Files that scripts send while one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.core.typed_text import tidy_typed
from content.forums.permissions import may_act
from content.forums.services.files import TooManyFiles, keep_upload, markdown_of
from content.forums.writing.answers import too_many_files_message
from content.forums.writing.forms.fields import check_upload
from content.writing.views.guards import for_writers, stale_message

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_POST
@for_writers
def upload(request: HttpRequest) -> JsonResponse:
    """Keep one file; answers with the Markdown that names it."""
    if request.is_stale:
        return JsonResponse({"error": "stale", "message": stale_message()}, status=403)
    if not may_act(request.user):
        return JsonResponse({"error": "forbidden", "message": _("You may not add files.")}, status=403)
    words = " ".join(tidy_typed(request.POST.get("words", "")).split())[:200]
    try:
        checked = check_upload(request.FILES.get("picture"))
        kept = keep_upload(user=request.user, alt=words, **checked._asdict())
    except ValidationError as error:
        return JsonResponse({"error": "file", "message": " ".join(error.messages)}, status=400)
    except TooManyFiles:
        return JsonResponse({"error": "file", "message": too_many_files_message()}, status=429)
    return JsonResponse({"url": kept.get_absolute_url(), "markdown": markdown_of(kept)})
