import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.core.slugs import make_slug


def test_thai_title_becomes_readable_latin() -> None:
    assert make_slug("ทะเลน้อย บ้านของนกน้ำ") == "thale-noi-ban-khong-nok-nam"


def test_words_that_differ_in_vowels_get_different_slugs() -> None:
    assert make_slug("นา") != make_slug("นำ")
    assert make_slug("น้ำ") == make_slug("นำ") == "nam"


def test_slug_is_cut_between_words() -> None:
    slug = make_slug("การพัฒนาคุณภาพการศึกษาขั้นพื้นฐานของโรงเรียนขนาดเล็กในเขตพื้นที่", max_length=30)
    assert len(slug) <= 30
    assert not slug.endswith("-")


def test_text_without_letters_gets_a_steady_slug() -> None:
    assert make_slug("๏๛") == make_slug("๏๛")


@pytest.mark.parametrize("text", ["", "!!!", "🪷", "\u200b", "-"])
def test_slug_is_never_empty(text: str) -> None:
    assert make_slug(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_slug_is_always_ascii(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", make_slug(text))
