"""Who may make knowledge of a topic, and who may know that somebody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.forums.permissions import can_turn_to_knowledge
from content.writing.permissions import can_begin
from content.writing.registry import kinds

if TYPE_CHECKING:
    from content.forums.models import Topic
    from content.writing.registry import Outline, WritingKind


def ways_to_draft(user: object) -> list[tuple[WritingKind, Outline]]:
    """The kinds a draft may be made of, in each of their ways, as far as `user` may begin one."""
    open_kinds = [kind for kind in kinds() if kind.outlines and kind.compose and can_begin(user, kind)]
    return [(kind, outline) for kind in open_kinds for outline in kind.outlines()]


def can_draft_from(user: object, topic: Topic) -> bool:
    """Whoever may write in the topic and may write knowledge."""
    return can_turn_to_knowledge(user, topic) and bool(ways_to_draft(user))
