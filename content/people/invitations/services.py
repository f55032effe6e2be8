"""Writes about invitations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from content.core.background import run_later
from content.people.invitations.models import Invitation, new_nonce
from content.people.invitations.tasks import send_invitations
from content.people.models import Profile, School, User, WorkGroup
from content.people.roles import RoleKey
from content.people.services import give_role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class InvitationRefusedError(Exception):
    """The invitation cannot be made or accepted any more; another window or person was quicker."""


def has_account(email: str) -> bool:
    """Whether somebody here has this address. One that somebody only wishes to change to keeps nobody out."""
    confirmed = EmailAddress.objects.filter(email=email.lower(), verified=True)
    return User.objects.filter(email__iexact=email).exists() or confirmed.exists()


def next_expiry() -> datetime:
    return timezone.now() + timedelta(days=settings.KM_INVITATION_DAYS)


@transaction.atomic
def invite(
    *,
    email: str,
    position: str,
    role: RoleKey | str,
    work_group: WorkGroup | None = None,
    school: School | None = None,
    invited_by: User | None,
    send: bool = True,
) -> Invitation:
    """
    Invite one person, and send the e-mail once all is saved.

    Raises `InvitationRefusedError` where the address has an account or an open invitation. An expired one gives way.
    """
    email = email.lower()
    if has_account(email):
        raise InvitationRefusedError
    Invitation.objects.open_for(email).filter(expires_at__lte=timezone.now()).update(revoked_at=timezone.now())
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                position=position,
                role=role,
                work_group=work_group,
                school=school,
                invited_by=invited_by,
                expires_at=next_expiry(),
            )
    except IntegrityError as error:
        raise InvitationRefusedError from error
    if send:
        send_after_commit([invitation.pk])
    return invitation


def invite_many(*, people: Iterable[dict[str, object]], invited_by: User) -> tuple[int, int]:
    """
    Invite all that can be invited; how many were, and how many were not because another was quicker.

    Each is saved by itself: a second click on the button finds the first one's work done and does no harm.
    """
    made, refused = [], 0
    for person in people:
        try:
            made.append(invite(**person, invited_by=invited_by, send=False).pk)
        except InvitationRefusedError:
            refused += 1
    send_after_commit(made)
    return len(made), refused


def send_after_commit(ids: list[int]) -> None:
    if ids:
        run_later(send_invitations, ids)


@transaction.atomic
def send_again(*, invitation: Invitation) -> None:
    """Begin the time anew with a new link; the old link stops working."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open:
        raise InvitationRefusedError
    invitation.nonce = new_nonce()
    invitation.expires_at = next_expiry()
    invitation.is_undelivered = False
    invitation.save()
    send_after_commit([invitation.pk])


@transaction.atomic
def revoke(*, invitation: Invitation) -> None:
    """Make the link void. One that was accepted meanwhile is an account now, which this does not touch."""
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def accept(*, invitation: Invitation, username: str, password: str) -> User:
    """
    Make the account of an invitation. The address counts as confirmed: the link went there and nowhere else.

    Raises `InvitationRefusedError` where the invitation was used, revoked or replaced, or the address got an account.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not locked.can_be_accepted or locked.nonce != invitation.nonce or has_account(locked.email):
        raise InvitationRefusedError
    user = User(username=username, email=locked.email)
    user.set_password(password)
    user.save()
    Profile.objects.create(
        user=user, position=locked.position, work_group_id=locked.work_group_id, school_id=locked.school_id
    )
    give_role(user=user, role=RoleKey(locked.role))
    EmailAddress.objects.create(user=user, email=locked.email, primary=True, verified=True)
    locked.accepted_at = timezone.now()
    locked.account = user
    locked.save(update_fields=["accepted_at", "account"])
    return user
