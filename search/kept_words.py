"""The words that editors keep for search, and what a change of them still has to reach."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from search import word_rules
from search.text.normalise import plain

LONGEST_WORD = 64
NO_PARTS = "-"


class OwnWord(models.Model):
    """A word that the dictionary lacks or cuts wrongly: the name of a place, a school, a project."""

    word = models.CharField(
        _("word"), max_length=LONGEST_WORD, unique=True, help_text=_("One word as people write it, without spaces.")
    )
    parts = models.CharField(
        _("words inside it"),
        max_length=200,
        blank=True,
        help_text=_("Separated by spaces. Empty: found by rule. A hyphen alone: it has none."),
    )

    panels = (FieldPanel("word"), FieldPanel("parts"))

    class Meta:
        verbose_name = _("own word")
        verbose_name_plural = _("own words")
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        self.word = word_rules.one_word(self.word, "word")
        self.parts = plain(self.parts).strip()
        if not self.parts:
            word_rules.refuse_known(self.word)
        elif self.parts != NO_PARTS:
            word_rules.refuse_wrong_parts(self.word, self.parts.split())
        word_rules.refuse_taken(
            self.word, "word", StopWord.objects.all(), _("It is a stop word. Remove it there first.")
        )

    def stated_parts(self) -> tuple[str, ...] | None:
        """The words inside it; none at all, or None where the rule decides."""
        if not self.parts:
            return None
        return () if self.parts == NO_PARTS else tuple(self.parts.split())

    def spellings(self) -> set[str]:
        return {plain(self.word)}


class SynonymGroup(models.Model):
    """Names of one thing."""

    names = models.TextField(
        _("names"),
        max_length=2_000,
        help_text=_("One a line: abbreviations, other spellings, English and Thai. The first is the best known."),
    )

    panels = (FieldPanel("names"),)

    class Meta:
        verbose_name = _("names of one thing")
        verbose_name_plural = _("names of one thing")
        ordering = ("names",)

    def __str__(self) -> str:
        return " = ".join(self.listed())

    def clean(self) -> None:
        names = [word_rules.readable(name, "names") for name in self.listed()]
        word_rules.refuse_too_few(names)
        others = [group.listed() for group in SynonymGroup.objects.exclude(pk=self.pk)]
        word_rules.refuse_names_of_others(names, others)
        self.names = "\n".join(names)

    def listed(self) -> list[str]:
        return [line.strip() for line in self.names.splitlines() if line.strip()]

    def spellings(self) -> set[str]:
        return {plain(name) for name in self.listed()}


class StopWord(models.Model):
    """A word that says nothing of what is sought. It stays in the index and is left out of questions."""

    word = models.CharField(_("word"), max_length=LONGEST_WORD, unique=True)

    panels = (FieldPanel("word"),)

    class Meta:
        verbose_name = _("stop word")
        verbose_name_plural = _("stop words")
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        self.word = word_rules.one_word(self.word, "word")
        word_rules.refuse_taken(
            self.word, "word", OwnWord.objects.all(), _("It is an own word. Remove it there first.")
        )

    def spellings(self) -> set[str]:
        # Texts are cut the same with or without it.
        return set()


class WordsVersion(models.Model):
    """One row whose number grows with every change, so that each process sees in one small query when to read anew."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


class WordChange(models.Model):
    """What was changed and must still be looked for in the texts: one spelling a line. `seen` of `total` are read."""

    spellings = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    seen = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.spellings.replace("\n", ", ")


def kept_models() -> tuple[type[models.Model], ...]:
    return (OwnWord, SynonymGroup, StopWord)


__all__ = ["OwnWord", "StopWord", "SynonymGroup", "WordChange", "WordsVersion", "kept_models"]
