"""Things of the lake country, each drawn where it is put: hills, water, reeds, rice, palms, lotus, birds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from content.files.drawing.canvas import (
    EARTH,
    GOLD,
    HEIGHT,
    INK,
    LAKE,
    LAKE_SOFT,
    LEAF,
    LOTUS,
    PAPER,
    RICE,
    WHITE,
    WIDTH,
    bend,
    leaf,
    mix,
    pale,
)

if TYPE_CHECKING:
    from random import Random

    from content.files.drawing.canvas import Canvas


def sky(canvas: Canvas, dice: Random, tint: str = LAKE_SOFT) -> None:
    """A quiet sky in three bands with a low sun."""
    canvas.fill(mix(tint, PAPER, 0.65))
    canvas.band(30, HEIGHT, mix(tint, PAPER, 0.4))
    canvas.disc(dice.uniform(30, 130), dice.uniform(18, 28), dice.uniform(7, 10), pale(GOLD, 0.25))


def hills(canvas: Canvas, dice: Random, base: float = 52, colour: str = LAKE) -> None:
    """Three ranges, the nearer the darker."""
    for number, (rise, share) in enumerate(((15, 0.78), (10, 0.62), (6, 0.45))):
        swell, shift = dice.uniform(0.035, 0.06), dice.uniform(0, 6.3)
        ridge = [
            (x, base + number * 2 - rise * _swell(x * swell + shift, x * 0.13 + shift)) for x in range(0, WIDTH + 4, 2)
        ]
        canvas.shape([*ridge, (WIDTH, HEIGHT), (0, HEIGHT)], mix(colour, LAKE_SOFT, share))


def _swell(slow: float, quick: float) -> float:
    return 0.55 + 0.3 * math.sin(slow) + 0.15 * math.sin(quick)


def water(canvas: Canvas, dice: Random, top: float = 54, colour: str = LAKE) -> None:
    canvas.band(top, HEIGHT, mix(colour, LAKE_SOFT, 0.35))
    for _ripple in range(16):
        y = dice.uniform(top + 3, HEIGHT - 3)
        length = (y - top) * dice.uniform(0.3, 0.8) + 3
        x = dice.uniform(-5, WIDTH - 5)
        canvas.line([(x, y), (x + length, y)], mix(colour, LAKE_SOFT, 0.7), 0.35)


def reeds(canvas: Canvas, dice: Random, left: float, right: float, count: int = 16) -> None:
    for _reed in range(count):
        x, tall, lean = dice.uniform(left, right), dice.uniform(18, 38), dice.uniform(-7, 9)
        colour = dice.choice([LAKE, mix(LAKE, INK, 0.4), LEAF])
        stem = bend((x, HEIGHT + 1), (x + lean * 0.2, HEIGHT - tall * 0.6), (x + lean, HEIGHT - tall))
        canvas.line(stem, colour, 0.6)
        if dice.random() < 0.4:
            tip_x, tip_y = stem[-1]
            canvas.line([(tip_x, tip_y), (tip_x - lean * 0.06, tip_y + 5)], EARTH, 1.5)


def rice(canvas: Canvas, dice: Random) -> None:
    """A field in rows with ears of the red local rice in front."""
    canvas.band(56, HEIGHT, mix(LEAF, GOLD, 0.55))
    for row in range(7):
        y = 58 + row * row * 0.75
        canvas.line([(0, y), (WIDTH, y + dice.uniform(-1, 1))], mix(LEAF, GOLD, 0.3 + row * 0.04), 0.4 + row * 0.12)
    for _stalk in range(22):
        _ear(canvas, dice, dice.uniform(-2, WIDTH + 2))


def _ear(canvas: Canvas, dice: Random, x: float) -> None:
    tall, lean = dice.uniform(24, 40), dice.choice([-1, 1]) * dice.uniform(5, 12)
    stem = bend((x, HEIGHT + 1), (x, HEIGHT - tall), (x + lean, HEIGHT - tall + 4), 24)
    canvas.line(stem, mix(LEAF, GOLD, 0.25), 0.5)
    grain = dice.choice([RICE, mix(RICE, GOLD, 0.35), mix(RICE, GOLD, 0.6)])
    for step in range(12, 25):
        point = stem[step]
        canvas.shape(leaf(point, 2.7, 150 if step % 2 else 205, 0.9), grain)


def palm(canvas: Canvas, x: float, ground: float, tall: float, colour: str = INK) -> None:
    """A toddy palm: a straight trunk and a round crown of fans."""
    crown = ground - tall
    canvas.line([(x, ground), (x + 0.6, crown)], mix(colour, EARTH, 0.45), 1.3)
    for angle in range(-130, 140, 20):
        canvas.shape(leaf((x + 0.6, crown), tall * 0.3, angle, tall * 0.055), mix(colour, LEAF, 0.45))
    for angle in (-25, 0, 25):
        canvas.disc(x + 0.6 + math.sin(math.radians(angle)) * 2.2, crown + 2, 0.9, EARTH)


def lotus(canvas: Canvas, x: float, y: float, size: float, colour: str = LOTUS) -> None:
    for angle, share in ((-72, 0.55), (72, 0.55), (-48, 0.4), (48, 0.4), (-24, 0.22), (24, 0.22), (0, 0.1)):
        canvas.shape(leaf((x, y), size, angle, size * 0.26), mix(colour, WHITE, share))
    canvas.disc(x, y, size * 0.5, mix(LAKE, LEAF, 0.4), 0.18)


def lily_pads(canvas: Canvas, dice: Random, count: int = 9) -> None:
    for _pad in range(count):
        x, y = dice.uniform(4, WIDTH - 4), dice.uniform(62, HEIGHT - 4)
        canvas.disc(x, y, dice.uniform(3, 6) * (y / HEIGHT), mix(LEAF, LAKE, dice.uniform(0.2, 0.7)), 0.32)


def flock(canvas: Canvas, dice: Random, count: int = 9) -> None:
    x, y = dice.uniform(50, 100), dice.uniform(14, 24)
    for number in range(count):
        side, row = (-1 if number % 2 else 1), (number + 1) // 2
        _flying_bird(canvas, x + side * row * 6.5, y + row * 2.6 + dice.uniform(-0.7, 0.7), 2.6 - row * 0.15)


def _flying_bird(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.line(bend((x - size, y - size * 0.4), (x - size * 0.4, y - size * 0.6), (x, y)), INK, 0.45)
    canvas.line(bend((x, y), (x + size * 0.4, y - size * 0.6), (x + size, y - size * 0.4)), INK, 0.45)


def heron(canvas: Canvas, x: float, y: float, size: float, looks: int = 1) -> None:
    """A wading bird that stands at `y`; `looks` is 1 to the right, -1 to the left."""
    colour = WHITE
    legs = mix(INK, EARTH, 0.4)
    body = (x, y - size * 0.62)
    for shift in (-0.05, 0.1):
        canvas.line([(x + shift * size * looks, body[1]), (x + shift * size * looks, y)], legs, size * 0.025)
    canvas.shape(leaf((x + size * 0.24 * looks, body[1] - size * 0.12), size * 0.62, -115 * looks, size * 0.16), colour)
    head = (x + size * 0.34 * looks, y - size * 1.12)
    neck = bend((x + size * 0.16 * looks, body[1]), (x + size * 0.52 * looks, y - size * 0.78), head)
    canvas.line(neck, colour, size * 0.07)
    canvas.disc(*head, size * 0.065, colour)
    beak = [(head[0], head[1] - size * 0.03), (head[0] + size * 0.27 * looks, head[1] + size * 0.03)]
    canvas.shape([*beak, (head[0], head[1] + size * 0.035)], GOLD)


def boat(canvas: Canvas, x: float, y: float, size: float) -> None:
    hull = bend((x - size, y - size * 0.22), (x, y + size * 0.32), (x + size, y - size * 0.22))
    canvas.shape([*hull, (x + size * 0.8, y - size * 0.08), (x - size * 0.8, y - size * 0.08)], RICE)
    canvas.line([(x + size * 0.25, y - size * 0.05), (x + size * 0.5, y - size * 0.95)], EARTH, 0.5)
    canvas.line([(x - size, y + size * 0.3), (x + size, y + size * 0.3)], pale(LAKE, 0.5), 0.4)
