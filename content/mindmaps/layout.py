"""
Where the nodes of a mind map stand: the subject in the middle, its branches to both sides, nothing overlapping.

A branch owns a horizontal band as high as all below it, and a child stands beyond the far edge of its parent: so no two
boxes can meet, whatever the labels.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from content.mindmaps.font_metrics import text_width
from content.mindmaps.wrapping import wrap_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from content.mindmaps.tree import Node

MARGIN = 16
# Thai needs room for two marks above a letter and one below.
LINE_HEIGHT = 1.5
# A sheet of A4 on its side within its margins, in units of the drawing at their natural size.
SHEET = (1120, 760)
# Tried in turn: labels on long lines make a wide drawing, on short lines a high one.
LINE_WIDTHS = (240, 190, 150, 120)


@dataclass(frozen=True)
class Style:
    """How a node of one level is written."""

    size: int
    bold: bool
    pad_x: int
    pad_y: int
    gap_x: int
    gap_y: int


STYLES = (
    Style(size=20, bold=True, pad_x=20, pad_y=12, gap_x=56, gap_y=20),
    Style(size=16, bold=True, pad_x=14, pad_y=6, gap_x=36, gap_y=8),
    Style(size=15, bold=False, pad_x=10, pad_y=3, gap_x=30, gap_y=6),
)


@dataclass
class Box:
    """A node with its size and, once placed, its middle."""

    node: Node
    level: int
    lines: tuple[str, ...]
    width: int
    height: int
    children: list[Box] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0
    # 1 to the right of the subject, -1 to its left.
    side: int = 1

    @property
    def style(self) -> Style:
        return STYLES[min(self.level, len(STYLES) - 1)]

    @property
    def band(self) -> float:
        """The height of the node with all below it."""
        return max(self.height, stacked_height(self.children, self.style.gap_y))

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    def walk(self) -> Iterator[Box]:
        yield self
        for child in self.children:
            yield from child.walk()


def stacked_height(boxes: Sequence[Box], gap: float) -> float:
    return sum(box.band for box in boxes) + gap * max(len(boxes) - 1, 0)


def place(tree: Node) -> tuple[Box, int, int]:
    """The subject's box with all boxes placed, and the width and height of the drawing that fits a sheet best."""
    candidates = [_place_at(tree, line_width) for line_width in LINE_WIDTHS]
    return max(candidates, key=lambda drawn: min(SHEET[0] / drawn[1], SHEET[1] / drawn[2], 1.0))


def _place_at(tree: Node, line_width: int) -> tuple[Box, int, int]:
    root = _measure(tree, 0, line_width)
    right, left = _two_sides(root)
    for side, boxes in ((1, right), (-1, left)):
        _stack(root, boxes, side)
    boxes = list(root.walk())
    west = min(box.left for box in boxes) - MARGIN
    north = min(box.top for box in boxes) - MARGIN
    for box in boxes:
        box.x, box.y = box.x - west, box.y - north
    width = max(box.left + box.width for box in boxes) + MARGIN
    height = max(box.top + box.height for box in boxes) + MARGIN
    return root, round(width), round(height)


def _measure(node: Node, level: int, line_width: int) -> Box:
    style = STYLES[min(level, len(STYLES) - 1)]
    lines = wrap_label(node["label"], line_width, style.size, bold=style.bold)
    widest = max(text_width(line, style.size, bold=style.bold) for line in lines)
    return Box(
        node=node,
        level=level,
        lines=lines,
        width=round(widest) + 2 * style.pad_x,
        height=round(len(lines) * style.size * LINE_HEIGHT) + 2 * style.pad_y,
        children=[_measure(child, level + 1, line_width) for child in node.get("children", ())],
    )


def _two_sides(root: Box) -> tuple[list[Box], list[Box]]:
    """The main branches to the right and to the left, in reading order, the sides as equally high as may be."""
    branches, gap = root.children, root.style.gap_y
    if len(branches) < 2:
        return branches, []
    splits = range(1, len(branches))
    split = min(splits, key=lambda at: abs(stacked_height(branches[:at], gap) - stacked_height(branches[at:], gap) - 1))
    return branches[:split], branches[split:]


def _stack(parent: Box, boxes: Sequence[Box], side: int) -> None:
    """Place `boxes` one below the other beside `parent`, and all below them beyond."""
    gap = parent.style.gap_y
    y = parent.y - stacked_height(boxes, gap) / 2
    for box in boxes:
        box.side = side
        box.x = parent.x + side * (parent.width / 2 + parent.style.gap_x + box.width / 2)
        box.y = y + box.band / 2
        y += box.band + gap
        _stack(box, box.children, side)
