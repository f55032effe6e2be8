"""Searches that people keep, and what is new in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.forms import LONGEST_TEXT, query_from
from search.links import Links

if TYPE_CHECKING:
    from search.query import SearchQuery

MOST_SAVED = 20
LONGEST_NAME = 100
LONGEST_QUERY = 2_000


class SavedSearch(models.Model):
    """
    A question somebody keeps. `seen` are the keys of its newest hits when the person last looked, `told` those they
    were told of since.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.CharField(_("question"), max_length=LONGEST_QUERY)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)
    looked_at = models.DateTimeField(_("last looked at"), default=timezone.now)
    seen = models.JSONField(default=list, editable=False)
    told = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["-saved_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "query"], name="search_saved_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('search')}?{self.query}"

    def question(self) -> SearchQuery:
        return query_from(QueryDict(self.query))


def canonical(query_string: str) -> str:
    """The query string with only what is understood, always in one order; empty when nothing is asked."""
    query = query_from(QueryDict(query_string[: LONGEST_QUERY * 3]))
    if not query.text and not query.filters:
        return ""
    _, _, kept = Links("", query, {}, "relevance").url().partition("?")
    return kept if len(kept) <= LONGEST_QUERY else ""


def default_name(query: SearchQuery) -> str:
    return (query.text or " ".join(value for values in query.filters.values() for value in values))[:LONGEST_TEXT]
