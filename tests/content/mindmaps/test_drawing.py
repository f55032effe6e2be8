from __future__ import annotations

import itertools
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content.mindmaps.drawing import draw, luminance, readable_on, render_drawing
from content.mindmaps.font_metrics import text_width
from content.mindmaps.layout import place
from content.mindmaps.outline import parse_outline
from content.mindmaps.tree import labels, walk
from content.mindmaps.wrapping import words_of, wrap_label
from search.text.characters import may_cut
from tests.content.mindmaps.test_outline import trees
from tests.factories.mindmaps import OUTLINE

DEMO = Path("content/demo/data/mind_maps.json")
SVG = "{http://www.w3.org/2000/svg}"


def demo_trees() -> list[dict]:
    return [record["root"] for record in json.loads(DEMO.read_text(encoding="utf-8"))["mind_maps"]]


def assert_no_overlap(tree: dict) -> None:
    root, width, height = place(tree)
    boxes = list(root.walk())
    for box in boxes:
        assert box.left >= 0 and box.top >= 0  # noqa: PT018
        assert box.left + box.width <= width + 1 and box.top + box.height <= height + 1  # noqa: PT018
    for one, other in itertools.combinations(boxes, 2):
        apart = (
            one.left + one.width <= other.left
            or other.left + other.width <= one.left
            or one.top + one.height <= other.top
            or other.top + other.height <= one.top
        )
        assert apart, (one.node["label"], other.node["label"])


@pytest.mark.parametrize("tree", demo_trees(), ids=lambda tree: tree["label"])
def test_nodes_of_real_maps_do_not_overlap(tree: dict) -> None:
    assert_no_overlap(tree)


@settings(max_examples=60)
@given(trees())
def test_nodes_of_any_map_do_not_overlap(tree: dict) -> None:
    assert_no_overlap(tree)


def test_nodes_of_the_largest_map_do_not_overlap() -> None:
    lines = ["หัวเรื่อง"]
    for branch in range(9):
        lines.append(f"  กิ่งแก้วที่ {branch}")
        lines.extend(f"    กิ่งก้อยที่ {number} ของสายใยชีวิตในทะเลน้อย" for number in range(54))

    assert_no_overlap(parse_outline("\n".join(lines)))


def test_all_labels_are_drawn() -> None:
    tree = parse_outline(OUTLINE)
    drawn = ["".join(line["text"] for line in node["lines"]) for node in draw(tree)["nodes"]]

    assert [text.replace(" ", "") for text in drawn] == [label.replace(" ", "") for label in labels(tree)]


def test_drawing_is_xml_with_a_title_and_a_description() -> None:
    root = ElementTree.fromstring(render_drawing(parse_outline(OUTLINE), "ทะเลน้อย", "มีสามกิ่ง"))

    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "ทะเลน้อย"
    assert root.find(f"{SVG}desc").text == "มีสามกิ่ง"
    assert len(root.findall(f".//{SVG}path")) == len(labels(parse_outline(OUTLINE))) - 1
    assert not root.findall(".//*[@style]")


def test_hostile_labels_are_escaped() -> None:
    hostile = "</text><script>alert(1)</script> & \"' ]]>"
    tree = {"id": "n0", "label": hostile, "children": [{"id": "n1", "label": hostile, "color": "#000000"}]}
    svg = render_drawing(tree, hostile, hostile)
    root = ElementTree.fromstring(svg)

    assert "<script" not in svg
    assert root.find(f"{SVG}title").text == hostile


def test_same_content_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_drawing(parse_outline(OUTLINE), "ก", "ข")
    monkeypatch.setattr("content.mindmaps.drawing.draw", lambda tree: pytest.fail("drawn again"))

    assert render_drawing(parse_outline(OUTLINE), "ก", "ข") == first


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("ใบเป็นที่เดินของนกอีแจว", ("ใบเป็นที่เดิน", "ของนกอีแจว")),
        ("สวัสดิการจ่ายทันทีเมื่อเอกสารครบ", ("สวัสดิการ", "จ่ายทันทีเมื่อ", "เอกสารครบ")),
        ("เด็ก ๆ ช่วยกัน", ("เด็ก ๆ", "ช่วยกัน")),
    ],
)
def test_thai_is_wrapped_between_words(label: str, lines: tuple[str, ...]) -> None:
    width = max(text_width(line, 15) for line in lines) + 4

    assert wrap_label(label, width, 15) == lines


@example(text="111เ 1", width=20)
@given(st.text("กนบสทวาิีุู่้๊็ำเแโใไะๆ ab1", min_size=1, max_size=60), st.integers(20, 200))
def test_no_line_begins_with_a_mark_of_the_line_before(text: str, width: int) -> None:
    label = " ".join(text.split()) or "ก"
    lines = wrap_label(label, width, 15)
    joined = label
    assert "".join(lines).replace(" ", "") == label.replace(" ", "")
    at = 0
    for line in lines[:-1]:
        at = joined.index(line, at) + len(line)
        # After a blank a line may begin with anything, also when a vowel waits before it for its consonant.
        assert joined[at] == " " or may_cut(joined, at)


@given(st.text("กนบสทวาิีุู่้๊็ำเแโใไะๆ ab1()/", max_size=60))
def test_pieces_joined_are_the_label(text: str) -> None:
    assert "".join(words_of(text)) == text


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_words_on_a_coloured_ground_can_be_read(colour: str) -> None:
    ink, ground = luminance(readable_on(colour)), luminance(colour)

    assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5


def test_branches_without_a_colour_get_different_ones() -> None:
    colours = [link["colour"] for link in draw(parse_outline("ก\n  ข\n  ค\n  ง"))["links"]]

    assert len(set(colours)) == 3


def test_twigs_have_the_colour_of_their_branch() -> None:
    tree = parse_outline("ก\n  ข\n    ค")
    tree["children"][0]["color"] = "#c0392b"

    assert {link["colour"] for link in draw(tree)["links"]} == {"#c0392b"}
    assert len(list(walk(tree))) == 3
