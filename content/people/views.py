"""One door for signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest


def to_login(request: HttpRequest) -> HttpResponseRedirect:
    """Send a visitor of the admin's own sign-in or password pages to the site's, which limits wrong attempts."""
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    query = urlencode({"next": target if safe else reverse("wagtailadmin_home")})
    return HttpResponseRedirect(f"{reverse('account_login')}?{query}")
