"""The table of all kinds of event, a module for each room that fires them."""

from tests.content.notifications.event_rows import (
    accounts,
    comments,
    exchange_events,
    forums,
    items,
    moderation,
    reviews,
)
from tests.content.notifications.event_rows.row import OWN_BUSINESS, ROWS, Row

__all__ = [
    "OWN_BUSINESS",
    "ROWS",
    "Row",
    "accounts",
    "comments",
    "exchange_events",
    "forums",
    "items",
    "moderation",
    "reviews",
]
