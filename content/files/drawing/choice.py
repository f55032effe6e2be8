"""Which scene suits a kind, its tags and its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.files.drawing import scenes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from content.files.drawing.canvas import Canvas

    Scene = Callable[[Canvas, Random, str], None]

OF_KIND: dict[str, Scene] = {
    "mind-map": scenes.branches,
    "focus-group": scenes.circle_of_people,
    "reflection": scenes.sheet_of_paper,
    "note": scenes.notebook,
    "team": scenes.flower,
    "school": scenes.school,
}
# Words of a title or a tag that call for a scene; the first that is met decides.
OF_WORDS: tuple[tuple[tuple[str, ...], Scene], ...] = (
    (("หนังตะลุง", "เงา"), scenes.shadow_stage),
    (("โนรา", "ท่ารำ"), scenes.dance),
    (("สังข์หยด", "ข้าว", "ทุ่งนา"), scenes.rice_field),
    (("ใต้โหนด", "ตาลโตนด", "ตลาด"), scenes.palm_market),
    (("ทะเลน้อย", "นกน้ำ", "พื้นที่ชุ่มน้ำ"), scenes.wetland),
    (("ทะเลสาบ", "น้ำหลาก", "อุทกภัย", "น้ำท่วม"), scenes.lake),
    (("Focus Group", "สนทนากลุ่ม", "แลกเปลี่ยนเรียนรู้"), scenes.circle_of_people),
    (("Mind Map", "แผนที่ความคิด"), scenes.branches),
    (("ห้องเรียน", "โรงเรียน", "เปิดชั้นเรียน"), scenes.school),
    (("คลังความรู้", "ขุมความรู้"), scenes.notebook),
)


def scene_for(kind: str, title: str, tags: Sequence[str]) -> Scene:
    if kind in OF_KIND:
        return OF_KIND[kind]
    text = "\n".join([title, *tags])
    for words, scene in OF_WORDS:
        if any(word in text for word in words):
            return scene
    return scenes.meadow
