"""A rule about page types that nobody can forget."""

from __future__ import annotations

from django.core.checks import Error
from taggit.managers import TaggableManager
from wagtail.models import get_page_models

from content.taxonomy.models import PageTagsField, TaggedPage


def check_tags_of_pages(app_configs: object = None, **kwargs: object) -> list[Error]:
    """Tags of pages are declared with `PageTagsField`: taggit's own field builds a query that fails."""
    return [
        Error(
            f"{model.__name__}.{field.name} cannot be filtered by tag.",
            hint="Declare it as tags = PageTagsField() (content.taxonomy.models).",
            obj=model,
            id="taxonomy.E001",
        )
        for model in get_page_models()
        for field in model._meta.many_to_many
        if isinstance(field, TaggableManager) and field.through is TaggedPage and not isinstance(field, PageTagsField)
    ]
