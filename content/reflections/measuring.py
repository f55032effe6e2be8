"""What a writer is told of the page while writing: how much room is left, and how it will look."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.reflections.paper.fitting import Fit, fit
from content.reflections.paper.layout import SMALLEST, lay_out
from content.reflections.paper.picture import to_picture
from content.reflections.rules import overflow_message

if TYPE_CHECKING:
    from content.reflections.paper.sheet import Sheet


def measured(written: Sheet, *, with_picture: bool) -> dict[str, object]:
    """`fits`, `lines_left`, `room` as a sentence and, if wanted, the page as the address of its `picture`."""
    found = fit(written)
    answer: dict[str, object] = {"fits": found.fits, "room": _room(found), "lines_left": found.lines_left}
    if with_picture:
        picture = to_picture(lay_out(written, found.size or SMALLEST))
        answer["picture"] = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    return answer


def _room(found: Fit) -> str:
    if found.overflow:
        return str(overflow_message(found.overflow))
    if found.lines_left == 0:
        return _("The page is full.")
    return _("There is room for about %(count)d more lines.") % {"count": found.lines_left}
