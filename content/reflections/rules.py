"""Rules about a reflection that its writer must hear of while editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.reflections.paper.fitting import fit
from content.reflections.paper.sheet import sheet_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from content.reflections.models import Commitment, ReflectionPage
    from content.reflections.paper.fitting import Overflow


def missing_parts(page: ReflectionPage) -> Iterator[tuple[str, object]]:
    """What a sheet must have before it is published, as (field, message)."""
    if page.dated is None:
        yield "dated", _("Give the day of the event.")
    if not (page.su_points or page.ji_points or page.pu_questions):
        yield "su_points", _("Write at least one line of what you heard, thought or ask.")
    for promise in page.commitments.all():
        error = promise_error(promise.text, promise.due_date)
        if error:
            yield "commitments", error[1]
            break


def promise_error(text: str | None, due_date: dt.date | None) -> tuple[str, object] | None:
    """What half a commitment lacks, as (field, message)."""
    if text and not due_date:
        return "due_date", _("Give the day by which it will be done, for example 30/11/2569.")
    if due_date and not text:
        return "text", _("Say what will be done by that day, or empty the day too.")
    return None


def check_paper(page: ReflectionPage) -> float:
    """The size of type at which the page fits one sheet of A4. Raise ValidationError where it fits at none."""
    found = fit(sheet_of(page))
    if found.size is None:
        # The form of the admin has no field of this name for commitments, and the title is always there.
        field = found.overflow.field if found.overflow.field != "commitments" else "li_summary"
        raise ValidationError({field: overflow_message(found.overflow)})
    return found.size


def overflow_message(overflow: Overflow) -> str:
    """What runs over, by how much, and where to cut."""
    lines = ngettext(
        "The sheet is longer than one A4 page by about %(count)d line.",
        "The sheet is longer than one A4 page by about %(count)d lines.",
        overflow.lines,
    ) % {"count": overflow.lines}
    if overflow.cut:
        part = overflow.part or _("What I will do")
        return f"{lines} " + _("In “%(part)s”, shorten or take away from “%(text)s” on.") % {
            "part": part,
            "text": overflow.cut,
        }
    return f"{lines} " + _("Shorten the title, the event or the keywords.")


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
