"""Which rhythm holds for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.notifications.events import event_class, event_kinds
from content.notifications.models import NoticeSetting
from content.notifications.rhythms import Rhythm

if TYPE_CHECKING:
    from collections.abc import Collection


def default_rhythm(kind: str) -> Rhythm:
    cls = event_class(kind)
    return cls.default_rhythm if cls else Rhythm.INBOX


def rhythms_of_kind(kind: str, user_ids: Collection[int]) -> dict[int, str]:
    """User id to the rhythm that holds for one kind of event."""
    chosen = dict(NoticeSetting.objects.filter(kind=kind, user_id__in=user_ids).values_list("user_id", "rhythm"))
    return {pk: chosen.get(pk, default_rhythm(kind)) for pk in user_ids}


def rhythms_of_user(user_id: int) -> dict[str, str]:
    """Kind to the rhythm that holds for one person."""
    chosen = dict(NoticeSetting.objects.filter(user_id=user_id).values_list("kind", "rhythm"))
    return {cls.kind: chosen.get(cls.kind, cls.default_rhythm) for cls in event_kinds()}
