"""Where things are: pages looked up by type or id, as far as the viewer may read them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page

from content.core.audiences import audiences_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest

ROW_FIELDS = ("title", "url_path", "path", "depth", "live", "content_type_id", "locale_id")


@cache
def _landmark_models() -> tuple[type[Page], ...]:
    """Page types of which there is one, and the lists of the kinds of knowledge. Apps above this one have some."""
    pages = (model for model in apps.get_models() if issubclass(model, Page))
    return tuple(model for model in pages if getattr(model, "max_count", None) == 1)


def landmarks(request: HttpRequest) -> dict[str, str]:
    """
    Addresses of the one-of-a-kind pages this viewer may read, by model name (`newsindexpage`) and, for the lists of
    the knowledge bank, by `kind:<kind>`. One query.
    """
    types = ContentType.objects.get_for_models(*_landmark_models())
    models = {content_type.pk: model for model, content_type in types.items()}
    pages = readable_pages(request).filter(content_type_id__in=models)
    found = {}
    for page in pages.order_by("-depth", "-pk"):
        model = models[page.content_type_id]
        url = page.get_url(request) or ""
        found[model._meta.model_name] = url
        if kind := getattr(model, "listed_kind", ""):
            found[f"kind:{kind}"] = url
    return found


def kind_url(kind: str, places: dict[str, str]) -> str:
    """Where a kind of knowledge is listed: on its own page, else in the bank, else in search."""
    if url := places.get(f"kind:{kind}"):
        return url
    return f"{places.get('knowledgeindexpage') or reverse('search')}?{urlencode({'kind': kind})}"


def readable_pages(request: HttpRequest):
    """Live pages of all types that the viewer may read, without a query for their type."""
    return (
        Page.objects.filter(live=True, audience_tokens__token__in=audiences_of(request.user))
        .only(*ROW_FIELDS)
        .distinct()
    )


def page_rows(page_ids: Collection[int], request: HttpRequest) -> dict[int, dict[str, object]]:
    """Title, address and kind of those of `page_ids` that the viewer may read, by id. One query, or none."""
    if not page_ids:
        return {}
    rows = {}
    for page in readable_pages(request).filter(pk__in=set(page_ids)):
        model = ContentType.objects.get_for_id(page.content_type_id).model_class() or Page
        rows[page.pk] = {
            "title": page.title,
            "url": page.get_url(request) or "",
            "kind": getattr(model, "search_kind", ""),
            "kind_label": getattr(model, "kind_label", model._meta.verbose_name),
        }
    return rows
