"""
The parts of a Focus Group report that a hit can open. Their anchors are ids in `focus_groups/*.html`.

The participants' own words are among them only where everybody who may find the report may read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.focus_groups.permissions import can_index_statements
from search.documents import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from content.focus_groups.models import FocusGroupPage


def report_sections(page: FocusGroupPage) -> tuple[Section, ...]:
    with_statements = can_index_statements(page)
    parts = [*_needs(page, with_statements=with_statements)]
    parts.append(_section("conclusions", _("Conclusions"), page.conclusions))
    for number, row in enumerate(page.resolutions.all(), start=1):
        owner = row.owner_group.name if row.owner_group else ""
        parts.append(_section(f"resolution-{number}", _("What was agreed"), (row.text, row.indicator, owner)))
    checks = (text for check in page.follow_ups.all() for text in (check.note, check.by))
    parts.append(_section("follow-up", _("Follow-up"), checks))
    parts.append(_section("session", _("The session"), _session(page)))
    parts.append(_section("questions", _("Question guide"), page.question_guide))
    if with_statements:
        words = (block.value["text"] for block in page.statements)
        parts.append(_section("statements", _("What was said"), words))
    return tuple(part for part in parts if part.text)


def _needs(page: FocusGroupPage, *, with_statements: bool) -> Iterator[Section]:
    for place, block in enumerate(page.themes, start=1):
        name = block.value["name"]
        yield _section("themes", _("Themes and needs"), (name, block.value.get("description")))
        for number, need in enumerate(block.value["needs"], start=1):
            quotes = need.get("quotes") or () if with_statements else ()
            yield _section(f"need-{place}-{number}", name, (need["need"], *quotes))


def _session(page: FocusGroupPage) -> Iterator[str]:
    yield from (page.group_name, page.place, page.moderator, *page.note_takers, page.objective)
    yield from (block.value["role"] for block in page.participants)


def _section(anchor: str, label: str, texts: Iterable[object]) -> Section:
    return Section("\n".join(str(text) for text in texts if text), anchor, label)
