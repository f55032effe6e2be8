"""What the news list and a piece of news show, as plain values for the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext as _

from content.core.paging import address, pagination
from content.website.landmarks import page_rows
from themes.thai_dates import buddhist_year, common_era_year

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.website.models import NewsIndexPage, NewsPage
    from content.website.querysets import NewsPageQuerySet

NEWS_ON_A_PAGE = 15
LONGEST_VALUE = 60


def news_list_context(index: NewsIndexPage, request: HttpRequest) -> dict[str, object]:
    """One page of news for this viewer, and the filters with true counts."""
    category = request.GET.get("category", "")[:LONGEST_VALUE]
    year = request.GET.get("year", "")[:LONGEST_VALUE]
    visible = _news().child_of(index).visible_to(request.user)
    found = _narrowed(visible, category, year).for_lists().newest_first()
    page = Paginator(found, NEWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "news": [news_row(item, request) for item in page],
        "total": page.paginator.count,
        "categories": _category_links(_narrowed(visible, "", year), category, year),
        "years": _year_links(_narrowed(visible, category, ""), category, year),
        "is_filtered": bool(category or year),
        "pagination": pagination(page, {"category": category, "year": year}),
        "feed_url": f"{index.get_url(request)}feed/",
    }


def _news() -> NewsPageQuerySet:
    # The page models of this app read this module.
    return apps.get_model("website", "NewsPage").objects.all()


def _narrowed(news: NewsPageQuerySet, category: str, year: str) -> NewsPageQuerySet:
    """An unknown category and a year that is none find nothing: showing all news instead would mislead."""
    if category:
        news = news.in_category(category)
    if year:
        number = common_era_year(int(year)) if year.isascii() and year.isdigit() and len(year) == 4 else 0
        news = news.in_year(number) if number > 0 else news.none()
    return news


def _category_links(news: NewsPageQuerySet, category: str, year: str) -> list[dict[str, object]]:
    rows = news.order_by("category__order", "category__name").values_list("category__slug", "category__name")
    return [
        {
            "label": name,
            "count": count,
            "url": address(category="" if slug == category else slug, year=year),
            "selected": slug == category,
        }
        for slug, name, count in rows.annotate(count=Count("pk"))
    ]


def _year_links(news: NewsPageQuerySet, category: str, year: str) -> list[dict[str, object]]:
    rows = news.annotate(calendar_year=ExtractYear("news_date")).order_by("-calendar_year")
    links = []
    for number, count in rows.values_list("calendar_year").annotate(count=Count("pk")):
        label = str(buddhist_year(number))
        url = address(category=category, year="" if label == year else label)
        links.append({"label": label, "count": count, "url": url, "selected": label == year})
    return links


def news_row(news: NewsPage, request: HttpRequest) -> dict[str, object]:
    pinned = _("Pinned") if news.is_pinned else ""
    group = news.work_group.name if news.work_group else ""
    return {
        "title": news.title,
        "url": news.get_url(request),
        "summary": news.summary,
        "date": news.news_date,
        "facts": [fact for fact in (pinned, news.category.name, group) if fact],
    }


def latest_news(user: object, request: HttpRequest, count: int, **narrowed: object) -> list[dict[str, object]]:
    """The newest news this viewer may read, pinned ones first."""
    news = _news().visible_to(user).filter(**narrowed).for_lists().newest_first()[:count]
    return [news_row(item, request) for item in news]


def news_detail_context(news: NewsPage, request: HttpRequest) -> dict[str, object]:
    """Tags, related items and the page of the work group the news comes from."""
    search = reverse("search")
    targets = [link.target_id for link in news.related_links.all()]
    group_page = getattr(news.work_group, "page", None) if news.work_group else None
    rows = page_rows([*targets, *([group_page.pk] if group_page else [])], request)
    return {
        "tags": [{"name": tag.name, "url": f"{search}?{urlencode({'tag': tag.name})}"} for tag in news.tags.all()],
        "related": [rows[pk] for pk in dict.fromkeys(targets) if pk in rows],
        "work_group_url": rows[group_page.pk]["url"] if group_page and group_page.pk in rows else "",
    }
