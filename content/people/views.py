"""One door for signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from allauth.account.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from content.people.role_permissions import ADMIN_ACCESS
from content.people.social.providers import configured_providers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def to_login(request: HttpRequest, home: str = "") -> HttpResponseRedirect:
    """
    Send a visitor of Wagtail's own sign-in or password pages to the site's.

    That limits wrong attempts and asks for the second proof. Where the visitor did not say what comes next, it is
    `home`, or the admin.
    """
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    query = urlencode({"next": target if safe else home or reverse("wagtailadmin_home")})
    return HttpResponseRedirect(f"{reverse('account_login')}?{query}")


class SignInView(LoginView):
    """
    allauth's sign-in, which knows that the admin sends away members who may not enter it.

    Signed in already, they would be sent back to the admin at once, and round and round.
    """

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        wants_admin = request.GET.get("next", "").startswith(reverse("wagtailadmin_home"))
        if wants_admin and request.user.is_authenticated and not request.user.has_perm(ADMIN_ACCESS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(**kwargs), "providers": configured_providers(), "next": self.get_next_url()}
