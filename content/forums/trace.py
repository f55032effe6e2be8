"""What became of a topic, for its readers: moved, merged, split, locked. No names, and no places they may not see."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from content.core.audiences import audiences_of
from content.core.memory import remembered
from content.forums.models import CategoryAudience, ModerationAction, Topic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

Action = ModerationAction.Action
SHOWN = (Action.LOCK, Action.UNLOCK, Action.MOVE, Action.MERGE, Action.SPLIT)
MOST_SHOWN = 10


def trace_of(topic: Topic, user: object) -> list[dict[str, object]]:
    """The last actions readers are told of, the oldest first; at most three queries, none until content changes."""
    return remembered(("forum trace", topic.pk, audiences_of(user)), lambda: _read_trace(topic, user))


def _read_trace(topic: Topic, user: object) -> list[dict[str, object]]:
    newest = ModerationAction.objects.filter(topic=topic, action__in=SHOWN).order_by("-created_at", "-pk")
    actions = list(newest[:MOST_SHOWN])[::-1]
    names = _Names.for_reader(actions, user)
    return [{"label": names.label(action), "at": action.created_at} for action in actions]


@dataclass(frozen=True, slots=True)
class _Names:
    """What a reader may be told of other places: the categories they read, and the titles of topics they read now."""

    categories: Collection[int] = ()
    titles: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def for_reader(cls, actions: Iterable[ModerationAction], user: object) -> _Names:
        details = [action.details for action in actions]
        places = {row["from_id"] for row in details if row.get("from_id")}
        others = {row[name] for row in details for name in ("into", "split_from") if row.get(name)}
        held = CategoryAudience.objects.filter(token__in=audiences_of(user))
        categories = set(held.filter(category_id__in=places).values_list("category_id", flat=True)) if places else ()
        # As they are now: since then they may have been hidden, renamed or moved to where the reader does not read.
        topics = Topic.objects.visible().filter(Exists(held.filter(category_id=OuterRef("category_id"))), pk__in=others)
        return cls(categories, dict(topics.values_list("pk", "title")) if others else {})

    def label(self, action: ModerationAction) -> str:
        """With the name of where it came from or went, where the reader may read there."""
        details = action.details
        knows_origin = details.get("from_id") in self.categories
        if action.action == Action.MOVE and knows_origin:
            return _("moved here from “%(name)s”") % {"name": details.get("from", "")}
        if action.action == Action.MERGE and knows_origin and "merged" in details:
            return _("“%(title)s” was merged into this topic") % {"title": details.get("title", "")}
        if action.action == Action.SPLIT and details.get("split_from") in self.titles:
            return _("split from “%(title)s”") % {"title": self.titles[details["split_from"]]}
        if action.action == Action.SPLIT and details.get("into") in self.titles:
            return _("posts were moved to “%(title)s”") % {"title": self.titles[details["into"]]}
        return action.get_action_display()
