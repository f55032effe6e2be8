"""
Which notices the inbox hides, beside those of pages.

An event without a page of Wagtail's is about something else, of which only its own app knows who may see it now. That
app registers a condition for its kinds of event; notices of these kinds are counted and shown where it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from content.people.models import User

_rules: dict[frozenset[str], Callable[[User], Q]] = {}


def register_rule(kinds: Iterable[str], shown: Callable[[User], Q]) -> None:
    """Show notices of these kinds to a person only where `shown(person)`, a condition on `Notice`, holds."""
    _rules[frozenset(kinds)] = shown


def shown_to(user: User) -> Q:
    """What all rules together leave of the notices of `user`."""
    condition = Q()
    for kinds, shown in _rules.items():
        condition &= ~Q(event__kind__in=sorted(kinds)) | shown(user)
    return condition
