"""
What became of a topic, for its readers: moved, merged, split, locked.

No names of people, and none of places and topics that they may not see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.audiences import audiences_of
from content.forums.models import CategoryAudience, ModerationAction, Topic

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Action = ModerationAction.Action
SHOWN = (Action.LOCK, Action.UNLOCK, Action.MOVE, Action.MERGE, Action.SPLIT)
MOST_SHOWN = 10


def trace_of(topic: Topic, user: object) -> list[dict[str, object]]:
    """The last actions readers are told of, the oldest first; at most four queries."""
    newest = ModerationAction.objects.filter(topic=topic, action__in=SHOWN).order_by("-created_at", "-pk")
    actions = list(newest[:MOST_SHOWN])[::-1]
    places = {action.details.get(name) for action in actions for name in ("from_id", "to_id")} - {None}
    readable: Collection[int] = ()
    if places:
        held = CategoryAudience.objects.filter(category_id__in=places, token__in=audiences_of(user))
        readable = set(held.values_list("category_id", flat=True))
    others = {action.details.get(name) for action in actions for name in ("into", "split_from")} - {None}
    # By their present titles: of a topic that was hidden or deleted meanwhile, nothing is told.
    titles = dict(Topic.objects.visible_to(user).filter(pk__in=others).values_list("pk", "title")) if others else {}
    return [{"label": _label(action, readable, titles), "at": action.created_at} for action in actions]


def _label(action: ModerationAction, readable: Collection[int], titles: Mapping[int, str]) -> str:
    """With the name of where it came from or went, where the reader may read there."""
    details = action.details
    knows_origin = details.get("from_id") in readable
    from_topic, to_topic = titles.get(details.get("split_from")), titles.get(details.get("into"))
    if action.action == Action.MOVE and knows_origin:
        return _("moved here from “%(name)s”") % {"name": details.get("from", "")}
    if action.action == Action.MERGE and knows_origin and "merged" in details:
        return _("“%(title)s” was merged into this topic") % {"title": details.get("title", "")}
    if action.action == Action.SPLIT and from_topic:
        return _("split from “%(title)s”") % {"title": from_topic}
    if action.action == Action.SPLIT and to_topic:
        return _("posts were moved to “%(title)s”") % {"title": to_topic}
    return action.get_action_display()
