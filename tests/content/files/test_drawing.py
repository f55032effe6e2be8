"""Pictures drawn by the project: the same input gives the same picture, and files stay small."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from content.demo.schema.site_files import SCENES
from content.files.drawing import draw_picture
from content.files.drawing.choice import OF_KIND, OF_WORDS, scene_for

TITLES = ["ทะเลน้อย บ้านของนกน้ำ", "หนังตะลุง", "โนรา", "ข้าวสังข์หยด", "ทะเลสาบสงขลา", "ตลาดใต้โหนด", "ประกาศ"]


def test_the_same_input_gives_the_same_picture() -> None:
    pictures = {draw_picture(kind="news", title="ประกาศ", tags=tags) for tags in (["ก", "ข"], ["ข", "ก"])}

    assert len(pictures) == 1


def test_another_title_gives_another_picture() -> None:
    assert draw_picture(kind="news", title="ก") != draw_picture(kind="news", title="ข")


@pytest.mark.parametrize("title", TITLES)
def test_a_picture_is_wide_and_light(title: str) -> None:
    data = draw_picture(kind="learning-unit", title=title)

    assert len(data) < 90_000
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == ("WEBP", (1200, 675))


@pytest.mark.parametrize("kind", OF_KIND)
def test_each_kind_has_its_scene(kind: str) -> None:
    assert draw_picture(kind=kind, title="", colour="#d96a8f")


def test_the_title_decides_the_scene_of_a_unit() -> None:
    assert [scene_for("learning-unit", title, []).__name__ for title in TITLES] == [
        "wetland",
        "shadow_stage",
        "dance",
        "rice_field",
        "lake",
        "palm_market",
        "meadow",
    ]


def test_every_scene_has_a_text_in_the_sample_data() -> None:
    scenes = {scene.__name__ for scene in OF_KIND.values()} | {scene.__name__ for _words, scene in OF_WORDS}

    assert scenes | {"meadow"} == set(SCENES)
