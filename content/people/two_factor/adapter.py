"""How allauth.mfa behaves here."""

from __future__ import annotations

import base64
import hashlib
import io
import logging
import secrets

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

logger = logging.getLogger(__name__)


class OfficeMFAAdapter(DefaultMFAAdapter):
    """Keys are encrypted where they are kept; the code to scan is drawn dark on white, also on a dark page."""

    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME

    def build_totp_svg(self, url: str) -> str:
        buffer = io.BytesIO()
        segno.make(url, error="m").save(buffer, kind="svg", scale=6, border=4, light="white")
        return buffer.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _boxes().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _boxes().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # The secret of the site was changed. No code fits any more, and nobody gets in without one: an
            # administrator takes the second factor away with `manage.py reset_two_factor`.
            logger.exception(
                "A key of two-factor sign-in cannot be read: KM_SECRET_KEY is not the one it was kept with."
            )
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _boxes() -> MultiFernet:
    """The first encrypts; the others, of secrets used before (SECRET_KEY_FALLBACKS), still open what they closed."""
    return MultiFernet([_box(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _box(secret: str) -> Fernet:
    digest = hashlib.blake2b(secret.encode(), digest_size=32, person=b"km two-factor").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
