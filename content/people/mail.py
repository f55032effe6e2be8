"""E-mails about accounts, in Thai, as text and as HTML. No request waits for the mail server."""

from __future__ import annotations

import datetime
import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation
from django_tasks import task

from content.core.background import BACKEND, run_at, run_later

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)

# After 1, 2, 4 and 8 minutes: whoever waits for a link asks for another before long.
MOST_ATTEMPTS = 5


def compose(
    name: str, to: str, context: dict[str, object], connection: BaseEmailBackend | None = None
) -> EmailMultiAlternatives:
    """The e-mail `people/email/<name>.txt|.html`; the first line of the text is its subject."""
    values = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, **context}
    with translation.override(settings.LANGUAGE_CODE):
        # Plain text knows no markup: nothing in it is escaped.
        plain = get_template(f"people/email/{name}.txt").template
        subject, _, text = plain.render(Context(values, autoescape=False)).strip().partition("\n")
        html = render_to_string(f"people/email/{name}.html", {**values, "subject": subject})
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject.strip()}"
    message = EmailMultiAlternatives(subject, text.strip() + "\n", to=[to], connection=connection)
    message.attach_alternative(html, "text/html")
    return message


def send_later(message: EmailMessage) -> None:
    """Send it after the commit, outside of the request; try again where the server does not take it."""
    html = [content for content, kind in getattr(message, "alternatives", ()) if kind == "text/html"]
    values = {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        "to": list(message.to),
        "headers": dict(message.extra_headers),
        "html": html[0] if html else "",
    }
    run_later(send_letter, values, 1)


def reason_of(error: Exception) -> str:
    """
    What a log may tell: the kind of error and the number the server answered with.

    Neither the address nor the text: that may hold a link that lets somebody in.
    """
    refused = getattr(error, "recipients", None)
    codes = {code for code, _answer in refused.values()} if isinstance(refused, dict) else set()
    codes |= {getattr(error, "smtp_code", None), getattr(error, "errno", None)} - {None}
    return " ".join([type(error).__name__, *map(str, sorted(codes))])


@task(backend=BACKEND)
def send_letter(values: dict[str, object], attempt: int) -> None:
    html = values["html"]
    message = EmailMultiAlternatives(**{name: value for name, value in values.items() if name != "html"})
    if html:
        message.attach_alternative(html, "text/html")
    try:
        message.send()
    except Exception as error:  # Whatever a mail back end raises: a failed task would be kept for days with its text.
        # No traceback: it names the addresses that a server refused.
        logger.error(
            "An e-mail about an account could not be sent (%s), attempt %s of %s.",
            reason_of(error),
            attempt,
            MOST_ATTEMPTS,
        )
        if attempt < MOST_ATTEMPTS:
            run_at(timezone.now() + datetime.timedelta(minutes=2 ** (attempt - 1)), send_letter, values, attempt + 1)
