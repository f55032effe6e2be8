"""
Pages for what went wrong, in Thai, that work even when what went wrong is the database.

Each tries the theme's page in the whole layout; where anything in it fails, a page that needs nothing is sent instead.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template import loader
from django.utils.html import format_html
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger(__name__)

PLAIN_PAGE = """<!doctype html>
<html lang="th"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>{title}</title></head>
<body><main><h1>{title}</h1><p>{text}</p><p><a href="/">{home}</a></p></main></body></html>
"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request, 400, _("The address cannot be read"), _("Check the address, or start again from the home page.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request, 403, _("This is not yours to do"), _("Sign in with an account that may, or ask an administrator.")
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    text = _("The form was open for too long, or cookies are switched off. Go back, load the page again and send it.")
    return _answer(request, 403, _("The form could not be accepted"), text, is_csrf=True)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request, 404, _("There is no such page"), _("It may have moved, or you may have to sign in to read it.")
    )


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answers sign-in, reset and request forms that were sent too often (allauth finds it by the name handler429)."""
    return _answer(request, 429, _("Too many attempts"), _("Please wait a few minutes, then go back and try again."))


def server_error(request: HttpRequest) -> HttpResponse:
    # The layout needs the database, and that may be what failed: this page is written without any of it.
    text = _("The fault is ours and has been written down. Please try again in a few minutes.")
    return _answer(None, 500, _("Something went wrong on our side"), text)


def _answer(request: HttpRequest | None, status: int, title: str, text: str, **extra: object) -> HttpResponse:
    context = {"status": status, "error_title": title, "error_text": text, **extra}
    try:
        content = loader.render_to_string(f"errors/{status}.html", context, request)
    except Exception:
        # Whatever a layout needs may be broken now, and an error page that fails tells the reader nothing.
        logger.exception("The page for status %s could not be rendered.", status)
        content = format_html(PLAIN_PAGE, title=title, text=text, home=_("To the home page"))
    return HttpResponse(content, status=status)
