"""Reminding people of their commitments, before the day and once after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from content.notifications.services import fire
from content.reflections.events import CommitmentDue
from content.reflections.models import Commitment

if TYPE_CHECKING:
    import datetime as dt


def remind(*, today: dt.date, until: dt.date) -> int:
    """Fire an event for each open commitment that is due by `until`; how many there were."""
    rows = Commitment.objects.filter(status=Commitment.Status.OPEN, due_date__lte=until, page__live=True)
    count = 0
    for row in rows.select_related("page").iterator():
        with transaction.atomic():
            fire(
                CommitmentDue(
                    page=row.page,
                    text=row.text,
                    commitment_id=row.pk,
                    due=row.due_date.isoformat(),
                    is_late=row.due_date < today,
                )
            )
        count += 1
    return count
