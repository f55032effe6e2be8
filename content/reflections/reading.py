"""A reflection as plain values for its page, for search and for other machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from content.core.audiences import can_read
from content.knowledge.presentation import facts
from content.reflections.paper.layout import SMALLEST
from content.reflections.paper.lines import with_lines
from content.reflections.paper.sheet import sheet_of
from content.reflections.permissions import may_check_on
from themes.thai_dates import thai_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.reflections.models import ReflectionPage


def sheet_context(page: ReflectionPage, user: object) -> dict[str, object]:
    """The four parts of the sheet, and what its writer will do."""
    meeting = page.meeting if page.meeting_id and page.meeting.live and can_read(user, page.meeting) else None
    return {
        "meeting_url": meeting.get_url() if meeting else "",
        "parts": [
            {"sign": "สุ", "name": _("su: listen"), "hint": _("What I heard, read and saw"), "lines": page.su_points},
            {"sign": "จิ", "name": _("ji: think"), "hint": _("What I think of it"), "lines": page.ji_points},
            {"sign": "ปุ", "name": _("pu: ask"), "hint": _("What I still ask"), "lines": page.pu_questions},
        ],
        "last_sign": "ลิ",
        "commitments": commitment_rows(page, may_check=may_check_on(page, user)),
        "paper": printed_paper(page),
    }


def printed_paper(page: ReflectionPage) -> dict[str, object]:
    """The sheet for browsers that print: with the lines of its PDF, at its size."""
    sheet, size = sheet_of(page), page.paper_size or SMALLEST
    measured = with_lines(sheet, size)
    return {"sheet": measured or sheet, "size": f"{size:g}", "is_measured": measured is not None}


def commitment_rows(page: ReflectionPage, *, may_check: bool = False) -> list[dict[str, object]]:
    today = timezone.localdate()
    return [
        {
            "text": row.text,
            "check_url": reverse("check_commitment", args=[row.pk])
            if may_check and row.pk and not row.is_closed
            else "",
            "due": row.due_date,
            "stage": row.stage,
            "stage_label": row.get_stage_display(),
            "is_closed": row.is_closed,
            # A draft may lack the day.
            "is_late": row.due_date is not None and row.due_date < today and not row.is_closed,
            "check_note": row.check_note,
            "checked_on": row.checked_on,
            "checked_by": row.checked_by,
            "check_result": row.get_check_result_display() if row.check_result else "",
        }
        for row in page.commitments.all()
    ]


def sheet_facts(page: ReflectionPage) -> list[dict[str, object]]:
    commitments = list(page.commitments.all())
    closed = sum(row.is_closed for row in commitments)
    progress = _("%(closed)d of %(all)d closed") % {"closed": closed, "all": len(commitments)} if commitments else ""
    return facts(
        (_("Event"), page.event),
        (pgettext("event", "Type"), page.get_event_type_display()),
        (pgettext("session", "Date"), thai_date(page.dated, "short") if page.dated else ""),
        (_("Commitments"), progress),
    )


def sheet_json_ld(page: ReflectionPage) -> dict[str, object]:
    """https://schema.org/CreativeWork about an https://schema.org/Event"""
    return {
        "genre": _("One-page reflection"),
        "abstract": page.li_summary,
        "keywords": list(dict.fromkeys([*page.keywords, *(tag.name for tag in page.tags.all())])),
        "about": {
            "@type": "Event",
            "name": page.event,
            "startDate": page.dated.isoformat() if page.dated else "",
        },
    }


def sheet_text(page: ReflectionPage) -> str:
    return "\n".join(part for part in _readable_parts(page) if part)


def _readable_parts(page: ReflectionPage) -> Iterator[str]:
    yield page.event
    yield from (*page.keywords, *page.su_points, *page.ji_points, *page.pu_questions)
    yield page.li_summary
    for commitment in page.commitments.all():
        yield from (commitment.text, commitment.check_note)
