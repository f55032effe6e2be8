"""
A mind map as an indented outline: one node a line, two spaces (or a tab) deeper for each level.

    ทะเลน้อย
      พืชน้ำ
        บัวสาย
      นกน้ำ

Ids and colours do not stand in the outline. `inherit` gives them back to nodes that are still there.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.mindmaps.tree import MAX_DEPTH, MAX_NODES, check_label, shorten, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.mindmaps.tree import Node

INDENT = "  "


def format_outline(tree: Node) -> str:
    return "\n".join(f"{INDENT * (depth - 1)}{node['label']}" for depth, node in walk(tree)) if tree else ""


def parse_outline(text: str) -> Node:
    """The tree of an outline with ids by position, or ValidationError that names the line. No text: an empty tree."""
    root: Node = {}
    # The open node of each level with the indentation of its line.
    open_nodes: list[tuple[int, Node]] = []
    for count, (number, indent, label) in enumerate(_lines(text), start=1):
        while open_nodes and open_nodes[-1][0] >= indent:
            open_nodes.pop()
        node: Node = {"id": "n0", "label": label, "children": []}
        if not open_nodes:
            if root:
                raise _line_error(
                    number,
                    label,
                    _("is not indented. Only the subject of the map, on its first line, stands at the left."),
                )
            root = node
        else:
            parent = open_nodes[-1][1]
            parent["children"].append(node)
            node["id"] = f"{parent['id'].replace('n0', 'n')}-{len(parent['children'])}"
        open_nodes.append((indent, node))
        if len(open_nodes) > MAX_DEPTH:
            raise _line_error(number, label, _("lies too deep. A map has at most %(limit)d levels."), limit=MAX_DEPTH)
        if count > MAX_NODES:
            raise _line_error(number, label, _("is one too many. A map has at most %(limit)d nodes."), limit=MAX_NODES)
    return root


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Line number, indentation and label of the lines that are not empty."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        label = line.strip()
        if not label:
            continue
        lead = line[: len(line) - len(line.lstrip())]
        try:
            check_label(label)
        except ValidationError as error:
            raise ValidationError(
                _("Line %(number)d: %(problem)s"), params={"number": number, "problem": error.messages[0]}
            ) from error
        yield number, len(lead.expandtabs(len(INDENT))), label


def _line_error(number: int, label: str, problem: str, **params: object) -> ValidationError:
    return ValidationError(
        _("Line %(number)d, “%(node)s”, %(problem)s"),
        params={"number": number, "node": shorten(label), "problem": problem % params if params else problem},
    )


def inherit(tree: Node, previous: Node) -> Node:
    """
    A copy of `tree` that keeps the ids and colours of `previous` where labels match.

    A node with the same label below the same parent is the same node; of the rest, one with the same label anywhere is
    a node that was moved. Links to a node and its colour so survive an edit of the text around it.
    """
    if not tree:
        return {}
    pairs: dict[int, Node] = {}
    if previous:
        if tree["label"] == previous["label"] or not _holds(previous, tree["label"]):
            pairs[id(tree)] = previous
            _pair_children(tree, previous, pairs)
        _pair_moved(tree, previous, pairs)
    taken = {node["id"] for node in pairs.values()}
    return _copy(tree, pairs, taken, _Counter(taken))


def _holds(tree: Node, label: str) -> bool:
    return any(node["label"] == label for _depth, node in walk(tree))


def _pair_children(new: Node, old: Node, pairs: dict[int, Node]) -> None:
    same_label: dict[str, list[Node]] = defaultdict(list)
    for child in old.get("children", ()):
        same_label[child["label"]].append(child)
    for child in new["children"]:
        if same_label[child["label"]]:
            partner = same_label[child["label"]].pop(0)
            pairs[id(child)] = partner
            _pair_children(child, partner, pairs)


def _pair_moved(tree: Node, previous: Node, pairs: dict[int, Node]) -> None:
    paired = {id(node) for node in pairs.values()}
    free: dict[str, list[Node]] = defaultdict(list)
    for _depth, node in walk(previous):
        if id(node) not in paired:
            free[node["label"]].append(node)
    for _depth, node in walk(tree):
        if id(node) not in pairs and free[node["label"]]:
            pairs[id(node)] = free[node["label"]].pop(0)


class _Counter:
    """Hands out ids that no node of the map has."""

    def __init__(self, taken: set[str]) -> None:
        self.taken, self.number = taken, 0

    def next(self) -> str:
        while True:
            self.number += 1
            if f"m{self.number}" not in self.taken:
                return f"m{self.number}"


def _copy(node: Node, pairs: dict[int, Node], taken: set[str], counter: _Counter) -> Node:
    partner = pairs.get(id(node))
    if partner:
        name = partner["id"]
    else:
        name = node["id"] if node["id"] not in taken else counter.next()
        taken.add(name)
    copied: Node = {"id": name, "label": node["label"]}
    if partner and "color" in partner:
        copied["color"] = partner["color"]
    copied["children"] = [_copy(child, pairs, taken, counter) for child in node["children"]]
    return copied
