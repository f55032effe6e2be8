"""Rules about a knowledge item that a person must hear of while editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from content.knowledge.models import KnowledgeItem

NEEDED_FIELD = {
    "work_group": ("work_group", _("Choose the work group that may read this item, or choose another audience.")),
    "team": ("team", _("Choose the staff team that may read this item, or choose another audience.")),
    "school": ("school", _("Choose the school that may read this item, or choose another audience.")),
}


def check_audience(item: KnowledgeItem) -> None:
    """Raise ValidationError where the audience names a group that the item does not have."""
    field, message = NEEDED_FIELD.get(item.audience, (None, None))
    if field and getattr(item, f"{field}_id") is None:
        raise ValidationError({field: message})


def refuse_incomplete(item: KnowledgeItem) -> None:
    """Raise ValidationError where `item.missing_parts()` names something that a published item must have."""
    missing = dict(item.missing_parts())
    if missing:
        raise ValidationError(missing)
