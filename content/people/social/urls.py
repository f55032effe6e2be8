"""The addresses of outside sign-ins, below /accounts/. Those of a provider without keys do not exist."""

from __future__ import annotations

import logging
from functools import wraps
from typing import TYPE_CHECKING

from allauth.socialaccount import views
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.google import views as google
from allauth.socialaccount.providers.line import views as line
from django.http import Http404
from django.urls import path
from django.views.decorators.cache import never_cache

from content.people.social.providers import configured_providers, is_configured

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)


def where_configured(key: str, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @never_cache
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_configured(key):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except (KeyError, TypeError, ValueError) as error:
            # An answer of the provider without the parts it promises.
            logger.exception("The answer of %s could not be understood.", key)
            return render_authentication_error(request, key, exception=error)

    return checked


def connections(request: HttpRequest) -> HttpResponse:
    if not configured_providers():
        raise Http404
    return views.ConnectionsView.as_view(extra_context={"providers": configured_providers()})(request)


urlpatterns = [
    path("google/login/", where_configured("google", google.oauth2_login), name="google_login"),
    path("google/login/callback/", where_configured("google", google.oauth2_callback), name="google_callback"),
    path("line/login/", where_configured("line", line.oauth2_login), name="line_login"),
    path("line/login/callback/", where_configured("line", line.oauth2_callback), name="line_callback"),
    path("3rdparty/", connections, name="socialaccount_connections"),
    path("3rdparty/signup/", views.signup, name="socialaccount_signup"),
    path("3rdparty/login/cancelled/", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", views.login_error, name="socialaccount_login_error"),
]
