"""The list of one's own sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from content.people.account.devices import device_name
from content.people.account.sessions import end_sessions_of, live_sessions_of, network_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _end(request)
    own_key = request.session.session_key
    rows = [
        {
            "pk": session.pk,
            "device": device_name(session.user_agent),
            "network": network_of(session.ip),
            "since": session.created_at,
            "last_seen": session.last_seen_at,
            "is_this_one": session.session_key == own_key,
        }
        for session in live_sessions_of(request.user)
    ]
    rows.sort(key=lambda row: (not row["is_this_one"], -row["last_seen"].timestamp()))
    return render(request, "people/me/sessions.html", {"rows": rows})


def _end(request: HttpRequest) -> HttpResponseRedirect:
    """End one session or all others. One that is gone already, or was never mine, leaves nothing to do."""
    own_key = request.session.session_key
    wanted = request.POST.get("session", "")
    if wanted == "others":
        count = end_sessions_of(request.user, but=own_key)
        messages.success(
            request,
            ngettext("%(count)d other session was ended.", "%(count)d other sessions were ended.", count)
            % {"count": count},
        )
    elif wanted.isascii() and wanted.isdigit():
        session = (
            UserSession.objects.filter(user=request.user, pk=int(wanted[:18])).exclude(session_key=own_key).first()
        )
        if session:
            session.end()
        messages.success(request, _("The session was ended."))
    return HttpResponseRedirect(reverse("my_sessions"))
