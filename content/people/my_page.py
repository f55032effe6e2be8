"""
What "my page" (`/me/`) shows, told by the apps that own it.

People is a layer below the apps in which somebody has drafts, reviews or notices, so those register what they have:

    register_section(key="drafts", label=_("My drafts"), url="writing_drafts", count=count_drafts, order=10)

in the `ready` of their app configuration. Each becomes one row with its number; the rest of it is a page of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.people.models import User

WORK = "work"
ACCOUNT = "account"
OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Section:
    """One row of my page; see `register_section`."""

    key: str
    label: str
    url: str
    group: str
    order: int
    help_text: str
    count: Callable[[User], int] | None
    shown_to: Callable[[User], bool] | None


@dataclass(frozen=True, slots=True)
class Row:
    """A section as one person sees it; `count` is None where there is nothing to count."""

    key: str
    label: str
    url: str
    help_text: str
    count: int | None


_sections: dict[str, Section] = {}


def register_section(
    *,
    key: str,
    label: str,
    url: str,
    group: str = WORK,
    order: int = 50,
    help_text: str = "",
    count: Callable[[User], int] | None = None,
    shown_to: Callable[[User], bool] | None = None,
) -> None:
    """
    Put a row on everybody's page.

    `url` is the name of an address without arguments; `count(user)` asks one query at most; `shown_to(user)` hides the
    row from whom it does not concern. The group is `WORK` (what I write and read), `OFFICE` (what I
    do for others) or `ACCOUNT` (how I sign in).
    Registering a key again replaces it.
    """
    _sections[key] = Section(key, label, url, group, order, help_text, count, shown_to)


def unregister_section(key: str) -> None:
    """Take a row away again."""
    _sections.pop(key, None)


def rows_for(user: User, group: str) -> list[Row]:
    """The rows of one group that concern `user`, in their order, with their numbers."""
    sections = sorted((s for s in _sections.values() if s.group == group), key=lambda s: (s.order, s.key))
    return [
        Row(s.key, s.label, reverse(s.url), s.help_text, s.count(user) if s.count else None)
        for s in sections
        if s.shown_to is None or s.shown_to(user)
    ]
