"""What nobody sees goes; what is seen stays."""

from __future__ import annotations

import pytest

from content.core.typed_text import tidy_typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("น\u200bก\u2060น้ำ\ufeff", "นกน้ำ"),
        ("ก\x00ข\x08ค\x7f", "กขค"),
        ("\u202eกลับ\u202c", "กลับ"),
        ("นํ้า และ นํา", "น้ำ และ นำ"),
        ("ก\r\nข\rค\u2028ง", "ก\nข\nค\nง"),
        ("แท็บ\tอยู่", "แท็บ\tอยู่"),
        ("ครึ่ง\ud800ตัว", "ครึ่งตัว"),
        ("👩\u200d🏫 ครู", "👩\u200d🏫 ครู"),
    ],
)
def test_invisible_characters_go(typed: str, kept: str) -> None:
    assert tidy_typed(typed) == kept
