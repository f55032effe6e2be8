"""The topics of a category by kind, tag and whether they are solved, as they stand in its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.forums.models import Topic
from content.taxonomy.models import Tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from content.forums.models import Category
    from content.forums.querysets.topics import TopicQuerySet

SOLVED, OPEN = "solved", "open"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is no known kind or state is not asked for; a tag that does not exist finds nothing."""

    kind: str = ""
    state: str = ""
    tag: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Filters:
        kind, state = parameters.get("kind", ""), parameters.get("state", "")
        return cls(
            kind=kind if kind in Topic.Kind.values else "",
            state=state if state in {SOLVED, OPEN} else "",
            tag=parameters.get("tag", "")[:100].replace("\0", ""),
        )

    @property
    def are_set(self) -> bool:
        return bool(self.kind or self.state or self.tag)

    @property
    def values(self) -> dict[str, str]:
        return {"kind": self.kind, "state": self.state, "tag": self.tag}

    def applied_to(self, topics: TopicQuerySet) -> TopicQuerySet:
        if self.kind:
            topics = topics.filter(kind=self.kind)
        if self.state == SOLVED:
            topics = topics.exclude(accepted=None)
        elif self.state == OPEN:
            topics = topics.open_questions()
        if self.tag:
            topics = topics.filter(tagged_items__tag__slug=self.tag)
        return topics

    def choices(self, category: Category) -> dict[str, object]:
        """
        For the form: the kinds and states with the chosen one, and the tag by name.

        A tag that stands on no topic of the category is shown as it was typed: its name may tell of hidden items.
        """
        states = ((SOLVED, _("Solved")), (OPEN, _("Questions without an answer that works")))
        here = Topic.objects.visible().in_categories([category.pk])
        tags = Tag.objects.filter(slug=self.tag, tagged_topics__content_object__in=here)
        name = tags.values_list("name", flat=True).first() if self.tag else ""
        return {
            "kinds": [{"value": v, "label": label, "chosen": v == self.kind} for v, label in Topic.Kind.choices],
            "states": [{"value": v, "label": label, "chosen": v == self.state} for v, label in states],
            "tag": self.tag,
            "tag_name": name or self.tag,
            "are_set": self.are_set,
        }
