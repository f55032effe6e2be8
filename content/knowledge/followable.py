"""What can be followed where a list is narrowed to a tag, a learning area or a work group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.core.audiences import audiences_of
from content.core.memory import remembered
from content.notifications.follows import follow_rows
from content.notifications.targets import tags_for
from content.people.models import WorkGroup
from content.taxonomy.models import LearningArea, Tag

if TYPE_CHECKING:
    from collections.abc import Mapping

# Filter of search, kind of follow, and how the filter's values name the thing.
FILTERS = (
    ("tag", "tag", Tag, "name"),
    ("area", "learning_area", LearningArea, "slug"),
    ("group", "work_group", WorkGroup, "slug"),
)
# Beyond that somebody is looking for something narrow, and buttons would stand in the way of it.
MOST_OFFERED = 4


def follows_of_filters(user: object, filters: Mapping[str, tuple[str, ...]]) -> list[dict[str, object]]:
    """
    The chosen tags, areas and groups as values of `components/follow_button.html`; nothing for visitors.

    A tag that stands on no item this person may read is left out, also where it is chosen beside others: it must look
    like one that is not there.
    """
    if not user.is_authenticated:
        return []
    chosen = tuple((name, filters[name]) for name, *_ in FILTERS if filters.get(name))
    if not chosen or sum(len(values) for _, values in chosen) > MOST_OFFERED:
        return []
    audiences = audiences_of(user)
    targets = remembered(("follow filters", chosen, audiences), lambda: _targets(dict(chosen), audiences))
    return follow_rows(user, targets) if targets else []


def _targets(filters: Mapping[str, tuple[str, ...]], audiences: frozenset[str]) -> list[tuple[str, int, str]]:
    found = []
    for name, kind, model, field in FILTERS:
        if name in filters:
            rows = tags_for(audiences) if kind == "tag" else model.objects.all()
            rows = rows.filter(**{f"{field}__in": filters[name]})
            found += [(kind, pk, title) for pk, title in rows.values_list("pk", "name")]
    return found
