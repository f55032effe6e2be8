from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from content.mindmaps.tree import MAX_DEPTH, MAX_NODES, check_tree


def node(name: str, *children: dict, label: str = "บัวสาย", **extra: object) -> dict:
    return {"id": name, "label": label, "children": list(children), **extra}


def chain(depth: int) -> dict:
    tree = node(f"d{depth}")
    for level in range(depth - 1, 0, -1):
        tree = node(f"d{level}", tree)
    return tree


def message(tree: object) -> str:
    with pytest.raises(ValidationError) as refused:
        check_tree(tree)
    return refused.value.messages[0]


def test_tree_with_colours_is_accepted() -> None:
    check_tree(node("n0", node("n-1", color="#C0392b"), node("n-2")))


def test_node_without_children_key_is_accepted() -> None:
    check_tree({"id": "n0", "label": "ทะเลน้อย"})


@pytest.mark.parametrize("empty", [{}, None, [], "ทะเลน้อย"])
def test_what_is_no_tree_is_refused(empty: object) -> None:
    assert message(empty)


def test_deepest_tree_is_accepted_and_one_level_more_refused() -> None:
    check_tree(chain(MAX_DEPTH))

    assert str(MAX_DEPTH + 1) in message(chain(MAX_DEPTH + 1))


def test_very_deep_tree_is_refused_without_exhausting_the_stack() -> None:
    assert message(chain(5000))


def test_largest_tree_is_accepted_and_one_node_more_refused() -> None:
    def flat(count: int) -> dict:
        return node("root", *(node(f"n{number}") for number in range(count - 1)))

    check_tree(flat(MAX_NODES))

    assert str(MAX_NODES) in message(flat(MAX_NODES + 1))


def test_id_used_twice_is_refused_and_named() -> None:
    assert "n-1" in message(node("n0", node("n-1"), node("n-1", label="กระจูด")))


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "url(x)", 5])
def test_other_colours_are_refused_and_the_node_is_named(colour: object) -> None:
    assert "กระจูด" in message(node("n0", node("n-1", label="กระจูด", color=colour)))


@pytest.mark.parametrize("label", ["<b>นก</b>", "นก<script>", "&lt;b&gt;", "&#60;", "</text>"])
def test_markup_is_refused(label: str) -> None:
    assert "HTML" in message(node("n0", label=label))


@pytest.mark.parametrize("label", ["ก < ข", "น้ำ & ดิน", "5 > 3", 'คำว่า "นก"', "AT&T"])
def test_signs_of_plain_text_are_accepted(label: str) -> None:
    check_tree(node("n0", label=label))


@pytest.mark.parametrize("label", ["", "   ", " นก", "นก ", "สอง\nบรรทัด", "นก\x00", "นก\u202eบ", "ก" * 121, 7])
def test_labels_that_are_not_one_line_of_text_are_refused(label: object) -> None:
    assert message(node("n0", label=label))


@pytest.mark.parametrize("name", ["", "มี ไทย", "a b", "<x>", "a" * 65, 3])
def test_other_ids_are_refused(name: object) -> None:
    assert message(node(name))


def test_unknown_keys_are_refused() -> None:
    assert "dangerouslySetInnerHTML" in message(node("n0", dangerouslySetInnerHTML="<b>"))
