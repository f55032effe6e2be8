"""What editors and administrators are told before they may go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.people.two_factor.rules import has_proved_twice, has_two_factor, must_prove_twice

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
@login_required
def needed(request: HttpRequest) -> HttpResponse:
    """Why a code is asked for, and the way to give it or to set it up."""
    wanted = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = "/"
    if has_proved_twice(request) or not must_prove_twice(request.user):
        return HttpResponseRedirect(wanted)
    return render(request, "mfa/needed.html", {"next": wanted, "is_set_up": has_two_factor(request.user)})
