from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from content.mindmaps.outline import format_outline, inherit, parse_outline
from content.mindmaps.tree import check_tree, walk
from tests.factories.mindmaps import OUTLINE

LETTERS = "กขคนบวสาิีุู่้๊็ำเแโใไๆฯ0123456789abcXYZ ()-/.,&<>\"'"
labels = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: " ".join(text.split()) or "นก")
colours = st.none() | st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@st.composite
def trees(draw: st.DrawFn) -> dict:
    """Any tree that `check_tree` accepts, with ids of every kind, doubled labels and colours here and there."""
    count = draw(st.integers(1, 25))
    names = draw(st.permutations([f"n-{number}" for number in range(count)]))
    nodes: list[tuple[int, dict]] = []
    for name in names:
        label = draw(labels | st.sampled_from(["นก", "บัวสาย"]))
        node = {"id": name, "label": label.replace("<", "( ").replace("&", "+").strip()}
        colour = draw(colours)
        if colour:
            node["color"] = colour
        node["children"] = []
        open_parents = [place for place in nodes if place[0] < 8]
        depth = 1
        if nodes:
            depth, parent = draw(st.sampled_from(open_parents))
            parent["children"].append(node)
            depth += 1
        nodes.append((depth, node))
    return nodes[0][1]


def ids_by_label(tree: dict) -> dict[str, str]:
    return {node["label"]: node["id"] for _depth, node in walk(tree)}


@given(trees())
def test_outline_gives_back_the_same_tree(tree: dict) -> None:
    check_tree(tree)

    assert inherit(parse_outline(format_outline(tree)), tree) == tree


@given(trees(), trees())
def test_whatever_was_there_before_the_new_tree_is_sound(tree: dict, previous: dict) -> None:
    edited = inherit(parse_outline(format_outline(tree)), previous)

    check_tree(edited)
    assert format_outline(edited) == format_outline(tree)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        tree = parse_outline(text)
    except ValidationError:
        return
    if tree:
        check_tree(tree)


def test_tabs_and_spaces_indent_alike() -> None:
    assert parse_outline("ก\n\tข\n\t\tค") == parse_outline("ก\n  ข\n    ค")


def test_windows_lines_and_empty_lines_do_not_matter() -> None:
    assert parse_outline("ก\r\n\r\n  ข\r\n") == parse_outline("ก\n  ข")


def test_empty_text_is_an_empty_tree() -> None:
    assert parse_outline(" \n ") == {}


def test_node_whose_label_stays_keeps_id_and_colour_when_others_come_before_it() -> None:
    previous = parse_outline(OUTLINE)
    previous["children"][1]["color"] = "#c0392b"
    before = ids_by_label(previous)
    edited = inherit(parse_outline(OUTLINE.replace("  นกน้ำ", "  ปลา\n  นกน้ำ", 1)), previous)

    after = ids_by_label(edited)
    assert {label: after[label] for label in before} == before
    assert next(node for _depth, node in walk(edited) if node["label"] == "นกน้ำ")["color"] == "#c0392b"


def test_node_that_moved_keeps_its_id() -> None:
    previous = parse_outline("ก\n  ข\n    ค\n  ง")
    edited = inherit(parse_outline("ก\n  ข\n  ง\n    ค"), previous)

    assert ids_by_label(edited)["ค"] == ids_by_label(previous)["ค"]


def test_renamed_subject_keeps_its_branches() -> None:
    previous = parse_outline("ก\n  ข\n  ค")

    assert ids_by_label(inherit(parse_outline("ใหม่\n  ข\n  ค"), previous))["ค"] == ids_by_label(previous)["ค"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ก\nข", 2),
        ("ก\n  ข\n\nค", 4),
        ("ก\n  <b>ข</b>", 2),
        ("ก\n  " + "ข" * 121, 2),
        ("\n".join("  " * depth + "ก" for depth in range(9)), 9),
        ("ก\n" + "  ข\n" * 500, 501),
    ],
)
def test_error_names_the_line(text: str, line: int) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_outline(text)

    assert str(line) in refused.value.messages[0]
