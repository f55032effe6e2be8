"""Covers, drawn by the project."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.core.files.images import ImageFile

from content.files.drawing import draw_picture
from content.files.drawing.choice import scene_for
from content.files.models import OfficeImage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.demo.load.context import Load


def cover_for(load: Load, *, kind: str, title: str, tags: Sequence[str] = (), colour: str = "") -> OfficeImage:
    """A new picture in the library for a page of this kind, title and tags."""
    scene = scene_for(kind, title, sorted(tags)).__name__
    data = draw_picture(kind=kind, title=title, tags=tags, colour=colour)
    image = OfficeImage(
        title=title,
        description=load.district.site["picture_texts"][scene],
        credit=load.words["credit"],
        file=ImageFile(io.BytesIO(data), name=f"{scene.replace('_', '-')}.webp"),
    )
    image.save()
    load.written_files.append(lambda: image.file.storage.delete(image.file.name))
    return image
