"""Reads of the website's pages, named to chain."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from content.core.querysets import BasePageQuerySet

if TYPE_CHECKING:
    from collections.abc import Mapping


class NewsPageQuerySet(BasePageQuerySet):
    def in_category(self, slug: str) -> NewsPageQuerySet:
        return self.filter(category__slug=slug)

    def in_year(self, year: int) -> NewsPageQuerySet:
        """News of one calendar year (CE)."""
        return self.filter(news_date__range=(datetime.date(year, 1, 1), datetime.date(year, 12, 31)))

    def newest_first(self) -> NewsPageQuerySet:
        """Pinned news, then by its own date."""
        return self.order_by("-is_pinned", "-news_date", "-pk")

    def for_lists(self) -> NewsPageQuerySet:
        """With what a row shows, without the body."""
        return self.select_related("category", "work_group").defer_streamfields()


class SchoolPageQuerySet(BasePageQuerySet):
    def matching(self, text: str) -> SchoolPageQuerySet:
        """Schools whose name, network or a code holds every word of `text`."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(school__name__icontains=word)
                | Q(school__network__icontains=word)
                | Q(school__district__icontains=word)
                | Q(school__smis_code__startswith=word)
                | Q(school__ministry_code__startswith=word)
                | Q(school__obec_code__startswith=word)
            )
        return found

    def narrowed(self, filters: Mapping[str, str]) -> SchoolPageQuerySet:
        """By district, size and network, as far as each is given."""
        return self.filter(**{f"school__{name}": value for name, value in filters.items() if value})
