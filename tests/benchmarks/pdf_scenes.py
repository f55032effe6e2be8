"""Sheets of several lengths, and what each costs on its way to paper. Run by `tests.benchmarks.pdf`."""

from __future__ import annotations

import datetime as dt
import resource
import statistics
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from content.reflections.paper.booklet import Booklet, Entry, make_pdf
from content.reflections.paper.fitting import fit
from content.reflections.paper.layout import SMALLEST, lay_out, to_pdf
from content.reflections.paper.picture import to_picture
from content.reflections.paper.sheet import Line, Sheet, make_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

BOOKLETS = (40, 300)
POINT = "งานวิชาการคืองานหลักของสำนักงานเขตพื้นที่การศึกษา ทุกกลุ่มต้องตอบให้ได้ว่างานของตนช่วยผู้เรียนอย่างไร"
QUESTION = "ใครเป็นคนตรวจสอบระหว่างทาง และจะรู้ได้อย่างไรว่านักเรียน ป.1 อ่านคล่องขึ้นจริง"
SUMMARY = "เปลี่ยนจากแผนของกลุ่มงานเป็นแผนของผู้เรียน แล้วถามทุกเดือนว่าเด็กคนไหนยังอ่านไม่ออก และใครจะช่วยเขา"


@dataclass(frozen=True)
class Cost:
    """Medians in milliseconds."""

    cpu: float
    wall: float

    def __str__(self) -> str:
        return f"{self.cpu:.0f} / {self.wall:.0f}"


def sheet_with(points: int, questions: int, promises: int) -> Sheet:
    """A sheet with so many lines heard and thought, asked, and promised."""
    day = dt.date(2026, 5, 8)
    return make_sheet(
        title="ข้อคิดจากการประชุมขับเคลื่อนคุณภาพการศึกษา",
        event="ประชุมผู้บริหารสถานศึกษา ครั้งที่ 5",
        date=day,
        writer="ศึกษานิเทศก์ชำนาญการพิเศษ",
        group="กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
        keywords=["บูรณาการ", "คน เงิน งาน", "ผู้เรียน"],
        su_points=[POINT] * points,
        ji_points=[POINT] * (points // 2),
        pu_questions=[QUESTION] * questions,
        li_summary=SUMMARY,
        commitments=[(QUESTION, day + dt.timedelta(days=28), stage) for stage in "PDCA"[:promises]],
    )


def full_sheet() -> Sheet:
    """As many lines as one page takes, at the smallest type."""
    sheet = longer = sheet_with(4, 2, 2)
    while fit(longer).fits:
        sheet, longer = longer, with_line(longer)
    return sheet


def with_line(sheet: Sheet) -> Sheet:
    """The sheet with one line more in its first part."""
    first = sheet.parts[0]
    line = Line(f"su-{len(first.lines) + 1}", "ข้อความสั้นอีกหนึ่งบรรทัด")
    return replace(sheet, parts=(replace(first, lines=(*first.lines, line)), *sheet.parts[1:]))


def cost_of(work: Callable[[], object], rounds: int) -> Cost:
    """The cost of work that has been done once before."""
    cpu, wall = [], []
    for _ in range(rounds):
        begun, spent = time.perf_counter(), time.process_time()
        work()
        cpu.append((time.process_time() - spent) * 1000)
        wall.append((time.perf_counter() - begun) * 1000)
    return Cost(statistics.median(cpu), statistics.median(wall))


def rows(rounds: int) -> list[str]:
    """A line of the table for each length of sheet, and for a usual and a large booklet."""
    typical = sheet_with(4, 2, 2)
    sheets = {"short": sheet_with(1, 1, 0), "typical": typical, "full": full_sheet(), "too long": sheet_with(16, 8, 3)}
    lines = [sheet_row(name, sheet, rounds) for name, sheet in sheets.items()]
    return [*lines, *(booklet_row(typical, count, max(1, rounds * 8 // count)) for count in BOOKLETS)]


def sheet_row(name: str, sheet: Sheet, rounds: int) -> str:
    size = fit(sheet).size
    measured = cost_of(lambda: fit(sheet), rounds)
    if size is None:
        return f"| {name} | refused | {measured} | - | - | - |"
    picture = cost_of(lambda: to_picture(lay_out(sheet, size)), rounds)
    paper = cost_of(lambda: to_pdf(lay_out(sheet, size)), rounds)
    kilobytes = len(to_pdf(lay_out(sheet, size))) / 1000
    return f"| {name} | {size:g} pt | {measured} | {picture} | {paper} | {kilobytes:.0f} |"


def booklet_row(sheet: Sheet, count: int, rounds: int) -> str:
    """A booklet of so many sheets; the memory is what the process takes more while it is made."""
    size = fit(sheet).size or SMALLEST
    entries = tuple(Entry(f"sheet-{number}", sheet, size, "ครูผู้สอน") for number in range(count))
    booklet = Booklet("ประชุมผู้บริหารสถานศึกษา ครั้งที่ 5", "8 พฤษภาคม 2569", "ห้องประชุมใหญ่", entries)
    before = most_memory()
    kilobytes = len(make_pdf(booklet)) / 1000
    megabytes = most_memory() - before
    measured = cost_of(lambda: make_pdf(booklet), rounds)
    name = f"booklet of {count} typical sheets, {megabytes:.0f} MB of memory"
    return f"| {name} | {size:g} pt | - | - | {measured} | {kilobytes:.0f} |"


def most_memory() -> float:
    """The most that the process has taken so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
