"""Which column of a list of staff is which, and which files are no lists of staff."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EMAIL, POSITION, ROLE, SCHOOL, WORK_GROUP = "email", "position", "role", "school", "work_group"
NAMES: dict[str, tuple[str, ...]] = {
    EMAIL: ("อีเมล", "อีเมล์", "อีเมลล์", "ที่อยู่อีเมล", "email", "emailaddress"),
    POSITION: ("ตำแหน่ง", "position"),
    ROLE: ("บทบาท", "สิทธิ์", "role"),
    SCHOOL: ("โรงเรียน", "ชื่อโรงเรียน", "สถานศึกษา", "ชื่อสถานศึกษา", "รหัสโรงเรียน", "รหัสsmis", "school"),
    WORK_GROUP: ("กลุ่มงาน", "กลุ่ม", "workgroup"),
}
LABELS = {EMAIL: gettext_lazy("E-mail address"), POSITION: gettext_lazy("Position")}
NEEDED = (EMAIL, POSITION)
# Headers of a pupil file (DMC) and of registers: no list of staff for accounts has them, and none may come in here.
PERSONAL = (
    "ประจำตัวประชาชน",
    "บัตรประชาชน",
    "เลขประชาชน",
    "รหัสนักเรียน",
    "เลขประจำตัวนักเรียน",
    "วันเกิด",
    "วันเดือนปีเกิด",
    "หมู่โลหิต",
    "เชื้อชาติ",
    "ศาสนา",
    "ความพิการ",
    "ความด้อยโอกาส",
    "น้ำหนัก",
    "ส่วนสูง",
    "ผู้ปกครอง",
    "nationalid",
    "citizenid",
)


class ColumnError(Exception):
    """The header is not that of a list of staff."""


def plain(header: str) -> str:
    return re.sub(r"[\s.*:()\-_/]", "", header).lower()


def refuse_personal_records(header: Sequence[str]) -> None:
    """Raise `ColumnError` for a file of pupils or of civil registration, before any of its rows is looked at."""
    found = [name for name in header if any(sign in plain(name) for sign in PERSONAL)]
    if found:
        raise ColumnError(
            _(
                "This file holds personal records (%(columns)s), like the pupil file of DMC. It was not read and not"
                " kept. Only e-mail address, position, role and place of the staff are needed: make a new file of"
                " these."
            )
            % {"columns": ", ".join(found)}
        )


def find_columns(header: Sequence[str]) -> tuple[Mapping[str, int], list[str]]:
    """Where each known column stands, and the names of those that are not read. Raises `ColumnError`."""
    places: dict[str, int] = {}
    unread = []
    for index, name in enumerate(header):
        key = next((key for key, names in NAMES.items() if plain(name) in names), None)
        if key in places:
            raise ColumnError(
                _("Two columns mean the same: “%(first)s” and “%(second)s”. Keep one of them.")
                % {"first": header[places[key]], "second": name}
            )
        if key:
            places[key] = index
        elif name:
            unread.append(name)
    missing = [str(LABELS[key]) for key in NEEDED if key not in places]
    if missing:
        raise ColumnError(
            _("These columns are missing: %(missing)s. The file has: %(found)s. Name them in the first row.")
            % {"missing": ", ".join(missing), "found": ", ".join(name for name in header if name) or "-"}
        )
    return places, unread
