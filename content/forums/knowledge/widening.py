"""
Whether a draft would be read by more people than the talk it was made of.

It may be: its author decides, and its reviewer answers for it. But neither should overlook it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.audiences import MEMBERS, PUBLIC, audiences_of, group_token
from content.forums.audience import tokens_of
from content.forums.models import Category
from content.forums.places import readers_label
from content.knowledge.models import KnowledgeItem

if TYPE_CHECKING:
    from collections.abc import Iterator

Audience = KnowledgeItem.Audience


def cautions(draft: KnowledgeItem) -> Iterator[str]:
    """One sentence for each kind of readers that is narrower than the draft's. The topics are not named."""
    origins = Category.objects.filter(topics__knowledge__page=draft.pk).distinct()
    categories = origins.select_related("space").prefetch_related("audience_tokens")
    narrower = [readers_label(category.effective_readers) for category in categories if is_wider(draft, category)]
    for readers in dict.fromkeys(narrower):
        yield _(
            "It was made of a talk in a closed category (%(readers)s), and more people may read it. Narrow who may "
            "read it, or make sure that everybody may know what it says."
        ) % {"readers": readers}


def is_wider(draft: KnowledgeItem, category: Category) -> bool:
    """Whether somebody may read the item, as the draft says it, who may not read the category."""
    held = tokens_of(category)
    if PUBLIC in held:
        return False
    if draft.audience == Audience.PUBLIC or MEMBERS in held:
        return draft.audience == Audience.PUBLIC
    if draft.audience == Audience.PEOPLE:
        return any(held.isdisjoint(audiences_of(row.user)) for row in draft.item_readers.all())
    if draft.audience == Audience.MEMBERS:
        return True
    owner = getattr(draft, draft.audience)
    return owner is not None and group_token(owner.group) not in held
