"""Which outside sign-ins this office has configured."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Provider:
    key: str
    name: str

    @property
    def login_url(self) -> str:
        return reverse(f"{self.key}_login")


PROVIDERS = (Provider("line", "LINE"), Provider("google", "Google"))


def is_configured(key: str) -> bool:
    return bool(settings.SOCIALACCOUNT_PROVIDERS.get(key, {}).get("APPS"))


def configured_providers() -> list[Provider]:
    return [provider for provider in PROVIDERS if is_configured(provider.key)]
