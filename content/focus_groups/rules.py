"""Rules about a Focus Group report that its writer must hear of while editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.focus_groups.models import FocusGroupPage


def missing_parts(page: FocusGroupPage) -> Iterator[tuple[str, object]]:
    """What a report must have before it is published, as (field, message)."""
    if page.dated is None:
        yield "dated", _("Give the day on which the group met.")
    if not page.role_counts:
        yield "participants", _("Say how many people of which roles took part.")


def check_report(page: FocusGroupPage) -> None:
    """Raise ValidationError for all that contradicts itself in the report, be it a draft or not."""
    errors: dict[str, list[object]] = {}
    if page.start_time and page.end_time and page.end_time <= page.start_time:
        errors["end_time"] = [_("The session must end after it begins.")]
    themes = list(_needs_out_of_range(page))
    if themes:
        errors["themes"] = themes
    if errors:
        raise ValidationError(errors)


def _needs_out_of_range(page: FocusGroupPage) -> Iterator[ValidationError]:
    size = page.participant_count
    for _theme, need in page.each_need():
        frequency, intensity = need.get("frequency") or 0, need.get("intensity") or 0
        if size and frequency > size:
            yield ValidationError(
                _("“%(need)s” was raised by %(frequency)d people, but only %(size)d took part."),
                code="frequency_above_group",
                params={"need": need["need"], "frequency": frequency, "size": size},
            )
        if frequency < 1:
            yield ValidationError(
                _("“%(need)s” must have been raised by at least one participant."),
                code="frequency_too_small",
                params={"need": need["need"]},
            )
        if not 1 <= intensity <= 5:
            yield ValidationError(
                _("The intensity of “%(need)s” must lie between 1 and 5."),
                code="intensity_out_of_range",
                params={"need": need["need"]},
            )
