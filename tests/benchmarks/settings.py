"""The production settings on a throw-away site, with two bare pages beside it to compare with."""

from __future__ import annotations

import os

os.environ.setdefault("KM_SECRET_KEY", "bench-only-key-bench-only-key-bench-only-key-bench-only")
os.environ.setdefault("KM_ALLOWED_HOSTS", "127.0.0.1")
os.environ.setdefault("KM_HTTPS", "no")

from km_site.settings.production import *  # noqa: F403 - a settings module extends the one below it

INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks"]  # noqa: F405
ROOT_URLCONF = "tests.benchmarks.urls"
SECURE_HSTS_SECONDS = 0
