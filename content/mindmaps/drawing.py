"""A mind map as a drawing: plain values for `mindmaps/drawing.svg`, made on the server from the tree alone."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.translation import get_language

from content.mindmaps.layout import LINE_HEIGHT, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.safestring import SafeString

    from content.mindmaps.layout import Box
    from content.mindmaps.tree import Node

# Raise it when a change here or in the template draws the same tree differently.
VERSION = 1
KEPT_SECONDS = 30 * 24 * 3600

# Colours of main branches that have none of their own, in turn.
PALETTE = ("#0b5d5b", "#a8245b", "#7a5200", "#5a3d96", "#38661c", "#1f5799", "#8c2f1b")
INK, WHITE, BLACK = "#17302c", "#ffffff", "#000000"
STROKES = (7, 7, 4, 2.5, 2)
# Letters stand on their base line about this far below the middle of a line.
BASE_LINE = 0.33


def draw(tree: Node) -> dict[str, object]:
    """Width, height, branches and nodes of the drawing, in the order of painting."""
    root, width, height = place(tree)
    return {
        "width": width,
        "height": height,
        "links": list(_links(root, "")),
        "nodes": list(_nodes(root, "")),
    }


def render_drawing(tree: Node, title: str, description: str, template: str = "mindmaps/drawing.svg") -> SafeString:
    """The SVG of a tree; drawn once for each content."""
    key = f"mindmap-drawing:{tree_key([template, title, description, tree])}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = render_to_string(template, {"map": draw(tree), "title": title, "description": description})
        cache.set(key, drawn, KEPT_SECONDS)
    return drawn


def tree_key(content: object) -> str:
    """The same for the same content in the same language, drawn by the same code."""
    recipe = json.dumps([VERSION, get_language(), content], sort_keys=True)
    return hashlib.sha256(recipe.encode()).hexdigest()


def colour_of(box_node: Node, inherited: str, place_among_branches: int = 0) -> str:
    return box_node.get("color") or inherited or PALETTE[place_among_branches % len(PALETTE)]


def _coloured_children(box: Box, inherited: str) -> Iterator[tuple[Box, str]]:
    for number, child in enumerate(box.children):
        yield child, colour_of(child.node, inherited if box.level else "", number)


def _links(box: Box, colour: str) -> Iterator[dict[str, object]]:
    for child, own in _coloured_children(box, colour):
        start_x = round(box.x + child.side * box.width / 2)
        end_x = round(child.x - child.side * child.width / 2)
        start_y, end_y, bend = round(box.y), round(child.y), round((start_x + end_x) / 2)
        yield {
            "path": f"M{start_x} {start_y}C{bend} {start_y} {bend} {end_y} {end_x} {end_y}",
            "colour": own,
            "stroke": str(STROKES[min(child.level, len(STROKES) - 1)]),
        }
        yield from _links(child, own)


def _nodes(box: Box, colour: str) -> Iterator[dict[str, object]]:
    size = box.style.size
    line_height = size * LINE_HEIGHT
    first = box.y - (len(box.lines) - 1) * line_height / 2 + size * BASE_LINE
    yield {
        "level": min(box.level, 2),
        "x": round(box.left),
        "y": round(box.top),
        "middle": round(box.x),
        "width": box.width,
        "height": box.height,
        "radius": min(box.height // 2, 14),
        "size": size,
        "fill": colour or INK,
        "ink": INK if box.level > 1 else readable_on(colour or INK),
        "lines": [{"y": round(first + number * line_height), "text": line} for number, line in enumerate(box.lines)],
    }
    for child, own in _coloured_children(box, colour):
        yield from _nodes(child, own)


def readable_on(colour: str) -> str:
    """White or black, whichever is better read on a ground of `colour`: one of them always has 4.5 : 1."""
    ground = luminance(colour) + 0.05
    return WHITE if (luminance(WHITE) + 0.05) / ground >= ground / (luminance(BLACK) + 0.05) else BLACK


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
