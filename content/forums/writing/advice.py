"""Where search sends somebody who has found nothing."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.forums.models import Category
from content.forums.writing.forms.topic import prefilled_title
from search.service import register_adviser


def ask_url(question: str) -> str:
    """The page that chooses where to ask, with the question; none as long as there is no category to ask in."""
    if not Category.objects.filter(is_closed=False).exists():
        return ""
    title = prefilled_title(question)
    return reverse("forums_ask") + (f"?{urlencode({'q': title})}" if title else "")


def register() -> None:
    register_adviser("forums", _("Ask in the forums"), ask_url, order=10)
