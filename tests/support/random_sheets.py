"""Sheets of random text, what must hold for each of them, and how many of which kind were tried."""

from __future__ import annotations

import datetime as dt
import random
import re
import string
from collections import Counter
from typing import NamedTuple

import pypdfium2

from content.reflections.paper.fitting import fit
from content.reflections.paper.layout import SMALLEST, lay_out, to_pdf
from content.reflections.paper.sheet import Sheet, make_sheet
from tests.support.papers import letters, text_of

# The words stand in lines for whoever reads them.
WORDS_TEXT = """
งานวิชาการ ผู้เรียน น้ำท่วม ป้ำน้ำมัน เปี่ยมล้น ปี่พาทย์ ที่ กู้ ฏุ ฎู ฝั่งซ้าย ญี่ปุ่น กตัญญู วิญญาณ ฤดู ฤๅษี พยางค์
สิทธิ์ ครูผู้สอน กระดาษหน้าเดียว สำนักงานเขตพื้นที่การศึกษา เชื่อมโยง ซื่อสัตย์ ต้นฉบับ โนรา ไม้ไผ่ แก้ไข เก้าอี้
ใคร่ครวญ ๒๕๖๙ ๑๒๓ ฯลฯ ๆ
"""
WORDS = WORDS_TEXT.split()
LATIN = [
    "PDCA",
    "Focus Group",
    "O-NET",
    "km@example.invalid",
    "https://example.go.th/a/b",
    "co-op",
    "50%",
    "1,200.50",
    "é",
    "naïve",
]
SIGNS = [
    "😀",
    "👍",
    "🙏",
    "✓",
    "→",
    "“ไทย”",
    "‘ก’",
    "…",
    "–",
    "°C",
    "½",
    "★",
    "&",
    "<b>",
    "{{x}}",
    "#",
    "•",
    "(ก)",
    "/",
]


def random_text(chance: random.Random, longest: int) -> str:
    size = chance.choice([3, 20, 60, longest])
    pieces = []
    while sum(map(len, pieces)) < size:
        source = chance.choices([WORDS, LATIN, SIGNS, None], [80, 9, 6, 5])[0]
        pieces.append(
            chance.choice(source) if source else "".join(chance.choices(string.ascii_letters, k=chance.randint(1, 70)))
        )
        pieces.append(chance.choice(["", "", " ", ""]))
    return "".join(pieces)[:longest]


def random_sheet(seed: int) -> Sheet:
    chance = random.Random(seed)
    most = chance.choice([1, 3, 5, 8])

    def lines() -> list[str]:
        return [random_text(chance, 400) for _ in range(chance.randint(0, most))]

    return make_sheet(
        title=random_text(chance, chance.choice([20, 200])),
        event=random_text(chance, 80),
        date=dt.date(2026, 5, 8),
        writer="ศึกษานิเทศก์",
        group="กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
        keywords=[random_text(chance, 40) for _ in range(chance.randint(1, 5))],
        su_points=lines(),
        ji_points=lines(),
        pu_questions=lines(),
        li_summary=random_text(chance, 800),
        commitments=[
            (random_text(chance, 300), dt.date(2026, 6, 1), chance.choice("PDCA")) for _ in range(chance.randint(0, 3))
        ],
    )


class Tried(NamedTuple):
    """`size` is that of the type in points, None for a sheet that was refused; `kinds` are what the sheet holds."""

    size: float | None
    kinds: tuple[str, ...]


def tried(seed: int) -> Tried:
    """An accepted sheet is one page with nothing clipped, and its text comes back; a refused one is longer."""
    sheet = random_sheet(seed)
    found = fit(sheet)
    document = lay_out(sheet, found.size or SMALLEST)
    if found.size is None:
        assert len(document.pages) > 1
        assert found.overflow.lines >= 1
    else:
        assert len(document.pages) == 1
        assert document.pages[0].anchors["end"][1] <= document.pages[0].height
        pdf = to_pdf(document)
        assert is_inside(pdf)
        read = letters(text_of(pdf))
        assert [text for text in sheet.texts() if letters(text) not in read] == []
    return Tried(found.size, tuple(kinds_of(sheet)))


def is_inside(pdf: bytes) -> bool:
    """Every letter stands on the page: nothing is clipped at its edges."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        page_width, page_height = page.get_size()
        return all(
            left >= -1 and bottom >= -1 and right <= page_width + 1 and top <= page_height + 1
            for left, bottom, right, top in boxes
        )
    finally:
        document.close()


def kinds_of(sheet: Sheet) -> list[str]:
    text = " ".join(sheet.texts())
    holds = {
        "signs and emoji": any(sign in text for sign in SIGNS),
        "Latin words": any(word in text for word in LATIN),
        "a word of 40 letters or more without a break": re.search("[A-Za-z]{40}", text),
        "commitments": sheet.promises,
        "more than 2,000 letters": len(text) > 2_000,
    }
    return [kind for kind, is_held in holds.items() if is_held]


def report(count: int) -> list[str]:
    """Try so many sheets; lines of Markdown about how many were accepted and refused."""
    results = [tried(seed) for seed in range(count)]
    sizes = Counter(result.size for result in results)
    refused = sizes.pop(None, 0)
    by_size = ", ".join(f"{sizes[size]} at {size:g} pt" for size in sorted(sizes, reverse=True))
    lines = [
        f"Of {count:,} random sheets {count - refused:,} were accepted ({by_size}) and {refused:,} refused.",
        "",
        "| sheets with | accepted | refused |",
        "|---|---|---|",
    ]
    all_kinds = Counter((kind, result.size is None) for result in results for kind in result.kinds)
    kinds = sorted({kind for kind, _is_refused in all_kinds})
    return [*lines, *(f"| {kind} | {all_kinds[kind, False]} | {all_kinds[kind, True]} |" for kind in kinds)]
