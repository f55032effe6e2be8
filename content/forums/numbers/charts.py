"""Bars as plain values for `forums/numbers/chart.html`: geometry stands in attributes, for the policy has no styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 480, 180
TOP, BOTTOM = 24, 28
GAP = 0.3


def bars(name: str, title: str, unit: str, values: Sequence[tuple[str, float | None]]) -> dict[str, object]:
    """
    One chart: `values` are label and number, None where there is nothing to count.

    The description says in words what the bars show; every number stands in the table beside it.
    """
    known = [value for _label, value in values if value is not None]
    highest = max(known, default=0) or 1
    step = WIDTH / max(len(values), 1)
    room = HEIGHT - TOP - BOTTOM
    return {
        "name": name,
        "title": title,
        "description": "; ".join(f"{label} {_number(value)} {unit}".strip() for label, value in values),
        "width": WIDTH,
        "height": HEIGHT,
        "base": HEIGHT - BOTTOM,
        "bars": [
            {
                "label": label,
                "number": _number(value),
                "x": round(step * place + step * GAP / 2, 1),
                "middle": round(step * (place + 0.5), 1),
                "y": round(HEIGHT - BOTTOM - room * (value or 0) / highest, 1),
                "width": round(step * (1 - GAP), 1),
                "height": round(room * (value or 0) / highest, 1),
            }
            for place, (label, value) in enumerate(values)
        ],
    }


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.1f}".removesuffix(".0")
