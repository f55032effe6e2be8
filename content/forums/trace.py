"""What became of a topic, for its readers: moved, merged, split, locked. No names, and no places they may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.audiences import audiences_of
from content.forums.models import CategoryAudience, ModerationAction

if TYPE_CHECKING:
    from collections.abc import Collection

    from content.forums.models import Topic

Action = ModerationAction.Action
SHOWN = (Action.LOCK, Action.UNLOCK, Action.MOVE, Action.MERGE, Action.SPLIT)
MOST_SHOWN = 10


def trace_of(topic: Topic, user: object) -> list[dict[str, object]]:
    """The last actions readers are told of, the oldest first; at most two queries."""
    newest = ModerationAction.objects.filter(topic=topic, action__in=SHOWN).order_by("-created_at", "-pk")
    actions = list(newest[:MOST_SHOWN])[::-1]
    places = {action.details.get(name) for action in actions for name in ("from_id", "to_id")} - {None}
    readable: Collection[int] = ()
    if places:
        held = CategoryAudience.objects.filter(category_id__in=places, token__in=audiences_of(user))
        readable = set(held.values_list("category_id", flat=True))
    return [{"label": _label(action, readable), "at": action.created_at} for action in actions]


def _label(action: ModerationAction, readable: Collection[int]) -> str:
    """With the name of where it came from or went, where the reader may read there."""
    details = action.details
    knows_origin, knows_end = details.get("from_id") in readable, details.get("to_id") in readable
    if action.action == Action.MOVE and knows_origin:
        return _("moved here from “%(name)s”") % {"name": details.get("from", "")}
    if action.action == Action.MERGE and knows_origin and "merged" in details:
        return _("“%(title)s” was merged into this topic") % {"title": details.get("title", "")}
    if action.action == Action.SPLIT and knows_origin and "split_from" in details:
        return _("split from “%(title)s”") % {"title": details.get("title", "")}
    if action.action == Action.SPLIT and knows_end and "into" in details:
        return _("posts were moved to “%(title)s”") % {"title": details.get("to", "")}
    return action.get_action_display()
