"""Places in long lists as they stand in addresses: a moment in microseconds and an id, `1795510000000000-7`."""

from __future__ import annotations

import datetime
import re

# Seventeen digits reach the year 5138, which dates still know.
PLACE = re.compile(r"([0-9]{1,17})-([0-9]{1,19})")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
LARGEST_ID = 2**63 - 1


def place_of(moment: datetime.datetime, pk: int) -> str:
    return f"{(moment - EPOCH) // MICROSECOND}-{pk}"


def read_place(text: str) -> tuple[datetime.datetime, int] | None:
    """What `place_of` wrote; None for anything else, which is the beginning of the list."""
    match = PLACE.fullmatch(text)
    if match is None or int(match[2]) > LARGEST_ID:
        return None
    return EPOCH + int(match[1]) * MICROSECOND, int(match[2])
