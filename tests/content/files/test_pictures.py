from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from content.files.pictures import LONGEST_SIDE, PictureField, clean_picture

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

ORIENTATION, MAKER, GPS_IFD = 0x0112, 0x010F, 0x8825


def upload(picture: Image.Image, kind: str, **options: object) -> SimpleUploadedFile:
    stored = BytesIO()
    picture.save(stored, kind, **options)
    return SimpleUploadedFile(f"ภาพ.{kind.lower()}", stored.getvalue())


def noise(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 60).convert("RGB")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_picture_is_scaled_and_tells_its_size(kind: str) -> None:
    clean = clean_picture(upload(noise(2400, 1200), kind))
    with Image.open(clean.content) as kept:
        assert kept.size == (clean.width, clean.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_photo_becomes_a_jpeg_with_the_name_it_came_with() -> None:
    clean = clean_picture(upload(noise(20, 20), "WEBP"))
    assert clean.name == "ภาพ.jpg"
    assert Image.open(clean.content).format == "JPEG"


def test_nothing_of_what_the_camera_noted_is_kept_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Camera"
    exif[GPS_IFD] = {1: "N", 2: (7.0, 46.0, 0.0)}
    clean = clean_picture(upload(noise(40, 30), "JPEG", exif=exif))
    assert (clean.width, clean.height) == (30, 40)
    assert not dict(Image.open(clean.content).getexif())


def test_no_comment_and_no_xmp_is_kept() -> None:
    noted = {"comment": b"Khru Somsri", "xmp": b"<x:xmpmeta>7.46 N</x:xmpmeta>"}
    sent = upload(noise(40, 30), "JPEG", **noted)
    assert b"Khru Somsri" in sent.read()
    kept = clean_picture(sent).content.read()
    assert b"Khru Somsri" not in kept
    assert b"7.46 N" not in kept


def test_drawing_and_picture_with_holes_stay_png() -> None:
    for picture in (Image.new("RGB", (50, 50), "#a8245b"), Image.new("RGBA", (50, 50), (1, 2, 3, 0))):
        assert clean_picture(upload(picture, "PNG")).name == "ภาพ.png"


def test_longest_side_may_be_another() -> None:
    assert clean_picture(upload(noise(300, 400), "JPEG"), longest_side=200).height == 200


@pytest.mark.parametrize("content", [b"no picture", b"GIF89a", b"\xff\xd8\xff" + bytes(99), b"<svg onload=alert(1)>"])
def test_what_is_no_picture_is_named(content: bytes) -> None:
    with pytest.raises(ValidationError, match="แผ่นงาน") as caught:
        clean_picture(SimpleUploadedFile("แผ่นงาน.jpg", content))
    assert caught.value.code == "no_picture"


def test_too_many_bytes_and_too_many_points_are_refused(settings: SettingsWrapper) -> None:
    picture = upload(noise(100, 100), "PNG")
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 9_999
    with pytest.raises(ValidationError) as caught:
        clean_picture(picture)
    assert caught.value.code == "too_many_points"
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    with pytest.raises(ValidationError) as caught:
        clean_picture(picture)
    assert caught.value.code == "too_large"


def test_field_that_is_not_required_takes_none() -> None:
    assert PictureField(required=False).clean(None) is None
