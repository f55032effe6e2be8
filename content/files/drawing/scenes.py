"""Whole pictures. Each takes a canvas, the dice of this picture, and the colour of its subject, which may be empty."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from content.files.drawing import nature
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
    SKY,
    VIOLET,
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


def wetland(canvas: Canvas, dice: Random, colour: str) -> None:
    nature.sky(canvas, dice)
    nature.hills(canvas, dice)
    nature.water(canvas, dice)
    nature.flock(canvas, dice)
    nature.lily_pads(canvas, dice)
    for number in range(3):
        nature.lotus(canvas, dice.uniform(20, 140), dice.uniform(72, 84), 6 + number)
    nature.reeds(canvas, dice, -2, 26)
    nature.heron(canvas, dice.uniform(104, 136), 78, 21, dice.choice([-1, 1]))


def lake(canvas: Canvas, dice: Random, colour: str) -> None:
    nature.sky(canvas, dice, mix(SKY, LAKE_SOFT, 0.7))
    nature.hills(canvas, dice, 50)
    nature.water(canvas, dice, 52, mix(LAKE, SKY, 0.35))
    nature.boat(canvas, dice.uniform(40, 110), 68, 13)
    nature.flock(canvas, dice, 5)
    nature.reeds(canvas, dice, 136, WIDTH + 2, 12)


def rice_field(canvas: Canvas, dice: Random, colour: str) -> None:
    nature.sky(canvas, dice, mix(GOLD, PAPER, 0.6))
    nature.hills(canvas, dice, 54)
    nature.rice(canvas, dice)


def palm_market(canvas: Canvas, dice: Random, colour: str) -> None:
    nature.sky(canvas, dice, mix(GOLD, PAPER, 0.5))
    nature.hills(canvas, dice, 56, LEAF)
    canvas.band(62, HEIGHT, mix(GOLD, EARTH, 0.3))
    for _tree in range(6):
        nature.palm(canvas, dice.uniform(8, 152), dice.uniform(62, 66), dice.uniform(30, 46))
    for number, shade in enumerate((LOTUS, LAKE, RICE, VIOLET)):
        left = 14 + number * 35 + dice.uniform(-3, 3)
        canvas.box(left + 3, 66, left + 23, 80, mix(EARTH, PAPER, 0.72))
        canvas.shape([(left, 67), (left + 26, 67), (left + 21, 58), (left + 5, 58)], mix(shade, PAPER, 0.2))


def shadow_stage(canvas: Canvas, dice: Random, colour: str) -> None:
    """The lit screen of a shadow play with the leaf that opens it."""
    canvas.fill(mix(INK, RICE, 0.25))
    canvas.box(16, 10, 144, 76, mix(GOLD, PAPER, 0.62), 2)
    canvas.disc(80, 40, 27, mix(GOLD, PAPER, 0.4))
    canvas.disc(80, 40, 18, mix(GOLD, PAPER, 0.2))
    canvas.shape(leaf((80, 74), 56, 0, 22), mix(INK, EARTH, 0.3))
    for rise in range(5):
        y, reach = 66 - rise * 9, 11 - rise * 1.8
        for side in (-1, 1):
            branch = bend((80, y), (80 + side * reach * 0.8, y), (80 + side * reach, y - 7))
            canvas.line(branch, mix(GOLD, PAPER, 0.4), 0.7)
    for side in (-1, 1):
        canvas.shape(leaf((80 + side * 42, 76), 34, side * -9, 7), mix(INK, RICE, 0.35))
        canvas.disc(80 + side * 45 - side * 8, 41, 3.6, mix(INK, RICE, 0.35))
    canvas.band(76, HEIGHT, mix(INK, EARTH, 0.25))


def dance(canvas: Canvas, dice: Random, colour: str) -> None:
    """Fans of beads in the colours of the Nora dress."""
    canvas.fill(pale(GOLD, 0.82))
    shades = [LOTUS, GOLD, LAKE, RICE, LEAF, mix(GOLD, RICE, 0.5)]
    start = dice.randrange(len(shades))
    for x, y, size in ((80, 92, 78), (10, 96, 46), (150, 96, 46)):
        for ring in range(int(size // 9)):
            reach = size - ring * 9
            beads = max(4, int(reach * 0.46))
            for bead in range(beads + 1):
                angle = math.radians(-90 + 180 * bead / beads)
                shade = mix(shades[(ring + start) % len(shades)], PAPER, 0.12)
                canvas.disc(x + math.sin(angle) * reach, y - math.cos(angle) * reach, 2.9, shade)


def branches(canvas: Canvas, dice: Random, colour: str) -> None:
    """A mind map without words: thick branches from the middle that end in leaves."""
    canvas.fill(pale(VIOLET, 0.9))
    shades = [LAKE, LOTUS, EARTH, LEAF, VIOLET, RICE, SKY]
    start, count = dice.randrange(len(shades)), dice.randint(6, 7)
    for number in range(count):
        shade = mix(shades[(start + number) % len(shades)], PAPER, 0.15)
        angle = math.radians(360 * number / count + dice.uniform(-12, 12))
        end = (80 + math.cos(angle) * 52, 45 + math.sin(angle) * 28)
        control = (80 + math.cos(angle + 0.5) * 30, 45 + math.sin(angle + 0.5) * 20)
        canvas.line(bend((80, 45), control, end), shade, 1.8)
        for turn in (-0.55, 0, 0.55):
            twig = (end[0] + math.cos(angle + turn) * 15, end[1] + math.sin(angle + turn) * 11)
            canvas.line(bend(end, (end[0] + math.cos(angle) * 6, end[1] + math.sin(angle) * 4), twig), shade, 0.8)
            canvas.disc(*twig, 2.3, mix(shade, PAPER, 0.35))
    canvas.disc(80, 45, 12, WHITE)
    canvas.ring(80, 45, 12, mix(VIOLET, PAPER, 0.15), 1)
    nature.lotus(canvas, 80, 51, 10)


def circle_of_people(canvas: Canvas, dice: Random, colour: str) -> None:
    """People around a table, seen from above; what is said spreads like ripples on water."""
    canvas.fill(pale(EARTH, 0.86))
    for ring in range(7):
        canvas.ring(80, 45, 20 + ring * 13, mix(LAKE, PAPER, 0.6 + ring * 0.05), 0.5)
    shades = [LAKE, EARTH, LOTUS, LEAF, RICE, SKY, VIOLET]
    count, shift = dice.randint(9, 12), dice.uniform(0, 6)
    for number in range(count):
        angle = 2 * math.pi * number / count + shift
        x, y = 80 + math.cos(angle) * 31, 45 + math.sin(angle) * 31
        canvas.disc(x, y, 5.2, mix(shades[number % len(shades)], PAPER, 0.18))
        canvas.disc(x, y, 2.5, pale(GOLD, 0.55))
    canvas.disc(80, 45, 19, WHITE)
    for sheet in range(4):
        left, top = 70 + (sheet % 2) * 11, 36 + (sheet // 2) * 10
        canvas.box(left, top, left + 8, top + 7, mix(LAKE_SOFT, PAPER, 0.2), 0.6)


def sheet_of_paper(canvas: Canvas, dice: Random, colour: str) -> None:
    """One page with four parts, between reeds."""
    canvas.fill(pale(LOTUS, 0.9))
    nature.reeds(canvas, dice, 4, 40, 12)
    nature.reeds(canvas, dice, 122, 156, 12)
    canvas.shape([(50, 10), (112, 7), (115, 85), (53, 88)], mix(INK, PAPER, 0.82))
    canvas.box(50, 6, 112, 84, WHITE, 1)
    for number, shade in enumerate((LAKE, VIOLET, LOTUS, LEAF)):
        top = 14 + number * 17
        canvas.disc(58, top + 3, 2.8, mix(shade, PAPER, 0.15))
        for row in range(3):
            end = 66 + dice.uniform(18, 38)
            canvas.line([(66, top + row * 4), (end, top + row * 4)], mix(INK, PAPER, 0.7), 0.7)


def notebook(canvas: Canvas, dice: Random, colour: str) -> None:
    """An open notebook by the water."""
    nature.sky(canvas, dice)
    nature.hills(canvas, dice, 44)
    nature.water(canvas, dice, 46)
    canvas.shape([(34, 84), (80, 78), (126, 84), (126, 40), (80, 34), (34, 40)], mix(INK, LAKE, 0.3))
    for side in (-1, 1):
        page = [(80, 76), (80, 33), *bend((80, 33), (80 + side * 22, 27), (80 + side * 43, 36))]
        canvas.shape([*page, (80 + side * 43, 80), *bend((80 + side * 43, 80), (80 + side * 22, 70), (80, 76))], WHITE)
        for row in range(7):
            y = 41 + row * 4.6
            reach = dice.uniform(20, 34)
            canvas.line([(80 + side * 5, y - 1), (80 + side * reach, y)], mix(LEAF, PAPER, 0.55), 0.6)
    nature.reeds(canvas, dice, 128, 160, 10)


def flower(canvas: Canvas, dice: Random, colour: str) -> None:
    """The flower of a team in its colour, on water."""
    shade = colour or LOTUS
    canvas.fill(mix(LAKE, INK, 0.15))
    for ring in range(8):
        canvas.ring(80, 45, 30 + ring * 11, mix(LAKE, LAKE_SOFT, 0.16 + ring * 0.015), 0.5)
    petals = dice.choice([5, 6, 8, 10])
    turn = dice.uniform(0, 40)
    for layer, (size, deep) in enumerate(((34, 0.3), (25, 0.15), (16, 0.0))):
        for petal in range(petals):
            angle = turn + 360 * (petal + layer / 2) / petals
            canvas.shape(leaf((80, 45), size, angle, size * 1.5 / petals + 2), mix(shade, INK, deep))
    canvas.disc(80, 45, 4.5, mix(GOLD, EARTH, 0.15))
    for seed in range(8):
        angle = 2 * math.pi * seed / 8
        canvas.disc(80 + math.cos(angle) * 3, 45 + math.sin(angle) * 3, 0.6, EARTH)


def school(canvas: Canvas, dice: Random, colour: str) -> None:
    """A school of one storey under trees."""
    nature.sky(canvas, dice)
    nature.hills(canvas, dice, 58)
    canvas.band(66, HEIGHT, mix(LEAF, GOLD, 0.45))
    roof = mix(dice.choice([RICE, LAKE, EARTH]), PAPER, 0.1)
    canvas.box(38, 46, 122, 70, mix(GOLD, PAPER, 0.75))
    canvas.shape([(32, 48), (44, 34), (116, 34), (128, 48)], roof)
    for number in range(6):
        canvas.box(43 + number * 13, 52, 51 + number * 13, 62, mix(LAKE, LAKE_SOFT, 0.5), 0.5)
    for x in (18, 140, dice.uniform(6, 26), dice.uniform(134, 154)):
        canvas.line([(x, 76), (x, 56)], EARTH, 1.4)
        canvas.disc(x, 50, dice.uniform(8, 12), mix(LEAF, LAKE, dice.uniform(0.1, 0.6)))


def meadow(canvas: Canvas, dice: Random, colour: str) -> None:
    """Hills, water and reeds: what fits whatever is told."""
    nature.sky(canvas, dice, mix(dice.choice([GOLD, SKY, LAKE, LOTUS]), LAKE_SOFT, 0.75))
    nature.hills(canvas, dice, 56)
    nature.water(canvas, dice, 60)
    nature.flock(canvas, dice, dice.randint(3, 7))
    nature.reeds(canvas, dice, *dice.choice([(-2, 40), (118, 162)]), 18)
    nature.lily_pads(canvas, dice, 5)
    nature.lotus(canvas, dice.uniform(50, 110), 80, 8)
