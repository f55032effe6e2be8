from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager

from content.core.models import BasePage
from content.core.slugs import make_slug
from content.taxonomy.models import PageTagsField
from content.website.feeds import news_feed
from content.website.models.base import BodyPage, IndexPage
from content.website.news_list import news_detail_context, news_list_context
from content.website.querysets import NewsPageQuerySet
from themes.thai_dates import buddhist_year

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest, HttpResponse


class NewsCategory(models.Model):
    """What a piece of news is: an announcement, an activity, a report."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=50,
        unique=True,
        blank=True,
        help_text=_("Small letters a-z and digits. Left empty, it is made from the name."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("order")]

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("news category")
        verbose_name_plural = _("news categories")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.slug:
            self.slug = make_slug(self.name)
        super().save(*args, **kwargs)


class NewsIndexPage(RoutablePageMixin, IndexPage):
    """All news, by category and year, with an Atom feed of what is public."""

    template = "pages/news_index_page.html"
    subpage_types: ClassVar[list[str]] = ["website.NewsPage"]
    schema_type = "CollectionPage"

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        context.update(news_list_context(self, request))
        return context

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return news_feed(self, request)


class NewsPage(BodyPage):
    template = "pages/news_page.html"
    parent_page_types = ["website.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "news"
    kind_label = _("News")
    schema_type = "NewsArticle"

    news_date = models.DateField(_("date of the news"), default=timezone.localdate, db_index=True)
    category = models.ForeignKey(
        NewsCategory, verbose_name=_("category"), on_delete=models.PROTECT, related_name="news_pages"
    )
    work_group = models.ForeignKey(
        "people.WorkGroup",
        verbose_name=_("work group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    author_position = models.CharField(
        _("written by"), max_length=200, blank=True, help_text=_("A position, not a personal name.")
    )
    is_pinned = models.BooleanField(
        _("keep on top"), default=False, help_text=_("Stands first in the list and on the home page.")
    )
    tags = PageTagsField()

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("news_date"), FieldPanel("category")]),
                FieldRowPanel([FieldPanel("work_group"), FieldPanel("author_position")]),
                FieldPanel("is_pinned"),
            ],
            heading=_("About this news"),
        ),
        FieldPanel("body"),
        FieldPanel("tags"),
        InlinePanel("related_links", label=_("related item"), heading=_("Related items")),
    ]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), **news_detail_context(self, request)}

    def get_json_ld(self, request: HttpRequest) -> dict[str, object]:
        return {"headline": self.title, "datePublished": self.news_date, "articleSection": self.category.name}

    # Search

    def get_search_facets(self) -> dict[str, tuple[str, ...]]:
        return {
            "group": (self.work_group.slug,) if self.work_group else (),
            "year": (str(buddhist_year(self.news_date.year)),),
            "tag": tuple(item.tag.name for item in self.tagged_items.all()),
        }

    def get_search_facts(self) -> tuple[str, ...]:
        return (self.category.name,)

    def get_search_date(self) -> datetime.date:
        return self.news_date
