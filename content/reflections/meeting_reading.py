"""What the page of a meeting shows this viewer: who has handed in, what is asked, what will be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.urls import reverse

from content.reflections.paper.booklet import MOST_SHEETS
from content.reflections.paper.sheet import role_of
from content.reflections.reading import commitment_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.core.querysets import BasePageQuerySet
    from content.reflections.models import MeetingPage, ReflectionPage


def sheets_of(meeting: MeetingPage, user: object) -> BasePageQuerySet:
    """The sheets of this meeting that `user` may read, in the order in which they were handed in."""
    # The models read this module.
    sheets = apps.get_model("reflections", "ReflectionPage").objects.visible_to(user).filter(meeting=meeting)
    return with_what_is_printed(sheets).order_by("first_published_at", "pk")


def with_what_is_printed(sheets: BasePageQuerySet) -> BasePageQuerySet:
    """The same sheets with all that stands on their papers, read together."""
    return sheets.select_related("work_group", "school").prefetch_related("commitments", "item_authors__user__profile")


def meeting_context(meeting: MeetingPage, user: object) -> dict[str, object]:
    sheets = list(sheets_of(meeting, user))
    return {
        "facts": meeting.get_facts(),
        "sheets": [{"role": role_of(sheet), "title": sheet.title, "url": sheet.get_url()} for sheet in sheets],
        "questions": list(_questions(sheets)),
        "commitments": sorted(_commitments(sheets), key=lambda row: (row["is_closed"], row["due"])),
        "booklet_url": reverse("meeting_booklet", args=[meeting.code]) if sheets else "",
        "booklet_left_out": max(0, len(sheets) - MOST_SHEETS),
        "qr_url": reverse("meeting_qr", args=[meeting.code]),
    }


def _questions(sheets: Iterable[ReflectionPage]) -> Iterable[dict[str, str]]:
    for sheet in sheets:
        for question in sheet.pu_questions:
            yield {"text": question, "role": role_of(sheet), "url": sheet.get_url() or ""}


def _commitments(sheets: Iterable[ReflectionPage]) -> Iterable[dict[str, object]]:
    for sheet in sheets:
        for row in commitment_rows(sheet):
            yield {**row, "role": role_of(sheet), "url": sheet.get_url()}
