"""The Atom feed of a search."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from search.registry import kind_labels
from search.service import search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from search.query import SearchQuery, Segment

HITS_IN_A_FEED = 30


def atom_of(query: SearchQuery, audiences: frozenset[str], request: HttpRequest) -> HttpResponse:
    """The newest hits for this question that `audiences` may find."""
    found = search(replace(query, sort="newest", page=1, page_size=HITS_IN_A_FEED, facets=()), audiences)
    parameters = request.GET.urlencode()
    page = request.build_absolute_uri(f"{reverse('search')}?{parameters}")
    feed = Atom1Feed(
        title=_("Search for “%(query)s”") % {"query": query.text} if query.text else _("Search"),
        link=page,
        description="",
        language="th",
        feed_url=request.build_absolute_uri(),
    )
    labels = kind_labels()
    for hit in found.hits:
        url = request.build_absolute_uri(hit.url)
        moment = _start_of(hit.date or datetime.date.today())
        feed.add_item(
            title=_plain(hit.title),
            link=url,
            unique_id=url,
            description=_plain(hit.passage),
            categories=[str(labels.get(hit.kind, hit.kind))],
            pubdate=moment,
            updateddate=moment,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _plain(segments: Iterable[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def _start_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
