"""
Free tags. A tag is told apart by its name, never by its slug: slugs are ASCII, and several Thai words share one.
"""

from __future__ import annotations

from django.db import IntegrityError, models, transaction
from django.db.models import lookups
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from content.core.slugs import make_slug
from content.taxonomy.names import thai_sort_key, tidy_name

SLUG_LENGTH = 50
SORT_KEY_LENGTH = 400
SAVE_ATTEMPTS = 5


class TagNameField(models.CharField):
    """
    A name that is tidied on its way into the database and into lookups.

    taggit looks a tag up by the text as typed before it makes one; an untidied lookup would miss the stored tag.
    """

    def get_prep_value(self, value: object) -> object:
        value = super().get_prep_value(value)
        return tidy_name(value) if isinstance(value, str) else value

    def to_python(self, value: object) -> object:
        value = super().to_python(value)
        return tidy_name(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


class TidyPattern:
    """Django hands the text of these lookups to the database as it was typed, past `get_prep_value`."""

    def get_prep_lookup(self) -> object:
        value = super().get_prep_lookup()
        return tidy_name(value) if isinstance(value, str) else value


@TagNameField.register_lookup
class TidyIExact(TidyPattern, lookups.IExact):
    pass


@TagNameField.register_lookup
class TidyIStartsWith(TidyPattern, lookups.IStartsWith):
    pass


@TagNameField.register_lookup
class TidyIContains(TidyPattern, lookups.IContains):
    pass


class Tag(TagBase):
    name = TagNameField(_("name"), unique=True, max_length=100)
    slug = models.SlugField(_("address word"), unique=True, max_length=100, editable=False)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False, db_index=True)

    free_tagging = True
    panels = [FieldPanel("name")]

    class Meta:
        ordering = ["sort_key", "name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __lt__(self, other: Tag) -> bool:
        return self.sort_key < other.sort_key

    def __gt__(self, other: Tag) -> bool:
        return self.sort_key > other.sort_key

    def save(self, *args: object, **kwargs: object) -> None:
        self.name = tidy_name(self.name)
        self.sort_key = thai_sort_key(self.name)[:SORT_KEY_LENGTH]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        if self.slug:
            models.Model.save(self, *args, **kwargs)
        else:
            self._save_with_free_slug(*args, **kwargs)

    def _save_with_free_slug(self, *args: object, **kwargs: object) -> None:
        for attempt in range(1, SAVE_ATTEMPTS + 1):
            self.slug = self._free_slug()
            try:
                with transaction.atomic():
                    models.Model.save(self, *args, **kwargs)
            except IntegrityError:
                # Another request may have taken the slug meanwhile. A name that exists is the caller's to handle.
                self.slug = ""
                if attempt == SAVE_ATTEMPTS or Tag.objects.filter(name=self.name).exists():
                    raise
            else:
                return

    def _free_slug(self) -> str:
        base = make_slug(self.name, SLUG_LENGTH)
        taken = set(Tag.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        return slug


class TaggedPage(ItemBase):
    """One tag of one page, of whatever page type."""

    tag = models.ForeignKey(Tag, verbose_name=_("tag"), on_delete=models.CASCADE, related_name="tagged_pages")
    content_object = ParentalKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="tagged_items")

    natural_key_fields = ["content_object_id", "tag_id"]

    class Meta:
        verbose_name = _("tagged page")
        verbose_name_plural = _("tagged pages")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="one_tag_once_a_page")]


class PageTagsField(ClusterTaggableManager):
    """
    `tags = PageTagsField()` on a page type.

    taggit joins the page type's own table with the table of tagged pages by a column `id`, which a child of Page does
    not have (`filter(tags__name=...)` fails in the database). This field goes through the table of Page.
    """

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("through", TaggedPage)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("verbose_name", _("tags"))
        kwargs.setdefault("help_text", _("Words people would look for. Put a comma after each tag."))
        super().__init__(**kwargs)

    def _get_mm_case_path_info(self, direct: bool = False, filtered_relation: object = None) -> list:
        path = super()._get_mm_case_path_info(direct, filtered_relation)
        options = self.model._meta
        if direct:
            return [*options.get_path_to_parent(Page), *path]
        return [*path, *options.get_path_from_parent(Page)]
