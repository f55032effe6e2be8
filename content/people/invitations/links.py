"""The signed link of an invitation."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from content.people.invitations.models import Invitation

SALT = "people.invitation"
# Far more than a token has: what is longer was not made here, and is not worth unpacking.
MOST_LETTERS = 300


def token_of(invitation: Invitation) -> str:
    return signing.dumps([invitation.pk, invitation.nonce], salt=SALT)


def link_to(invitation: Invitation) -> str:
    """The whole address, as it stands in the e-mail."""
    return settings.SITE_URL + reverse("accept_invitation", args=[token_of(invitation)])


def invitation_of(token: str) -> Invitation | None:
    """The invitation of a link, whatever its state; None for a link that was not made here."""
    if len(token) > MOST_LETTERS:
        return None
    try:
        pk, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if not isinstance(pk, int) or not isinstance(nonce, str):
        return None
    invitation = Invitation.objects.with_places().filter(pk=pk).first()
    if invitation is None or not constant_time_compare(invitation.nonce, nonce):
        return None
    return invitation
