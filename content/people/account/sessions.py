"""Where somebody is signed in, and ending it."""

from __future__ import annotations

import ipaddress
import time
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from content.people.models import User

# Not every request writes: "last seen" is right to ten minutes.
SEEN_EVERY_SECONDS = 600
SEEN_KEY = "km_seen"
MOST_LISTED = 100


class LastSeenMiddleware:
    """Notes now and then that a session is in use. allauth's own would write at every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            note_seen(request)
        return response


def note_seen(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session.get(SEEN_KEY, 0) < SEEN_EVERY_SECONDS:
        return
    request.session[SEEN_KEY] = now
    seen = UserSession.objects.filter(session_key=request.session.session_key, user=request.user)
    if not seen.update(last_seen_at=timezone.now()):
        UserSession.objects.create_from_request(request)


def end_sessions_of(user: User, *, but: str | None = None) -> int:
    """End every session of `user` except the one with the key `but`; the number that were ended."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    for session in sessions:
        session.end()
    return len(sessions)


def network_of(ip: str) -> str:
    """As much of an address as tells one's own school from elsewhere: 203.0.113.x, 2001:db8:1::"""
    address = ipaddress.ip_address(ip)
    if address.version == 4:
        return ".".join([*ip.split(".")[:3], "x"])
    return str(ipaddress.ip_network((ip, 48), strict=False).network_address)


def live_sessions_of(user: User) -> list[UserSession]:
    """
    The sessions of `user` that still let in; records of others are deleted.

    One question for all of them: a session whose key is gone or too old lets nobody in. Those that a changed password
    has made void stay listed until they are used or expire, which does no harm.
    """
    sessions = list(UserSession.objects.filter(user=user).order_by("-last_seen_at")[:MOST_LISTED])
    keys = [session.session_key for session in sessions]
    live = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    dead = [session.pk for session in sessions if session.session_key not in live]
    if dead:
        UserSession.objects.filter(pk__in=dead).delete()
    return [session for session in sessions if session.session_key in live]
