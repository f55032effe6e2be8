"""
What people talk about, on the pages of a work group, a team and a school.

The forums are a layer above these pages, so they register what they have:

    register_talk(latest_of)     # (work group, team or school; user) -> [{title, url, facts, date}]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.people.models import School, StaffTeam, WorkGroup

    Owner = WorkGroup | StaffTeam | School
    TalkSource = Callable[[Owner, object], list[dict[str, object]]]

_sources: list[TalkSource] = []


def register_talk(source: TalkSource) -> None:
    """
    Show the rows of `source(owner, user)` on the page of the owner.

    They may depend on nothing but what whoever holds the same audiences may read: the page is kept for all of them.
    """
    if source not in _sources:
        _sources.append(source)


def latest_talk(owner: Owner, user: object) -> list[dict[str, object]]:
    return [row for source in _sources for row in source(owner, user)]
