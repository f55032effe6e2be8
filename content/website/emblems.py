"""The flower of a staff team, drawn from its colour and shape. The template writes it as SVG."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

PALE_LEAF = "#7fa88f"
GOLD = "#f2c14e"
BROWN = "#6b3a1e"
INK = "#17302c"


class Emblem(models.TextChoices):
    ROUND = "round", _("Five round petals")
    STAR = "star", _("Pointed petals")
    LOTUS = "lotus", _("Lotus")
    SUN = "sun", _("Many narrow petals")
    BELL = "bell", _("Two rings of petals")


@dataclass(frozen=True, slots=True)
class Petal:
    """A path in a square of 100, turned around `x y`."""

    path: str
    angle: int
    x: int
    y: int
    is_inner: bool = False


@dataclass(frozen=True, slots=True)
class EmblemDrawing:
    colour: str
    inner_colour: str
    outline: str
    centre: str
    centre_radius: int
    petals: tuple[Petal, ...]


# Flowers whose shape everybody knows. Others get one by their name.
KNOWN_SHAPES = {
    "บัว": Emblem.LOTUS,
    "ทานตะวัน": Emblem.SUN,
    "ดาหลา": Emblem.BELL,
    "ลีลาวดี": Emblem.ROUND,
    "ราชพฤกษ์": Emblem.ROUND,
    "แก้ว": Emblem.ROUND,
    "จำปูน": Emblem.STAR,
    "จำปา": Emblem.STAR,
}

ROUND_PETAL = "M50 50C27 42 28 9 50 9C72 9 73 42 50 50Z"
POINTED_PETAL = "M50 50C35 37 40 17 50 5C60 17 65 37 50 50Z"
NARROW_PETAL = "M50 50C43 38 44 17 50 6C56 17 57 38 50 50Z"
LOTUS_PETAL = "M50 78C35 65 39 42 50 31C61 42 65 65 50 78Z"
LOTUS_HEART = "M50 78C35 62 38 34 50 18C62 34 65 62 50 78Z"
INNER_PETAL = "M50 50C39 42 40 24 50 21C60 24 61 42 50 50Z"


def draw_emblem(flower: str, colour: str, shape: str = "") -> EmblemDrawing:
    """The drawing of a flower. Without a shape its name decides: the same name is always drawn alike."""
    colour = colour or GOLD
    shape = shape or _shape_of(flower)
    return EmblemDrawing(
        colour=colour,
        inner_colour=mixed(colour, "#ffffff", 0.35),
        outline=mixed(colour, INK, 0.55),
        centre=BROWN if shape == Emblem.SUN or _is_golden(colour) else GOLD,
        centre_radius={Emblem.SUN: 14, Emblem.LOTUS: 0, Emblem.ROUND: 8}.get(shape, 6),
        petals=tuple(_petals(shape)),
    )


def _shape_of(flower: str) -> str:
    for name, shape in KNOWN_SHAPES.items():
        if name in flower:
            return shape
    number = hashlib.sha256(flower.encode()).digest()[0]
    return Emblem.values[number % len(Emblem.values)]


def _petals(shape: str):
    if shape == Emblem.LOTUS:
        yield from (Petal(LOTUS_PETAL, angle, 50, 78) for angle in (-68, 68, -45, 45))
        yield from (Petal(LOTUS_HEART, angle, 50, 78, is_inner=True) for angle in (-22, 22, 0))
        return
    path, count = {
        Emblem.ROUND: (ROUND_PETAL, 5),
        Emblem.STAR: (POINTED_PETAL, 6),
        Emblem.SUN: (NARROW_PETAL, 16),
        Emblem.BELL: (POINTED_PETAL, 8),
    }[shape]
    yield from (Petal(path, 360 * turn // count, 50, 50) for turn in range(count))
    if shape == Emblem.BELL:
        yield from (Petal(INNER_PETAL, 22 + 360 * turn // 8, 50, 50, is_inner=True) for turn in range(8))


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with a share of `other` in it, both as #rrggbb."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(own * (1 - share) + added * share):02x}" for own, added in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _is_golden(colour: str) -> bool:
    red, green, blue = _channels(colour)
    return red > 200 and green > 140 and blue < 110
