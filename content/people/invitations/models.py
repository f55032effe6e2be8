"""An account that waits for its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from content.people.roles import RoleKey

if TYPE_CHECKING:
    from datetime import datetime

    from content.people.models import School, WorkGroup

NONCE_LENGTH = 24


class State(models.TextChoices):
    WAITING = "waiting", _("Not accepted yet")
    ACCEPTED = "accepted", _("Accepted")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")


def state_filter(state: str, now: datetime) -> Q:
    """The rows of one state; every row is in exactly one."""
    is_open = Q(accepted_at=None, revoked_at=None)
    return {
        State.WAITING: is_open & Q(expires_at__gt=now),
        State.EXPIRED: is_open & Q(expires_at__lte=now),
        State.ACCEPTED: Q(accepted_at__isnull=False),
        State.REVOKED: Q(accepted_at=None, revoked_at__isnull=False),
    }[State(state)]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def in_state(self, state: str) -> InvitationQuerySet:
        return self.filter(state_filter(state, timezone.now()))

    def open_for(self, email: str) -> InvitationQuerySet:
        """Neither accepted nor revoked, expired or not: there is one at most for an address."""
        return self.filter(email=email.lower(), accepted_at=None, revoked_at=None)

    def with_places(self) -> InvitationQuerySet:
        return self.select_related("work_group", "school")


def new_nonce() -> str:
    return get_random_string(NONCE_LENGTH)


class Invitation(models.Model):
    """
    Somebody may make an account with this address, position, place and role.

    The link of the e-mail holds the nonce, signed: a copy of the database alone opens nothing.
    """

    email = models.EmailField(_("e-mail address"))
    position = models.CharField(_("position"), max_length=200)
    role = models.CharField(_("role"), max_length=20, choices=RoleKey.choices, default=RoleKey.MEMBER)
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
    nonce = models.CharField(max_length=NONCE_LENGTH, default=new_nonce, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"), db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    is_undelivered = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_an_address",
            )
        ]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> State:
        if self.accepted_at:
            return State.ACCEPTED
        if self.revoked_at:
            return State.REVOKED
        return State.WAITING if self.expires_at > timezone.now() else State.EXPIRED

    @property
    def place(self) -> WorkGroup | School | None:
        return self.school or self.work_group

    @property
    def can_be_accepted(self) -> bool:
        return self.state == State.WAITING

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None
