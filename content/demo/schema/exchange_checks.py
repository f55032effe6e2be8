"""What must agree inside a Focus Group outcome, a one-page reflection, help given, a forum space or a thread."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from content.demo.schema.findings import Findings, Place


def check_focus_group(group: dict, place: Place, found: Findings) -> None:
    total = sum(row["count"] for row in group["participants"])
    if total != group["participants_total"]:
        message = _("says %(stated)s, but it comes to %(counted)s.")
        found.add(place.at("participants_total"), message % {"stated": group["participants_total"], "counted": total})
    scores: dict[str, int] = {}
    for theme_number, theme in enumerate(group["themes"], start=1):
        for number, need in enumerate(theme["needs"], start=1):
            where = place.at("themes").item(theme_number).at("needs").item(number)
            _check_need(need, total, where, found)
            scores[need["need"]] = need["score"]
    for number, priority in enumerate(group["priority_needs"], start=1):
        if scores.get(priority["need"]) != priority["score"]:
            message = _("is not a need of the themes with the same score.")
            found.add(place.at("priority_needs").item(number), message)
    ranked = [priority["score"] for priority in sorted(group["priority_needs"], key=lambda row: row["rank"])]
    if any(first < second for first, second in pairwise(ranked)):
        found.add(place.at("priority_needs"), _("are not ranked by score."))
    for number, entry in enumerate(group["follow_up"], start=1):
        if entry["date"] < group["date"]:
            found.add(place.at("follow_up").item(number).at("date"), _("lies before the session."))


def _check_need(need: dict, participants: int, place: Place, found: Findings) -> None:
    if need["frequency"] > participants:
        found.add(place.at("frequency"), _("is more than the number of participants."))
    if need["score"] != need["frequency"] * need["intensity"]:
        found.add(place.at("score"), _("is not frequency × intensity."))


def check_one_page(page: dict, place: Place, found: Findings) -> None:
    for number, commitment in enumerate(page["li"]["commitments"], start=1):
        if commitment["due_date"] < page["date"]:
            where = place.at("li.commitments").item(number).at("due_date")
            found.add(where, _("lies before the day of the reflection."))


def check_helper_case(case: dict, place: Place, found: Findings) -> None:
    if case["first_visit"] < case["requested"]:
        found.add(place.at("first_visit"), _("lies before the request."))


def check_space(space: dict, place: Place, found: Findings) -> None:
    named = [name for name in ("work_group", "team", "school") if space.get(name)]
    wanted = [space["readers"]] if space["readers"] not in {"public", "members"} else []
    if named != wanted:
        found.add(place.at("readers"), _("does not fit the work group, team or school that is named."))


def check_thread(thread: dict, place: Place, found: Findings) -> None:
    replies = thread["replies"]
    if len(replies) != thread["reply_count"]:
        message = _("says %(stated)s, but it comes to %(counted)s.")
        found.add(place.at("reply_count"), message % {"stated": thread["reply_count"], "counted": len(replies)})
    moments = [thread["created"], *(reply["created"] for reply in replies)]
    if any(first > second for first, second in pairwise(moments)):
        found.add(place.at("replies"), _("go back in time."))
    if thread["status"] == "solved" and not any(reply["is_answer"] for reply in replies):
        found.add(place.at("status"), _("says solved, but no reply is the answer."))
