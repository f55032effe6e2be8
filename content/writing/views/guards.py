"""Nothing typed is lost because a sign-in or a form token has run out."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from content.comments.forms import without_control

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    View = Callable[..., HttpResponse]

# Carried from a form that came too late into the page that says so; the rest is text.
NOT_CARRIED = {"csrfmiddlewaretoken"}
SHOWN_FROM = 40


class _TokenCheck(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def has_fresh_token(request: HttpRequest) -> bool:
    """What Django's own check finds, as an answer instead of an error page that has lost the form."""
    check = _TokenCheck(lambda _request: None)
    check.process_request(request)
    return check.process_view(request, None, (), {}) is None


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def for_writers(view: View) -> View:
    """
    Signed-in people only, never cached. A form that was sent without a sign-in comes back with all that was typed.

    The token is checked here, not by the middleware: `request.is_stale` says that it has run out, and then the view
    must do nothing but show the form again.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out(request)
        request.is_stale = request.method == "POST" and not has_fresh_token(request)
        if request.is_stale and wants_json(request):
            return JsonResponse({"error": "stale", "message": stale_message()}, status=403)
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


def stale_message() -> str:
    return _("The form was open for too long and was not saved. Your text stands below: press the button once more.")


def signed_out(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    if wants_json(request):
        return JsonResponse({"error": "signed-out", "message": _("Your sign-in has ended.")}, status=401)
    typed = [
        (name, value, len(value) >= SHOWN_FROM or "\n" in value)
        for name, values in without_control(request.POST).lists()
        if name not in NOT_CARRIED
        for value in values
    ]
    return render(request, "writing/signed_out.html", {"typed": typed, "address": request.get_full_path()}, status=401)
