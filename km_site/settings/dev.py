"""The embedded default behind `make run`: SQLite, embedded search, no other service."""

from __future__ import annotations

from km_site import env
from km_site.settings.base import *  # noqa: F403 - a settings module extends the one below it

DEBUG = env.flag("KM_DEBUG", default=False)
# Good only on one's own machine: production.py refuses to start without a secret of its own.
SECRET_KEY = env.text("KM_SECRET_KEY", "development-only-key-not-for-a-server-0123456789-abcdefghijklmnop")
ALLOWED_HOSTS = env.words("KM_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
# `make run` serves without a proxy and without collectstatic.
WHITENOISE_USE_FINDERS = True
KM_SERVE_MEDIA = True
KM_DEMO_ACCOUNTS = True
# The sample's editors sign in with a password that everybody knows: a second proof would protect nothing.
KM_REQUIRE_MFA = env.flag("KM_REQUIRE_MFA", default=False)
