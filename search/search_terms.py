"""
What people seek, and what they seek in vain: words and counts a day, nothing of who sought.

What looks like a person's data (a number of many digits, an e-mail address) is not kept, and the report shows only
what was sought several times.
"""

from __future__ import annotations

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.text.characters import one_line
from search.text.normalise import plain

LONGEST_SOUGHT = 100
# Identity cards have 13 digits, phones 9 or 10, our letters and codes at most 6 in a row.
_PERSONAL = re.compile(r"@|https?:|www\.|(?:\d[\s.-]?){7,}")


class SearchTerm(models.Model):
    """How often something was sought on one day, and how often nothing was found."""

    day = models.DateField(_("day"))
    text = models.CharField(_("words"), max_length=LONGEST_SOUGHT)
    times = models.PositiveIntegerField(_("times sought"), default=0)
    empty = models.PositiveIntegerField(_("times nothing was found"), default=0)

    class Meta:
        verbose_name = _("sought words")
        verbose_name_plural = _("sought words")
        ordering = ["-day", "-times"]
        constraints = [models.UniqueConstraint(fields=["day", "text"], name="search_term_once_a_day")]

    def __str__(self) -> str:
        return self.text


class KnowledgeWish(models.Model):
    """Knowledge that people seek and nobody has written yet. Writers see the list."""

    text = models.CharField(_("about"), max_length=LONGEST_SOUGHT, unique=True)
    wished_at = models.DateTimeField(_("asked for at"), auto_now_add=True)

    class Meta:
        verbose_name = _("requested knowledge")
        verbose_name_plural = _("requested knowledge")
        ordering = ["-wished_at", "-pk"]

    def __str__(self) -> str:
        return self.text


def as_counted(text: str) -> str:
    """The text as it is counted, or nothing where it may be a person's data or says too much to be a question."""
    cleaned = one_line(plain(text)).lower()
    return "" if len(cleaned) > LONGEST_SOUGHT or _PERSONAL.search(cleaned) else cleaned
