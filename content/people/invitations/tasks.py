"""Sending, outside of the request."""

from __future__ import annotations

import logging
import smtplib

from django.core.mail import get_connection
from django.utils import timezone
from django_tasks import task

from content.core.background import BACKEND
from content.people.invitations.links import link_to
from content.people.invitations.models import Invitation
from content.people.mail import compose, reason_of

logger = logging.getLogger(__name__)


@task(backend=BACKEND)
def send_invitations(ids: list[int]) -> None:
    """
    Send the e-mails of those invitations that can still be accepted, over one connection.

    A server that does not answer or an address it refuses is noted on the invitation, where the office sees it and can
    send again; the others are sent all the same.
    """
    connection = get_connection()
    try:
        for invitation in Invitation.objects.with_places().filter(pk__in=ids).order_by("pk"):
            if invitation.can_be_accepted:
                _send(invitation, connection)
    finally:
        connection.close()


def _send(invitation: Invitation, connection: object) -> None:
    context = {"invitation": invitation, "url": link_to(invitation)}
    sent_at, is_undelivered = timezone.now(), False
    try:
        compose("invitation", invitation.email, context, connection).send()
    except (smtplib.SMTPException, OSError) as error:
        # No traceback: it names the addresses that a server refused.
        logger.error("The e-mail of invitation %s could not be sent (%s).", invitation.pk, reason_of(error))
        sent_at, is_undelivered = invitation.sent_at, True
        # A connection that failed once may be half open: the next message begins a new one.
        connection.close()
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=sent_at, is_undelivered=is_undelivered)
