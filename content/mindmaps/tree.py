"""
The tree of a mind map as data: `{id, label, color?, children: [...]}`.

Whatever writes a tree (the admin, an import, a graphical editor) passes `check_tree`; readers may rely on it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from search.documents import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 8
MAX_NODES = 500
MAX_LABEL = 120
SHOWN_LENGTH = 40

NODE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# A label is plain text: "a < b" may stand, "<b>" and "&lt;b" may not, for some reader might take them for markup.
MARKUP = re.compile(r"<[/!?a-zA-Z]|&(?:[a-zA-Z]+|#[0-9]+|#x[0-9a-fA-F]+);")
# Direction overrides make a text look other than it is.
DIRECTION_MARKS = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
KEYS = {"id", "label", "color", "children"}


class Node(TypedDict, total=False):
    id: str
    label: str
    color: str
    children: list[Node]


def empty_tree() -> Node:
    return {}


def walk(tree: Node, depth: int = 1) -> Iterator[tuple[int, Node]]:
    """Depth and node, parents first, in reading order. The depth of the root is 1."""
    yield depth, tree
    for child in tree.get("children", ()):
        yield from walk(child, depth + 1)


def labels(tree: Node) -> list[str]:
    return [node["label"] for _depth, node in walk(tree)] if tree else []


def node_sections(tree: Node) -> Iterator[Section]:
    """The nodes as parts of a search document; `mindmaps/outline.html` sets their anchors."""
    branch = ""
    for depth, node in walk(tree) if tree else ():
        branch = node["label"] if depth <= 2 else branch
        yield Section(node["label"], f"node-{node['id']}", branch if depth > 2 else "")


def check_tree(tree: object) -> None:
    """Raise ValidationError that names the first node that is not as it should be."""
    if not isinstance(tree, dict) or not tree:
        raise ValidationError(_("The map is empty. Write its subject on the first line."), code="empty")
    seen: set[str] = set()
    waiting: list[tuple[int, object, str]] = [(1, tree, "")]
    while waiting:
        depth, node, parent = waiting.pop()
        _check_node(node, parent)
        shown = shorten(node["label"])
        if node["id"] in seen:
            raise ValidationError(
                _("“%(node)s”: its id %(id)s is used twice."), params={"node": shown, "id": node["id"]}
            )
        seen.add(node["id"])
        if depth > MAX_DEPTH:
            raise ValidationError(
                _("“%(node)s” lies %(depth)d levels deep. A map has at most %(limit)d levels."),
                params={"node": shown, "depth": depth, "limit": MAX_DEPTH},
            )
        if len(seen) > MAX_NODES:
            raise ValidationError(
                _("The map has more than %(limit)d nodes. Make two maps of it."), params={"limit": MAX_NODES}
            )
        waiting.extend((depth + 1, child, shown) for child in reversed(node.get("children", [])))


def _check_node(node: object, parent: str) -> None:
    if not isinstance(node, dict) or not isinstance(node.get("label"), str):
        raise ValidationError(_("Below “%(parent)s” there is a node without a label."), params={"parent": parent})
    label = node["label"]
    check_label(label)
    problem = None
    if not isinstance(node.get("id"), str) or not NODE_ID.fullmatch(node["id"]):
        problem = _("“%(node)s” needs an id of letters a-z, digits and hyphens.")
    elif "color" in node and not (isinstance(node["color"], str) and COLOUR.fullmatch(node["color"])):
        problem = _("“%(node)s”: write its colour as # and six hexadecimal digits.")
    elif not isinstance(node.get("children", []), list):
        problem = _("“%(node)s”: its children are not a list.")
    elif unknown := sorted(str(key) for key in set(node) - KEYS):
        raise ValidationError(
            _("“%(node)s” holds something a mind map does not know: %(keys)s."),
            params={"node": shorten(label), "keys": ", ".join(unknown)[:SHOWN_LENGTH]},
        )
    if problem:
        raise ValidationError(problem, params={"node": shorten(label)})


def check_label(label: str) -> None:
    """Raise ValidationError where a label is not one line of plain text."""
    params = {"node": shorten(label), "length": len(label), "limit": MAX_LABEL}
    if not label.strip():
        raise ValidationError(_("A node has no text."))
    if len(label) > MAX_LABEL:
        raise ValidationError(_("“%(node)s” has %(length)d characters. Keep a node within %(limit)d."), params=params)
    if label != label.strip() or any(_is_forbidden(character) for character in label):
        raise ValidationError(
            _("“%(node)s” begins or ends with a space, or holds an invisible character."), params=params
        )
    if MARKUP.search(label):
        raise ValidationError(_("“%(node)s” looks like HTML. A node is plain text."), params=params)


def _is_forbidden(character: str) -> bool:
    if character in DIRECTION_MARKS or ord(character) & 0xFFFE == 0xFFFE:
        return True
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


def shorten(label: str) -> str:
    visible = "".join(character for character in label if not _is_forbidden(character))
    return visible if len(visible) <= SHOWN_LENGTH else visible[:SHOWN_LENGTH] + "…"
