from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from tests.themes.stylesheets import THEMES
from themes.build import fonts

FONTS = THEMES / "base/static/fonts"
# Marks hang on these when teachers of reading write `เ-ีย` or `◌้`: they must be in the face that has the marks.
NEEDED = "กฮะาำิฺ์ๆ฿๐๙" + "-–◌ “”‘’…09AZaz.,:;()/%" + "\u00a0\u200b"


@pytest.mark.parametrize("name", fonts.FACES)
def test_one_file_holds_thai_latin_and_what_marks_hang_on(name):
    letters = TTFont(FONTS / name).getBestCmap()

    assert [sign for sign in NEEDED if ord(sign) not in letters] == []
    assert [hex(code) for code in (*fonts.THAI, *fonts.ASCII) if code not in letters] == []


@pytest.mark.parametrize("name", fonts.FACES)
def test_marks_are_still_placed_on_their_letters(name):
    font = TTFont(FONTS / name)

    placing = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}

    assert {"mark", "mkmk"} <= placing


@pytest.mark.parametrize("name", fonts.FACES)
def test_a_font_file_is_light(name):
    assert (FONTS / name).stat().st_size <= 25_000


def test_fonts_are_never_split_by_range():
    assert "unicode-range" not in (THEMES / "base/static/css/fonts.css").read_text()


def test_the_origin_and_licence_of_each_font_are_written_down():
    record = (THEMES / "base/static/vendor/README.md").read_text(encoding="utf-8")

    assert [name for name in fonts.FACES if name not in record] == []
    assert "sha512-" in record
    assert (THEMES / "base/static/vendor/noto-sans-thai-looped-OFL.txt").is_file()
