"""Reads of topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from collections.abc import Collection

    from content.forums.models import Category


class TopicQuerySet(models.QuerySet):
    def in_categories(self, category_ids: Collection[int]) -> TopicQuerySet:
        return self.filter(category_id__in=category_ids)

    def visible(self) -> TopicQuerySet:
        """What is neither held nor hidden, deleted or merged away. Who may read the category is asked elsewhere."""
        return self.filter(state="visible")

    def visible_to(self, user: object) -> TopicQuerySet:
        """
        What `user` may read in lists, feeds and search.

        The categories are few: asking for them first lets the database walk one index of topics.
        """
        categories = self.model._meta.get_field("category").related_model
        readable = list(categories.objects.visible_to(user).values_list("pk", flat=True))
        return self.visible().in_categories(readable)

    def pinned_in(self, category: Category) -> TopicQuerySet:
        """In words for which SQLite takes the index of pinned topics; asked plainly, it walks the whole category."""
        pinned = self.model.objects.filter(category=category, is_pinned=True).order_by()
        return self.visible().filter(pk__in=pinned.values("pk"))

    def newest_first(self) -> TopicQuerySet:
        """By the last post."""
        return self.order_by("-last_posted_at", "-pk")

    def before(self, moment: object, pk: int) -> TopicQuerySet:
        """What comes after this place in `newest_first`: the next page of a list."""
        # The first condition alone says nothing new: it is the one by which SQLite goes to the place in the index.
        return self.filter(
            Q(last_posted_at__lte=moment), Q(last_posted_at__lt=moment) | Q(last_posted_at=moment, pk__lt=pk)
        )

    def open_questions(self) -> TopicQuerySet:
        """In the words of the index `topic_open_question`; of "is null" SQLite takes the index of accepted posts."""
        return self.visible().filter(kind="question").exclude(accepted__isnull=False)
