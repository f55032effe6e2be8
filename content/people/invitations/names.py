"""User names that are free."""

from __future__ import annotations

import re

from allauth.account.utils import filter_users_by_username

MOST_LETTERS = 30


def suggest_username(email: str) -> str:
    """The part before the @, with a number where it is taken: `malee`, `malee2`."""
    base = re.sub(r"[^a-z0-9._-]", "", email.partition("@")[0].lower())[:MOST_LETTERS] or "khru"
    for number in range(1, 100):
        name = base if number == 1 else f"{base}{number}"
        if not filter_users_by_username(name).exists():
            return name
    return ""
