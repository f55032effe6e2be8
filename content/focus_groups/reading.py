"""A Focus Group report as plain values for its page, for search and for other machines."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from content.core.pdca import Stage
from content.focus_groups.blocks import NEED_SOURCES
from content.focus_groups.permissions import can_read_statements
from content.knowledge.presentation import facts
from themes.thai_dates import thai_date, thai_time

if TYPE_CHECKING:
    from content.focus_groups.models import FocusGroupPage, Resolution

STAGE_WORDS = {
    Stage.PLAN: gettext_lazy("Nothing has been agreed yet."),
    Stage.DO: gettext_lazy("Being done; nobody has checked it yet."),
    Stage.CHECK: gettext_lazy("Being done and checked."),
    Stage.ACT: gettext_lazy("Everything agreed is settled and has been checked."),
}


def report_context(page: FocusGroupPage, user: object) -> dict[str, object]:
    """What the page shows of the report to `user`, section by section; an empty section is an empty value."""
    shows_words = can_read_statements(user, page)
    context = {
        "session": session_rows(page),
        "participants": [block.value for block in page.participants],
        "participant_count": page.participant_count,
        "themes": [theme_rows(block.value, shows_words=shows_words) for block in page.themes],
        "ranked_needs": need_bars(page),
        "statements": [block.value for block in page.statements] if shows_words else [],
        "hides_words": bool(page.statements) and not shows_words,
        "resolutions": resolution_rows(page),
        "follow_ups": check_rows(page),
        "stages": stages(page),
    }
    return {**context, "toc": contents(page, context)}


def contents(page: FocusGroupPage, context: dict[str, object]) -> list[dict[str, str]]:
    sections = (
        ("needs", _("What matters most"), context["ranked_needs"]),
        ("conclusions", _("Conclusions"), page.conclusions),
        ("resolutions", _("What was agreed"), context["resolutions"]),
        ("follow-up", _("Follow-up"), context["follow_ups"]),
        ("themes", _("Themes and needs"), context["themes"]),
        ("session", _("The session"), context["session"]),
        ("questions", _("Question guide"), page.question_guide),
        ("statements", _("What was said"), context["statements"] or context["hides_words"]),
    )
    return [{"anchor": anchor, "title": title} for anchor, title, filled in sections if filled]


def session_rows(page: FocusGroupPage) -> list[dict[str, str]]:
    rows = (
        (pgettext("stakeholders", "Group"), page.group_name),
        (pgettext("session", "Date and time"), " ".join(filter(None, [day_text(page), time_text(page)]))),
        (_("Place"), page.place),
        (_("Moderator"), page.moderator),
        (_("Note takers"), "\n".join(page.note_takers)),
        (_("Objective"), page.objective),
        (_("In the founding document"), _("Item %(number)s") % {"number": page.source_ref} if page.source_ref else ""),
    )
    return [{"label": label, "value": value} for label, value in rows if value]


def day_text(page: FocusGroupPage) -> str:
    return thai_date(page.dated) if page.dated else ""


def time_text(page: FocusGroupPage) -> str:
    """`9.00–11.30 น. (150 นาที)`, as far as it is known."""
    if not page.start_time:
        return ""
    if not page.end_time:
        return thai_time(page.start_time)
    minutes = minutes_of(page)
    return _("%(start)s–%(end)s (%(minutes)d minutes)") % {
        "start": page.start_time.strftime("%H.%M"),
        "end": thai_time(page.end_time),
        "minutes": minutes,
    }


def minutes_of(page: FocusGroupPage) -> int:
    day = datetime.date.min
    length = datetime.datetime.combine(day, page.end_time) - datetime.datetime.combine(day, page.start_time)
    return int(length.total_seconds() // 60)


def theme_rows(theme: dict, *, shows_words: bool) -> dict[str, object]:
    labels = dict(NEED_SOURCES)
    return {
        "name": theme["name"],
        "description": theme.get("description"),
        "needs": [
            {
                "text": need["need"],
                "frequency": need.get("frequency"),
                "intensity": need.get("intensity"),
                "score": need.score,
                "quotes": list(need.get("quotes") or ()) if shows_words else [],
                "source": labels.get(need.get("source"), "") if need.get("source") != "session" else "",
            }
            for need in theme["needs"]
        ],
    }


def need_bars(page: FocusGroupPage) -> list[dict[str, object]]:
    """Needs from the heaviest on, each with the width of its bar: the heaviest fills it."""
    ranked = page.ranked_needs
    heaviest = max((need.score for need in ranked), default=0)
    return [
        {"need": need, "width": f"{100 * need.score / heaviest:.1f}%" if heaviest else "0%", "is_first": need.rank == 1}
        for need in ranked
    ]


def resolution_rows(page: FocusGroupPage) -> list[dict[str, object]]:
    rows = list(page.resolutions.all())
    prefetch_related_objects(rows, "owner_group")
    today = timezone.localdate()
    return [
        {
            "number": number,
            "text": row.text,
            "owner": row.owner_group.name if row.owner_group else "",
            "due": row.due_date,
            "indicator": row.indicator,
            "status": row.status,
            "status_label": row.get_status_display(),
            "is_late": is_late(row, today),
            "result_ref": row.result_ref,
        }
        for number, row in enumerate(rows, start=1)
    ]


def is_late(row: Resolution, today: datetime.date) -> bool:
    return bool(row.due_date and row.due_date < today and not row.is_settled)


def check_rows(page: FocusGroupPage) -> list[dict[str, object]]:
    return [
        {
            "date": check.date,
            "title": check.note,
            "text": " · ".join(
                filter(None, [check.by, check.get_stage_display(), check.result and check.get_result_display()])
            ),
        }
        for check in page.follow_ups.all()
    ]


def stages(page: FocusGroupPage) -> list[dict[str, object]]:
    """The four stages with the one reached; its words say what that means here."""
    reached = page.pdca_stage
    order = list(Stage)
    return [
        {
            "letter": stage.value,
            "label": stage.label,
            "is_reached": order.index(stage) <= order.index(reached),
            "is_current": stage == reached,
            "words": str(STAGE_WORDS[stage]) if stage == reached else "",
        }
        for stage in order
    ]


def report_facts(page: FocusGroupPage) -> list[dict[str, object]]:
    resolutions = list(page.resolutions.all())
    done = sum(row.status == row.Status.DONE for row in resolutions)
    progress = _("%(done)d of %(all)d") % {"done": done, "all": len(resolutions)}
    count = page.participant_count
    return facts(
        (pgettext("stakeholders", "Group"), page.group_name),
        (pgettext("session", "Date"), thai_date(page.dated, "short") if page.dated else ""),
        (_("Participants"), _("%(count)d people") % {"count": count} if count else ""),
        (_("Needs found"), str(len(page.ranked_needs) or "")),
        (_("Agreed and done"), progress if resolutions else ""),
    )


def report_json_ld(page: FocusGroupPage) -> dict[str, object]:
    """https://schema.org/Report about an https://schema.org/Event"""
    return {
        "reportNumber": page.source_ref,
        "abstract": page.objective,
        "about": {
            "@type": "Event",
            "name": page.title,
            "description": page.objective,
            "startDate": _moment(page.dated, page.start_time),
            "endDate": _moment(page.dated, page.end_time) if page.end_time else "",
            "location": {"@type": "Place", "name": page.place} if page.place else "",
            "audience": {"@type": "Audience", "audienceType": page.group_name},
        },
    }


def _moment(day: datetime.date | None, time: datetime.time | None) -> str:
    if day is None:
        return ""
    if time is None:
        return day.isoformat()
    return timezone.make_aware(datetime.datetime.combine(day, time)).isoformat()
