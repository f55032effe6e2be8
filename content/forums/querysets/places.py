"""Reads of spaces and categories."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef

from content.core.audiences import audiences_of


class CategoryQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> CategoryQuerySet:
        """Those that `user` may read."""
        return self.visible_to_audiences(audiences_of(user))

    def visible_to_audiences(self, audiences: frozenset[str]) -> CategoryQuerySet:
        tokens = self.model._meta.get_field("audience_tokens").related_model
        return self.filter(Exists(tokens.objects.filter(category_id=OuterRef("pk"), token__in=audiences)))


class SpaceQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> SpaceQuerySet:
        """Those in which `user` may read a category: a space without one says nothing to its viewer."""
        categories = self.model._meta.get_field("categories").related_model
        return self.filter(Exists(categories.objects.visible_to(user).filter(space_id=OuterRef("pk"))))
