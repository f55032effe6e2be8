"""The Atom feed of the news. Feeds are read without signing in: they hold what is public, whoever asks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from content.core.audiences import ANONYMOUS_AUDIENCES
from content.website.site_frame import current_frame

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.website.models import NewsIndexPage, NewsPage

NEWS_IN_A_FEED = 30


def news_feed(index: NewsIndexPage, request: HttpRequest) -> HttpResponse:
    # The page models of this app read this module.
    news_pages = apps.get_model("website", "NewsPage").objects
    news = news_pages.child_of(index).visible_to_audiences(ANONYMOUS_AUDIENCES).for_lists()
    office = current_frame().office
    index_url = index.get_full_url(request)
    feed = Atom1Feed(
        title=f"{index.title} · {office['short_name'] or office['site_name']}",
        link=index_url,
        description=index.introduction,
        language="th",
        feed_url=f"{index_url}feed/",
        author_name=office["name"] or office["site_name"],
    )
    for item in news.order_by("-news_date", "-pk")[:NEWS_IN_A_FEED]:
        url = item.get_full_url(request)
        feed.add_item(
            title=item.title,
            link=url,
            unique_id=url,
            description=item.summary,
            author_name=item.author_position or office["name"] or office["site_name"],
            categories=[item.category.name],
            pubdate=_start_of(item.news_date),
            updateddate=_changed(item),
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


def _start_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _changed(news: NewsPage) -> datetime.datetime:
    return max(_start_of(news.news_date), news.last_published_at or _start_of(news.news_date))
