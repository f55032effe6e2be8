"""The vectors of what can be found. Loaded as part of `search.models`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DocumentVectorQuerySet(models.QuerySet["DocumentVector"]):
    def waiting(self) -> DocumentVectorQuerySet:
        """Those whose text is still to be embedded, oldest first."""
        return self.filter(waiting_since__isnull=False).order_by("waiting_since", "pk")

    def unclaimed(self) -> DocumentVectorQuerySet:
        """Those nobody is working at; a claim of a process that was killed runs out."""
        return self.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=timezone.now()))

    def complete(self) -> DocumentVectorQuerySet:
        """Those that have vectors, also where newer ones are on their way."""
        return self.filter(stored_at__isnull=False)


class DocumentVector(models.Model):
    """
    What one document means: a vector of its title, and one of its title with the beginning of its text.

    The digests say what text (and embedder) the vectors are, or will be, of. The texts are kept only while they wait.
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    title_digest = models.CharField(_("digest of the title"), max_length=32, db_index=True)
    text_digest = models.CharField(_("digest of the text"), max_length=32, db_index=True)
    title_text = models.TextField(_("title to embed"), blank=True)
    beginning_text = models.TextField(_("text to embed"), blank=True)
    title_vector = models.BinaryField(_("vector of the title"), null=True)
    text_vector = models.BinaryField(_("vector of the text"), null=True)
    stored_at = models.DateTimeField(_("stored at"), null=True, db_index=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, db_index=True)
    claim = models.CharField(_("claim"), max_length=32, blank=True)
    claimed_until = models.DateTimeField(_("claimed until"), null=True)

    # The nearest other text when the vectors were stored; without a cosine it is still to be looked for.
    twin_key = models.CharField(_("nearest other"), max_length=200, blank=True)
    twin_cosine = models.FloatField(_("nearness"), null=True, db_index=True)

    objects = DocumentVectorQuerySet.as_manager()

    class Meta:
        verbose_name = _("vector of an item")
        verbose_name_plural = _("vectors of items")

    def __str__(self) -> str:
        return self.key
