"""A row of the table: one kind of event as it happens, its people, and how they lose the right to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.notifications.events import Event
    from content.people.models import User


@dataclass(frozen=True)
class Row:
    """`told` are all who hear of `event`; after `close()` none of them may see what it is about."""

    event: Event
    told: tuple[User, ...]
    close: Callable[[], object] | None = None


ROWS: dict[str, Callable[[], Row]] = {}
# About the person alone: nobody can lose the right to know it.
OWN_BUSINESS: set[str] = set()


def row(event: type[Event], *, own_business: bool = False) -> Callable[[Callable[[], Row]], Callable[[], Row]]:
    """Let the decorated function make the row of this kind."""

    def keep(make: Callable[[], Row]) -> Callable[[], Row]:
        ROWS[event.kind] = make
        if own_business:
            OWN_BUSINESS.add(event.kind)
        return make

    return keep
