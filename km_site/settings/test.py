"""Settings of the tests: fast hashing, indexing before a save returns, files in a temporary folder."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("KM_DATA_DIR", tempfile.mkdtemp(prefix="km-tests-"))

from km_site.settings.base import *  # noqa: F403 - the data folder must be named first

DEBUG = False
SECRET_KEY = "tests-only-key"  # noqa: S105 - of no use anywhere else
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The admin's own search follows each save: a sixth of the time of all tests. Its tests switch it on.
WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False  # noqa: F405
KM_SEARCH_BACKEND = "search.backends.memory.MemoryBackend"
KM_SEARCH_DRAIN = "immediate"
# Tests about meaning switch it on (the fixture `meaning`), with an embedder that counts letters: the model is slow.
KM_SEARCH_MEANING = False
KM_SEARCH_EMBEDDER = "tests.support.embedding.LettersEmbedder"
# What is fired is delivered when a test asks for it.
KM_BACKGROUND = "immediate"
KM_FILE_TEXTS = "command"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
KM_PAGE_CACHE = "off"
# A test is rolled back, which no process is told.
KM_REMEMBER = False
# Most tests are not about signing in.
KM_REQUIRE_MFA = False
