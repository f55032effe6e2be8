"""A sheet to draw on: 160 units wide, 90 high, the origin at the top left."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Point = tuple[float, float]

WIDTH, HEIGHT = 160, 90
PIXELS_A_UNIT = 7.5
# Pillow draws hard edges; drawing larger and shrinking makes them smooth.
OVERSIZE = 2
SCALE = PIXELS_A_UNIT * OVERSIZE

PAPER = "#fbfaf5"
WHITE = "#ffffff"
INK = "#17302c"
LAKE = "#0b5d5b"
LAKE_SOFT = "#dceeea"
LOTUS = "#a8245b"
RICE = "#8c2f1b"
GOLD = "#f2c14e"
EARTH = "#7a5200"
LEAF = "#38661c"
VIOLET = "#5a3d96"
SKY = "#1f5799"


def mix(first: str, second: str, share: float) -> str:
    """The colour that lies `share` of the way from the first to the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def pale(colour: str, share: float = 0.75) -> str:
    return mix(colour, PAPER, share)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


class Canvas:
    def __init__(self, ground: str = PAPER) -> None:
        self.image = Image.new("RGB", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), ground)
        self._draw = ImageDraw.Draw(self.image)

    def fill(self, colour: str) -> None:
        self.band(0, HEIGHT, colour)

    def band(self, top: float, bottom: float, colour: str) -> None:
        self._draw.rectangle((0, top * SCALE, WIDTH * SCALE, bottom * SCALE), fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, radius: float = 0) -> None:
        corners = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
        self._draw.rounded_rectangle(corners, radius * SCALE, fill=colour)

    def shape(self, points: Iterable[Point], colour: str) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str, flat: float = 1) -> None:
        """A circle; `flat` below 1 squeezes it to a lying ellipse."""
        rise = radius * flat
        corners = ((x - radius) * SCALE, (y - rise) * SCALE, (x + radius) * SCALE, (y + rise) * SCALE)
        self._draw.ellipse(corners, fill=colour)

    def ring(self, x: float, y: float, radius: float, colour: str, width: float = 0.5, flat: float = 1) -> None:
        rise = radius * flat
        corners = ((x - radius) * SCALE, (y - rise) * SCALE, (x + radius) * SCALE, (y + rise) * SCALE)
        self._draw.ellipse(corners, outline=colour, width=max(1, round(width * SCALE)))

    def line(self, points: Sequence[Point], colour: str, width: float = 0.5) -> None:
        """A line with round joints and ends."""
        pixels = [(x * SCALE, y * SCALE) for x, y in points]
        thickness = max(1, round(width * SCALE))
        self._draw.line(pixels, fill=colour, width=thickness, joint="curve")
        for x, y in (pixels[0], pixels[-1]):
            half = thickness / 2
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)

    def finished(self) -> Image.Image:
        return self.image.reduce(OVERSIZE)


def bend(start: Point, control: Point, end: Point, steps: int = 18) -> list[Point]:
    """Points of a curve from start to end that is drawn towards the control point."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append((a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]))
    return points


def leaf(root: Point, length: float, angle: float, width: float) -> list[Point]:
    """The outline of a leaf or petal that grows from its root; the angle is in degrees, 0 pointing up."""
    turn = math.radians(angle)
    along, across = (math.sin(turn), -math.cos(turn)), (math.cos(turn), math.sin(turn))
    tip = (root[0] + along[0] * length, root[1] + along[1] * length)
    middle = (root[0] + along[0] * length * 0.55, root[1] + along[1] * length * 0.55)
    left = (middle[0] - across[0] * width, middle[1] - across[1] * width)
    right = (middle[0] + across[0] * width, middle[1] + across[1] * width)
    return bend(root, left, tip) + bend(tip, right, root)
