"""Who may do what around sheets and meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.core.audiences import READ_EVERY_PAGE
from content.people.roles import RoleKey

if TYPE_CHECKING:
    from content.reflections.models import Commitment, MeetingPage, ReflectionPage

MAY_CALL_MEETINGS = (RoleKey.CONTRIBUTOR, RoleKey.REVIEWER, RoleKey.EDITOR, RoleKey.ADMINISTRATOR)


def can_hold_meeting(user: object) -> bool:
    """Those who contribute to the knowledge bank may open a meeting."""
    if not getattr(user, "is_active", False):
        return False
    return user.is_superuser or user.groups.filter(role__key__in=MAY_CALL_MEETINGS).exists()


def can_change_meeting(user: object, meeting: MeetingPage) -> bool:
    """Who opened it, and editors."""
    return getattr(user, "is_active", False) and (meeting.owner_id == user.pk or user.has_perm(READ_EVERY_PAGE))


def can_hand_in(user: object, meeting: MeetingPage) -> bool:
    """Anyone signed in who may read the page of the meeting, while it takes sheets."""
    return getattr(user, "is_active", False) and meeting.is_open


def can_check(user: object, commitment: Commitment) -> bool:
    return may_check_on(commitment.page, user)


def may_check_on(page: ReflectionPage, user: object) -> bool:
    """Who wrote the sheet, and editors, write down the checks of its commitments."""
    if not getattr(user, "is_active", False):
        return False
    return any(author.user_id == user.pk for author in page.item_authors.all()) or user.has_perm(READ_EVERY_PAGE)
