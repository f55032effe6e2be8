"""The front page of the forums, a category, and the topics of a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.core.paging import address
from content.forums import permissions
from content.forums.category_filters import Filters
from content.forums.finding import find_category
from content.forums.listing import for_rows, page_of, topic_rows
from content.forums.models import Topic
from content.forums.places import SYMBOLS, followed_ids, readers_label, space_rows
from content.forums.views.lists import list_links
from content.taxonomy.models import Tag
from content.website.knowledge import newest_items

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ITEMS_SHOWN = 6
NEWEST_SHOWN = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    newest = for_rows(Topic.objects.visible_to(request.user)).newest_first()[:NEWEST_SHOWN]
    context = {
        "spaces": space_rows(request.user),
        "newest": topic_rows(newest, request.user, level=3),
        "moderates": permissions.moderates_any(request.user),
        "lists": list_links(request.user, ""),
    }
    return render(request, "forums/home.html", context)


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """The pinned topics first, the others by their last post; or those that match the filters."""
    found = find_category(request.user, slug)
    filters = Filters.of(request.GET)
    topics = for_rows(filters.applied_to(Topic.objects.visible().in_categories([found.pk])))
    unpinned = topics if filters.are_set else topics.filter(is_pinned=False)
    page = page_of(unpinned, request.GET, **filters.values)
    pinned = for_rows(Topic.objects.pinned_in(found)).newest_first() if page.is_first and not filters.are_set else []

    def tag_url(tag: str) -> str:
        return found.get_absolute_url() + address(tag=tag)

    context = {
        "category": found,
        "icon": SYMBOLS.get(found.emblem, "forum"),
        "readers": readers_label(found.effective_readers),
        "rows": topic_rows([*pinned, *page.topics], request.user, tag_url, names_category=False),
        "paging": page,
        "filters": filters.choices(found),
        "canonical": found.get_absolute_url() + ("" if filters.are_set or page.is_first else _here(request)),
        "is_followed": bool(followed_ids(request.user, [found.pk])),
        "may_start": permissions.can_start(request.user, found),
        "may_moderate": permissions.can_moderate(request.user, found),
        "breadcrumbs": [{"title": _("Exchange forums"), "url": reverse("forums_home")}],
    }
    return render(request, "forums/category.html", context)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """What is said about a tag, beside what the knowledge bank holds of it."""
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    topics = Topic.objects.visible_to(request.user).filter(tagged_items__tag=found)
    page = page_of(for_rows(topics), request.GET)
    items = newest_items(request.user, ITEMS_SHOWN, tag=found.name) if page.is_first else []
    if not page.topics and not items:
        # A tag that stands only on what the viewer may not read is no tag for them, whatever page they ask for.
        raise Http404
    context = {
        "tag": found,
        "rows": topic_rows(page.topics, request.user, level=3),
        "paging": page,
        "items": items,
        "search_url": f"{reverse('search')}?{urlencode({'tag': found.name})}",
        "breadcrumbs": [{"title": _("Exchange forums"), "url": reverse("forums_home")}],
    }
    return render(request, "forums/tag.html", context)


def _here(request: HttpRequest) -> str:
    place = {name: request.GET.get(name, "") for name in ("before", "after")}
    return address(**place)
