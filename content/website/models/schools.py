from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import PageManager

from content.taxonomy.names import thai_sort_key
from content.website.models.base import BodyPage, IndexPage
from content.website.querysets import SchoolPageQuerySet
from content.website.school_directory import check_data_link, school_context, school_list_context
from content.website.sections import school_sections

if TYPE_CHECKING:
    from django.http import HttpRequest

    from search.documents import Section

SORT_KEY_LENGTH = 400


class SchoolIndexPage(IndexPage):
    """The school directory, with filters that need no script."""

    template = "pages/school_index_page.html"
    subpage_types: ClassVar[list[str]] = ["website.SchoolPage"]
    schema_type = "CollectionPage"

    data_link = models.CharField(
        _("link to national school data"),
        max_length=300,
        blank=True,
        help_text=_(
            "An address with {ministry_code} where the school's 10-digit code goes. Each school page then links there."
        ),
    )

    content_panels = [*IndexPage.content_panels, FieldPanel("data_link")]

    class Meta:
        verbose_name = _("school directory")
        verbose_name_plural = _("school directories")

    def clean(self) -> None:
        super().clean()
        check_data_link(self.data_link)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        context.update(school_list_context(self, request))
        return context


class SchoolPage(BodyPage):
    """What the public may know of a school: totals, never a child's record."""

    template = "pages/school_page.html"
    parent_page_types = ["website.SchoolIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "school"
    kind_label = _("School")
    schema_type = "AboutPage"

    school = models.OneToOneField(
        "people.School", verbose_name=_("school"), on_delete=models.PROTECT, related_name="page"
    )
    address = models.TextField(_("address"), max_length=300, blank=True)
    website = models.URLField(_("website"), blank=True)
    map_url = models.URLField(_("link to a map"), max_length=500, blank=True)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False, db_index=True)

    objects = PageManager.from_queryset(SchoolPageQuerySet)()

    content_panels = [
        *BodyPage.content_panels[:-1],
        FieldPanel("school"),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("website"), FieldPanel("map_url")]),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("school page")
        verbose_name_plural = _("school pages")

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = thai_sort_key(self.title)[:SORT_KEY_LENGTH]
        super().save(*args, **kwargs)

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), **school_context(self, request)}

    def get_search_body(self) -> str:
        school = self.school
        codes = [code for code in (school.smis_code, school.ministry_code, school.obec_code) if code]
        return "\n".join([school.name, school.district, school.network, school.levels, *codes])

    def get_search_sections(self) -> tuple[Section, ...]:
        return (*school_sections(self), *super().get_search_sections())

    def get_search_facets(self) -> dict[str, tuple[str, ...]]:
        return {"school": (self.school.slug,)}

    def get_search_facts(self) -> tuple[str, ...]:
        facts = (self.school.district, self.school.levels, self.school.get_size_display())
        return tuple(str(fact) for fact in facts if fact)
