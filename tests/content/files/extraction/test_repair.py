"""Thai as PDF gives it, and as its author wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.files.extraction.readability import readable_share
from content.files.extraction.repair import is_citizen_number, mended

RUBBISH = ["ฎซฒฆฺฬฦๆฯฮฌๅฤฏฐ", "\ue012\ue045\ue0aa", "ÊÓ¹Ñ¡§Ò¹ à¢µ¾×é¹·Õè", "\ufffd\ufffd\ufffd", "", "…—"]
RIGHT = "สำนักงานเขตพื้นที่การศึกษา ทำงานพัฒนาครู"


@pytest.mark.parametrize(
    "given_text",
    [
        "ส านักงานเขตพื้นที่การศึกษา ท างานพัฒนาครู",
        "สํานักงานเขตพื้นที่การศึกษา ทํางานพัฒนาครู",
        "สํ านักงานเขตพื้นที่การศึกษา ทํ างานพัฒนาครู",
        "ส ำนักงานเขตพื้นที่การศึกษา ท ำงานพัฒนาครู",
        "ส ำนักงำนเขตพื้นที่กำรศึกษำ ท ำงำนพัฒนำครู",
        "ส\u186eำนักงำนเขตพื้นที่กำรศึกษำ ท\u186eำงำนพัฒนำครู",
        "สำนักงานเขตพื ้นที ่การศึกษา ทำงานพ ัฒนาครู",
        "สำนักงานเขตพื\uf70bนที\uf70aการศึกษา ทำงานพัฒนาครู",
        "ส ำ นั ก ง า น เ ข ต พื้ น ที่ ก า ร ศึ ก ษ า  ท ำ ง า น พั ฒ น า ค รู",
        "สำนัก\u200bงานเขต\u200bพื้นที่การศึกษา ทำงาน\u00ad\u2060พัฒนาครู",
        RIGHT.encode("cp874").decode("latin-1"),
        RIGHT,
    ],
)
def test_thai_is_mended(given_text: str) -> None:
    assert mended(given_text) == RIGHT


@pytest.mark.parametrize("text", ["ก ข ค ง", "นาย ก. อายุ 12 ปี", "น้ำ ทำ จำ คำ นำ", "café Ünïversität", "ป.6 ค 1.1"])
def test_what_is_right_stays(text: str) -> None:
    assert mended(text) == text


def test_words_decide_where_one_letter_stands_for_two() -> None:
    text = "สำนักงานเขตพื้นที่การศึกษา จำนวนนักเรียน คำนำ ทำนา การดำเนินงาน กำหนดเวลา"

    assert mended(text.replace("า", "ำ")) == text


@given(st.text(alphabet=st.characters(min_codepoint=0xE00, max_codepoint=0xE5B) | st.sampled_from(" \n\x00\uf70aa1")))
def test_any_text_is_mended_once_and_holds_nothing_that_cannot_be_stored(text: str) -> None:
    once = mended(text)

    assert "\x00" not in once
    assert all(line == line.strip() and line for line in once.split("\n") if once)


@pytest.mark.parametrize("text", [RIGHT, "Open data for schools, 2026", "ป.6 จำนวน 120 คน", "DLTV O-NET"])
def test_real_text_is_readable(text: str) -> None:
    assert readable_share(text) > 0.8


@pytest.mark.parametrize(
    "text", ["ฎซฒฆฺฬฦๆฯฮฌๅฤฏฐ", "\ue012\ue045\ue0aa", "ÊÓ¹Ñ¡§Ò¹ à¢µ¾×é¹·Õè", "\ufffd\ufffd\ufffd", "", "…—"]
)
def test_rubbish_is_not(text: str) -> None:
    assert readable_share(text) < 0.4


def test_a_citizen_number_is_known_by_its_check_digit() -> None:
    assert is_citizen_number("1101700203450")
    assert is_citizen_number("๑-๑๐๑๗-๐๐๒๐๓-๔๕-๐")
    assert not is_citizen_number("1101700203452")
    assert not is_citizen_number("0812345678")
