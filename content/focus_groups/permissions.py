"""Who may read the participants' own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.focus_groups.models import FocusGroupPage

# In a group smaller than this, whoever knows the group knows who said a thing.
SMALLEST_ANONYMOUS_GROUP = 6


def speakers_can_be_told(role_counts: Iterable[int]) -> bool:
    """Whether a reader could tell who spoke: the group is small, or somebody was the only one of a role."""
    counts = list(role_counts)
    return sum(counts) < SMALLEST_ANONYMOUS_GROUP or 1 in counts


def can_read_statements(user: object, page: FocusGroupPage) -> bool:
    """Whether `user`, who may read the page, may also read what the participants said word for word."""
    if user is not None and user.is_authenticated and user.is_active:
        return True
    return not speakers_can_be_told(page.role_counts)


def can_index_statements(page: FocusGroupPage) -> bool:
    """Whether the words may be found by everybody who may find the page: its search text is the same for all."""
    return page.audience != page.Audience.PUBLIC or not speakers_can_be_told(page.role_counts)
