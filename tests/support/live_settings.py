"""
The production settings, without three long computations that no browser test looks at.

In processor time, Brotli over Wagtail's admin takes 12 s; the model of meaning takes 33 s before the site serves and
more after; each of sixty passwords takes 0.3 s. Tests of the model and of its answers are in tests/search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import global_settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

from km_site.settings.production import *  # noqa: F403 - a settings module extends the one below it

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What visitors never load.
OFFICE_ONLY = ("wagtail", "table_block/")


class StaticFiles(CompressedManifestStaticFilesStorage):
    """All names carry their digest, but only what visitors load is compressed."""

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        return super().compress_files(path for path in paths if not path.startswith(OFFICE_ONLY))


STORAGES["staticfiles"] = {"BACKEND": "tests.support.live_settings.StaticFiles"}  # noqa: F405
KM_SEARCH_EMBEDDER = "tests.support.embedding.LettersEmbedder"
# A kept site (KM_LIVE_SITE) may hold passwords of the slow kind.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *global_settings.PASSWORD_HASHERS]
