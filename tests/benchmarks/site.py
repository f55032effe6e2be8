"""Inside the throw-away site: its thousand pages, and the addresses that are measured."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from content.knowledge.models import KnowledgeIndexPage
from content.people.models import User
from tests.benchmarks.seed import item_types, seed


def prepare(pages: int) -> None:
    live = seed(pages)
    addresses = {
        "bare Django view": "/accounts/bare-django/",
        "bare Wagtail page": "/bare-wagtail/",
        "home": "/",
        "browse": bank_url(),
        "browse, two facets": f"{bank_url()}?grade=p5&kind=learning-unit",
        **{f"{model.search_kind}": first_url(model) for model in item_types()},
        "search, one word": f"/search/?q={quote('บูรณาการ')}",
        "search, two words with a facet": f"/search/?q={quote('นกน้ำ ทะเลน้อย')}&kind=learning-unit",
        "signed in: home": "/",
        "signed in: learning unit": first_url(item_types_by_kind()["learning-unit"]),
        "session": f"{settings.SESSION_COOKIE_NAME}={member_session()}",
    }
    lines = [f"{name}\t{path}" for name, path in addresses.items()]
    (Path(settings.DATA_DIR) / "addresses.txt").write_text("\n".join(lines))
    print(f"{live} live pages")


def item_types_by_kind() -> dict[str, type]:
    return {model.search_kind: model for model in item_types()}


def bank_url() -> str:
    return KnowledgeIndexPage.objects.get().get_url()


def first_url(model: type) -> str:
    return model.objects.public().live().order_by("pk").first().get_url()


def member_session() -> str:
    """A session of an ordinary member, as signing in makes it."""
    user = User.objects.filter(profile__school__isnull=False, is_active=True).order_by("pk").first()
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key
