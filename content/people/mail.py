"""E-mails about accounts, in Thai, as text and as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend


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
