"""What became of a topic, for its readers: moved, merged, split, locked. No names, and no places they may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.forums.models import ModerationAction

if TYPE_CHECKING:
    from content.forums.models import Topic

Action = ModerationAction.Action
SHOWN = (Action.LOCK, Action.UNLOCK, Action.MOVE, Action.MERGE, Action.SPLIT)
MOST_SHOWN = 10


def trace_of(topic: Topic) -> list[dict[str, object]]:
    """The last actions readers are told of, the oldest first."""
    actions = ModerationAction.objects.filter(topic=topic, action__in=SHOWN).order_by("-created_at", "-pk")
    return [
        {"label": action.get_action_display(), "at": action.created_at} for action in reversed(actions[:MOST_SHOWN])
    ]
