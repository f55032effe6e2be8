"""Somebody asks for an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RequestState(models.TextChoices):
    WAITING = "waiting", _("Waiting for the office")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


class AccountRequest(models.Model):
    """Whoever wrote it is not known: address and words are claims until the office has looked at them."""

    email = models.EmailField(_("e-mail address"))
    position = models.CharField(_("position"), max_length=200)
    work_group = models.ForeignKey(
        "people.WorkGroup",
        verbose_name=_("work group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    school = models.ForeignKey(
        "people.School", verbose_name=_("school"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.TextField(_("who you are and why"), max_length=1000)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.WAITING, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(state="waiting"), name="one_waiting_request_an_address"
            )
        ]
        verbose_name = _("request for an account")
        verbose_name_plural = _("requests for accounts")

    def __str__(self) -> str:
        return self.email

    @property
    def is_waiting(self) -> bool:
        return self.state == RequestState.WAITING

    @property
    def place(self) -> object:
        return self.school or self.work_group
