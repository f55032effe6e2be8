"""Notices by e-mail, as text and HTML from the theme's templates."""

from __future__ import annotations

import smtplib
from contextlib import contextmanager
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.notifications.channels import ChannelDownError, RefusedError
from content.notifications.letters import absolute, by_kind
from content.notifications.rhythms import Rhythm
from content.notifications.unsubscribing import ALL_KINDS, unsubscribe_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.mail.backends.base import BaseEmailBackend

    from content.notifications.letters import Letter
    from content.people.models import User

PERMANENT = range(500, 600)


class EmailChannel:
    name = "email"
    label = gettext_lazy("E-mail")

    def reaches(self, user: User) -> bool:
        return bool(user.email)

    @contextmanager
    def opened(self) -> Iterator[EmailSender]:
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise ChannelDownError(f"{type(error).__name__}: {error}") from error
        try:
            yield EmailSender(connection)
        finally:
            connection.close()


class EmailSender:
    """An open connection to the mail server."""

    def __init__(self, connection: BaseEmailBackend) -> None:
        self._connection = connection

    def send(self, letter: Letter) -> None:
        message = compose(letter)
        message.connection = self._connection
        try:
            validate_email(letter.recipient.email)
            message.send()
        except smtplib.SMTPRecipientsRefused as error:
            code, reason = next(iter(error.recipients.values()), (550, b""))
            if code in PERMANENT:
                raise RefusedError(f"{code} {reason.decode(errors='replace')}") from error
            raise
        except smtplib.SMTPDataError as error:
            if error.smtp_code in PERMANENT:
                raise RefusedError(str(error)) from error
            raise
        except (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPSenderRefused) as error:
            raise ChannelDownError(f"{type(error).__name__}: {error}") from error


def compose(letter: Letter) -> EmailMultiAlternatives:
    """The e-mail. It is the same however often it is made, its Message-ID too: mail servers drop a repeated one."""
    template = "digest" if letter.is_digest else "notice"
    kind = ALL_KINDS if letter.is_digest else letter.entries[0].kind
    unsubscribe = absolute(unsubscribe_path(letter.recipient, kind))
    context = {
        "subject": subject_of(letter),
        "letter": letter,
        "entry": letter.entries[0],
        "groups": by_kind(letter.entries),
        "site_name": settings.SITE_NAME,
        "inbox_url": absolute(reverse("notices_inbox")),
        "settings_url": absolute(reverse("notices_settings")),
        "unsubscribe_url": unsubscribe,
    }
    text = get_template(f"notices/email/{template}.txt").template.render(Context(context, autoescape=False))
    message = EmailMultiAlternatives(
        subject=context["subject"],
        body=text,
        from_email=sender_address(),
        to=[letter.recipient.email],
        headers={
            "Message-ID": f"<notice-{letter.message_id}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(render_to_string(f"notices/email/{template}.html", context), "text/html")
    return message


def subject_of(letter: Letter) -> str:
    if not letter.is_digest:
        return letter.entries[0].sentence
    count = len(letter.entries) + letter.left_out
    if letter.rhythm == Rhythm.WEEKLY:
        return ngettext("This week: %(count)d notice", "This week: %(count)d notices", count) % {"count": count}
    return ngettext("Today: %(count)d notice", "Today: %(count)d notices", count) % {"count": count}


def sender_address() -> str:
    """The site's address with its name, unless the address has one of its own."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or settings.SITE_NAME or _("Knowledge bank"), address))
