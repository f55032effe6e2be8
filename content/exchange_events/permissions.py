"""Who may do what with exchange events; the only place where these rules are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.core.audiences import audiences_of, group_token
from content.forums.models import Category
from content.forums.permissions import can_moderate, can_read_topic, can_start, may_act

if TYPE_CHECKING:
    from content.exchange_events.models import ExchangeEvent


def can_hold(user: object, category: Category) -> bool:
    """
    Moderators of the category, and people of the group, team or school it belongs to who may start topics there.

    An event is a promise of a place and an hour: where a category belongs to nobody, moderators alone give it.
    """
    if not can_start(user, category):
        return False
    if can_moderate(user, category):
        return True
    return category.owner is not None and group_token(category.owner.group) in audiences_of(user)


def categories_to_hold_in(user: object) -> list[Category]:
    """The categories in which `user` may hold events. A fixed number of queries."""
    if not user.is_authenticated:
        return []
    readable = Category.objects.visible_to(user).select_related(
        *(f"{place}{owner}__group" for place in ("", "space__") for owner in ("work_group", "team", "school"))
    )
    readable = readable.prefetch_related("audience_tokens")
    return [category for category in readable if can_hold(user, category)]


def can_read_event(user: object, event: ExchangeEvent) -> bool:
    return can_read_topic(user, event.discussion)


def is_let_in(user: object, event: ExchangeEvent, *, is_going: bool) -> bool:
    """Whether the link of the meeting is for `user`: for who takes part and for the host. Others come no further."""
    return user.is_authenticated and (is_going or event.host_id == user.pk)


def can_change(user: object, event: ExchangeEvent) -> bool:
    """Its host and the moderators of its category, as long as they may write and read there."""
    if not may_act(user) or not can_read_event(user, event):
        return False
    return event.host_id == user.pk or can_moderate(user, event.discussion.category)


def can_answer(user: object, event: ExchangeEvent) -> bool:
    """Any member who may read it, until it is over or cancelled."""
    return user.is_authenticated and user.is_active and event.takes_answers and can_read_event(user, event)
