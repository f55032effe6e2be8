"""No page of the site to an editor or administrator who has given one proof only."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from content.people.two_factor.rules import has_proved_twice, has_two_factor, must_prove_twice

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# What is needed to give the second proof, or to leave.
OPEN_PATHS = (
    "/accounts/2fa/needed/",
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/password/reset/",
    "/static/",
    "/media/",
    "/healthz",
)
# What is needed to set it up. Where it is set up, these would take it away for the password alone.
SET_UP_PATHS = ("/accounts/2fa/", "/accounts/reauthenticate/")


class TwoFactorMiddleware:
    """Must come after allauth's AccountMiddleware, which knows how this session was signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.is_stopped(request):
            return self.stop(request)
        return self.get_response(request)

    @staticmethod
    def is_stopped(request: HttpRequest) -> bool:
        # A visitor without a session is not asked who they are: that alone would keep the page from caches.
        if not settings.KM_REQUIRE_MFA or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return False
        if request.path_info.startswith(OPEN_PATHS) or not request.user.is_authenticated:
            return False
        if has_proved_twice(request) or not must_prove_twice(request.user):
            return False
        return not request.path_info.startswith(SET_UP_PATHS) or has_two_factor(request.user)

    @staticmethod
    def stop(request: HttpRequest) -> HttpResponse:
        url = reverse("two_factor_needed")
        if request.accepts("text/html"):
            wanted = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
            return HttpResponseRedirect(f"{url}?{urlencode({'next': wanted})}")
        # A script that saves a draft must not take the page it is sent to for an answer.
        return JsonResponse({"error": _("Confirm your sign-in with a code first."), "url": url}, status=403)
