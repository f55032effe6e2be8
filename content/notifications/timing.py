"""When a message may go: digests have their hour, people have hours in which they want quiet."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from content.notifications.rhythms import Rhythm

if TYPE_CHECKING:
    from content.notifications.models import QuietHours

MONDAY = 0
DAY = datetime.timedelta(days=1)
# What comes up just before a digest is sent waits for the next: the digest may be under way.
MARGIN = datetime.timedelta(minutes=2)


def next_digest(rhythm: str, now: datetime.datetime) -> datetime.datetime:
    """The moment of the next daily or weekly (Monday's) digest, at the office's hour."""
    local = timezone.localtime(now + MARGIN)
    moment = local.replace(hour=settings.KM_DIGEST_HOUR, minute=0, second=0, microsecond=0)
    if moment <= local:
        moment += DAY
    if rhythm == Rhythm.WEEKLY:
        moment += DAY * ((MONDAY - moment.weekday()) % 7)
    return moment


def end_of_quiet(quiet: QuietHours | None, now: datetime.datetime) -> datetime.datetime | None:
    """When the quiet hours in which `now` lies end; None outside of them."""
    if quiet is None or quiet.begins == quiet.ends:
        return None
    local = timezone.localtime(now)
    time = local.time()
    over_midnight = quiet.begins > quiet.ends
    is_quiet = (time >= quiet.begins or time < quiet.ends) if over_midnight else quiet.begins <= time < quiet.ends
    if not is_quiet:
        return None
    end = local.replace(hour=quiet.ends.hour, minute=quiet.ends.minute, second=0, microsecond=0)
    return end if end > local else end + DAY
