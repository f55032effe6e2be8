"""
The knowledge bank: what all five kinds of knowledge share, and the pages that list them.

A kind of knowledge is a subclass of `KnowledgeItem` in an app of its own, with an index page that subclasses
`KindIndexPage`. Its listing, facets and counts come from the one search, so that they are right for every viewer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page

from content.core.models import BasePage
from content.knowledge.beside import parts_beside
from content.knowledge.listing import ListingMixin
from content.knowledge.permissions import ItemPermissions, ShelfPermissions
from content.taxonomy.models import PageTagsField
from content.taxonomy.years import AcademicYearField

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Revision


class ItemAuthor(Orderable):
    """One of the people who made an item; the first is its owner. Shown by position, never by name."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="item_authors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), on_delete=models.PROTECT, related_name="authored_items"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.user.public_name


class ItemWriter(models.Model):
    """Someone who was an author of an item in one of its versions. Never taken away: see `has_written`."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="item_writers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="written_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "user"], name="one_writer_once_an_item")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.user_id}"


class ItemReader(Orderable):
    """A person an item is meant for, where its audience is named people."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="item_readers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("reader"), on_delete=models.CASCADE, related_name="readable_items"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("named reader")
        verbose_name_plural = _("named readers")

    def __str__(self) -> str:
        return self.user.public_name


class ItemAttachment(Orderable):
    """A file that belongs to an item, such as a worksheet."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="item_attachments")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, verbose_name=_("file"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.document.title


class KnowledgeItem(BasePage):
    """A piece of knowledge the organisation keeps. Subclasses are its kinds."""

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everyone")
        MEMBERS = "members", _("Members: anyone signed in from the office or a school")
        WORK_GROUP = "work_group", _("The work group named below")
        TEAM = "team", _("The staff team named below")
        SCHOOL = "school", _("The school named below")
        PEOPLE = "people", _("Only the named readers")

    class Licence(models.TextChoices):
        CC_BY = "cc-by-4.0", "CC BY 4.0"
        CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
        CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
        CC0 = "cc0-1.0", "CC0 1.0"
        RESERVED = "reserved", _("All rights reserved")

    # The audience is a field of the item, so Wagtail's privacy dialog would be a second door to the same rule.
    private_page_options: list[str] = []
    subpage_types: list[str] = []
    kind_label = _("Knowledge item")
    schema_type = "CreativeWork"

    audience = models.CharField(
        _("who may read it"), max_length=12, choices=Audience.choices, default=Audience.PUBLIC, db_index=True
    )
    work_group = models.ForeignKey(
        "people.WorkGroup",
        verbose_name=_("work group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    team = models.ForeignKey(
        "people.StaffTeam",
        verbose_name=_("staff team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    school = models.ForeignKey(
        "people.School", verbose_name=_("school"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    tags = PageTagsField()
    learning_areas = ParentalManyToManyField(
        "taxonomy.LearningArea", verbose_name=_("learning areas"), blank=True, related_name="+"
    )
    grades = ParentalManyToManyField("taxonomy.Grade", verbose_name=_("grades"), blank=True, related_name="+")
    academic_year = AcademicYearField(_("academic year"), null=True, blank=True)
    pillar = models.ForeignKey(
        "taxonomy.Pillar", verbose_name=_("pillar"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    licence = models.CharField(_("licence"), max_length=16, choices=Licence.choices, default=Licence.CC_BY)
    dated = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("When it was made or took place. Without it, lists show the day of publication."),
    )
    review_date = models.DateField(
        _("check again by"),
        null=True,
        blank=True,
        help_text=_("After this day readers are told it may be out of date."),
    )

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, then make Wagtail's privacy of the page follow the audience field."""
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            from content.knowledge.services import apply_audience  # The service needs the models of this module.

            apply_audience(self)

    def save_revision(self, *args: object, **kwargs: object) -> Revision:
        """Save a version, and remember who is named as its author."""
        revision = super().save_revision(*args, **kwargs)
        writers = [ItemWriter(page_id=self.pk, user_id=author.user_id) for author in self.item_authors.all()]
        ItemWriter.objects.bulk_create(writers, ignore_conflicts=True)
        return revision

    save_revision.alters_data = True

    def permissions_for_user(self, user: object) -> ItemPermissions:
        return ItemPermissions(user, self)

    def clean(self) -> None:
        super().clean()
        from content.knowledge.rules import check_audience

        check_audience(self)

    def check_to_publish(self) -> None:
        """Raise ValidationError where something lacks that a draft may lack and a published item may not."""

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        if self.live and not getattr(request, "is_preview", False):
            context.update(parts_beside(self, request))
        return context

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        from content.knowledge.presentation import item_context

        breadcrumbs = self.get_breadcrumbs(request)
        return item_context(self, request, breadcrumbs[0]["url"] if breadcrumbs else "/")

    def get_facts(self) -> list[dict[str, str]]:
        """The strip of facts under the title: `{label, value}`. Kinds add their own."""
        return []

    def get_json_ld(self) -> dict[str, object]:
        """What the kind adds to the item's schema.org description."""
        return {}

    # Search

    def get_search_facets(self) -> dict[str, tuple[str, ...]]:
        from content.knowledge.presentation import search_facets

        return search_facets(self)

    def get_search_facts(self) -> tuple[str, ...]:
        return tuple(grade.code for grade in self.grades.all())

    def get_search_date(self):
        return self.dated or super().get_search_date()


class KindIndexPage(ListingMixin, BasePage):
    """The list of one kind of knowledge; subclasses name the kind and its page type."""

    listed_kind = ""
    max_count = 1
    parent_page_types = ["knowledge.KnowledgeIndexPage"]

    class Meta:
        abstract = True

    def permissions_for_user(self, user: object) -> ShelfPermissions:
        return ShelfPermissions(user, self)

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        # Wagtail gives each page class a template named after itself, so an inherited `template` would be lost.
        return "pages/knowledge_index_page.html"


class KnowledgeIndexPage(ListingMixin, BasePage):
    """The front door of the knowledge bank: all kinds with facets."""

    template = "pages/knowledge_index_page.html"
    parent_page_types = ["website.HomePage"]
    # The index pages of the kinds name this page as their parent; this app does not know them.
    subpage_types: ClassVar[list[str] | None] = None
    search_kind = ""
    max_count = 1

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("knowledge bank")
        verbose_name_plural = _("knowledge banks")
