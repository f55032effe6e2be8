"""Writes about requests. What the public form answers never tells whether an address is known here."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from content.core.background import BACKEND, run_later
from content.people.account_requests.models import AccountRequest, RequestState
from content.people.invitations.models import Invitation
from content.people.invitations.services import has_account, invite, send_again
from content.people.mail import compose, send_later

if TYPE_CHECKING:
    from content.people.models import School, User, WorkGroup
    from content.people.roles import RoleKey

logger = logging.getLogger(__name__)
# Fired with `request_id` once a request is saved: apps above may tell the office.
account_requested = Signal()
# More than an office can have waiting honestly. Beyond it somebody is filling the table.
MOST_WAITING = 1000


class AlreadyDecidedError(Exception):
    """Another administrator was quicker."""


def ask_for_account(
    *, email: str, position: str, why: str, work_group: WorkGroup | None = None, school: School | None = None
) -> None:
    """
    Take a request, whoever sent it.

    An address with an account is told by e-mail that it has one; one with an invitation that waits gets it again; a
    second request changes nothing. The answer to the sender is the same in every case.
    """
    email = email.lower()
    if has_account(email):
        run_later(tell_about_account, email)
        return
    waiting = Invitation.objects.open_for(email).in_state("waiting").first()
    if waiting:
        send_again(invitation=waiting)
        return
    if AccountRequest.objects.filter(state=RequestState.WAITING).count() >= MOST_WAITING:
        logger.error("More than %s requests for accounts are waiting; a new one was dropped.", MOST_WAITING)
        return
    try:
        with transaction.atomic():
            made = AccountRequest.objects.create(
                email=email, position=position, why=why, work_group=work_group, school=school
            )
    except IntegrityError:
        return
    transaction.on_commit(lambda: account_requested.send(sender=AccountRequest, request_id=made.pk))


@transaction.atomic
def approve(*, request: AccountRequest, role: RoleKey | str, decided_by: User) -> Invitation:
    """Invite who asked: the address is confirmed by the link. Raises also what `invite` raises."""
    locked = _lock(request)
    invitation = invite(
        email=locked.email,
        position=locked.position,
        role=role,
        work_group=locked.work_group,
        school=locked.school,
        invited_by=decided_by,
    )
    _decide(locked, RequestState.APPROVED, decided_by)
    return invitation


@transaction.atomic
def decline(*, request: AccountRequest, reason: str, decided_by: User) -> None:
    locked = _lock(request)
    locked.reason = reason
    _decide(locked, RequestState.DECLINED, decided_by)
    run_later(tell_declined, locked.pk)


def _lock(request: AccountRequest) -> AccountRequest:
    locked = AccountRequest.objects.select_for_update().get(pk=request.pk)
    if not locked.is_waiting:
        raise AlreadyDecidedError
    return locked


def _decide(request: AccountRequest, state: RequestState, decided_by: User) -> None:
    request.state, request.decided_by, request.decided_at = state, decided_by, timezone.now()
    request.save()


@task(backend=BACKEND)
def tell_about_account(email: str) -> None:
    send_later(compose("account_exists", email, {"url": settings.SITE_URL + reverse("account_reset_password")}))


@task(backend=BACKEND)
def tell_declined(request_id: int) -> None:
    request = AccountRequest.objects.filter(pk=request_id, state=RequestState.DECLINED).first()
    if request:
        send_later(compose("request_declined", request.email, {"reason": request.reason}))
