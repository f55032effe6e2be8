from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from search.text.analysis import tokens
from search.text.characters import may_cut
from search.text.marks import MOST_PLACES, read_marks, write_marks
from search.text.passages import ELLIPSIS, PASSAGE_LENGTH, Segment, best_window, highlight, passage
from tests.search.text.test_normalise import MESSY

SPANS = st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8)


def joined(segments) -> str:
    return "".join(segment.text for segment in segments)


def starts(segments) -> list[int]:
    at, found = 0, []
    for segment in segments:
        found.append(at)
        at += len(segment.text)
    return found


@given(MESSY, SPANS)
def test_segments_joined_are_the_text(text, spans):
    segments = highlight(text, spans)
    assert joined(segments) == text
    assert all(segment.text for segment in segments)
    assert all(may_cut(text, at) for at in starts(segments))
    assert all(one.match != other.match for one, other in pairwise(segments))


@given(MESSY.map(lambda text: text * 12), st.integers(20, 200))
def test_passage_is_a_piece_of_the_text(text, length):
    spans = [(token.start, token.end, token.term) for token in tokens(text)][::7]
    segments = passage(text, spans, *best_window(text, spans, {term: 1.0 for _, _, term in spans}, length))
    inside = joined(segments).removeprefix(ELLIPSIS).removesuffix(ELLIPSIS)
    assert inside in text
    assert len(inside) <= max(length, 1) + 60
    at = text.find(inside)
    assert at == 0 or may_cut(text, at) or inside in text[at + 1 :]


def test_mark_is_never_torn_from_its_letter():
    segments = highlight("กี่ น้ำ", [(0, 1), (5, 6)])
    assert segments == (Segment("กี่", match=True), Segment(" ", match=False), Segment("น้ำ", match=True))


def test_passage_shows_the_place_with_most_of_the_words():
    text = "เรื่องแรกพูดถึงหนังตะลุง " + "คำอื่น ๆ " * 60 + "ตอนนี้แสงและเงาของหนังตะลุงสวยมาก " + "จบแล้ว " * 60
    wanted = {"หนังตะลุง": 1.0, "แสง": 1.0, "เงา": 1.0}
    spans = [(t.start, t.end, t.term) for t in tokens(text) if t.term in wanted]
    segments = passage(text, spans, *best_window(text, spans, wanted))
    assert {segment.text for segment in segments if segment.match} == {"แสง", "เงา", "หนังตะลุง"}
    assert joined(segments).startswith(ELLIPSIS)
    assert joined(segments).endswith(ELLIPSIS)


def test_passage_without_matches_is_the_beginning():
    text = "ต้นเรื่อง " + "คำอื่น ๆ " * 100
    segments = passage(text, [], *best_window(text, [], {}))
    assert joined(segments).startswith("ต้นเรื่อง")
    assert len(joined(segments)) <= PASSAGE_LENGTH + 1


def test_short_text_is_shown_whole():
    assert joined(passage("นกน้ำ", [], *best_window("นกน้ำ", [], {}))) == "นกน้ำ"
    assert passage("", [], 0, 0) == ()


def test_marks_come_back_as_they_were_written():
    text = "นกน้ำกับนกที่ทะเลน้อย"
    marks = write_marks(tokens(text))
    assert [text[start:end] for start, end, _ in read_marks(marks, ["นก"])] == ["นก", "นก"]
    assert read_marks(marks, ["ไม่มี", "น", ""]) == []


def test_marks_keep_the_first_places_only():
    marks = write_marks(tokens("นก " * 100))
    assert len(read_marks(marks, ["นก"])) == MOST_PLACES
