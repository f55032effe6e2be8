from __future__ import annotations

import pytest

from search.text.keyboard import other_layouts, retyped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("l;ylfu", "สวัสดี"),
        ("ทรืก ทฟย", "mind map"),
        ("นืำะ", "onet"),
        ('x"5', "ป.5"),
    ],
)
def test_words_typed_on_the_other_keyboard(typed, meant):
    assert meant in other_layouts(typed)


def test_digits_may_be_meant_as_digits_or_as_letters():
    assert set(other_layouts("xu 2556")) == {"ปี 2556", "ปี /ถถุ"}


@pytest.mark.parametrize(("typed", "meant"), [("l;ylfu", "สวัสดี"), ("90", ""), ("๙๐", ""), ("l;ylfu 90", "สวัสดี 90")])
def test_number_that_nothing_holds_stays_a_number(typed, meant):
    assert retyped(typed, lambda terms: {}) == meant
