"""
Pictures drawn by the project, for what has none of its own.

A picture is made from kind, tags and title: calm flat shapes of the district's palette. The same input gives the same
picture, on every machine and in every year, so that nothing changes its face by itself.
"""

from __future__ import annotations

import hashlib
import io
import random
from typing import TYPE_CHECKING

from content.files.drawing.canvas import Canvas
from content.files.drawing.choice import scene_for

if TYPE_CHECKING:
    from collections.abc import Iterable

QUALITY = 86


def draw_picture(*, kind: str, title: str, tags: Iterable[str] = (), colour: str = "") -> bytes:
    """A WebP picture of 1200 × 675 pixels for something of this kind; `colour` (#rrggbb) tints what has a colour."""
    names = sorted(tags)
    seed = hashlib.sha256("\n".join([kind, title, colour, *names]).encode()).digest()
    dice = random.Random(int.from_bytes(seed))  # noqa: S311 - a drawing, not a secret
    canvas = Canvas()
    scene_for(kind, title, names)(canvas, dice, colour)
    return encode(canvas)


def encode(canvas: Canvas) -> bytes:
    buffer = io.BytesIO()
    canvas.finished().save(buffer, "WEBP", quality=QUALITY, method=4)
    return buffer.getvalue()
