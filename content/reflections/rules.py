"""Rules about a reflection that its writer must hear of while editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.reflections.models import Commitment, ReflectionPage


def missing_parts(page: ReflectionPage) -> Iterator[tuple[str, object]]:
    """What a sheet must have before it is published, as (field, message)."""
    if page.dated is None:
        yield "dated", _("Give the day of the event.")
    if not (page.su_points or page.ji_points or page.pu_questions):
        yield "su_points", _("Write at least one line of what you heard, thought or ask.")


def check_closing(commitment: Commitment) -> None:
    """Raise ValidationError where a closed commitment lacks the day of its check or what was found."""
    if not commitment.is_closed:
        return
    errors = {}
    if commitment.checked_on is None:
        errors["checked_on"] = _("A commitment closes only with a check: on which day was it?")
    if not commitment.check_note.strip():
        errors["check_note"] = _("A commitment closes only with a check: what was found?")
    if errors:
        raise ValidationError(errors)
