"""Where pictures and documents are kept."""

from __future__ import annotations

import re

import pytest
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file

from content.files.models import OfficeDocument, OfficeImage

pytestmark = pytest.mark.django_db


def test_original_and_renditions_lie_in_one_unguessable_folder() -> None:
    image = OfficeImage.objects.create(title="นกน้ำ", description="นกน้ำ", file=get_test_image_file("นกน้ำ.png"))
    found = re.fullmatch(r"original_images/([a-z0-9]{12})/nok-nam\.png", image.file.name)

    assert found
    assert image.get_rendition("width-100").file.name.startswith(f"images/{found.group(1)}/")


def test_same_name_twice_gets_two_folders() -> None:
    names = {
        OfficeDocument.objects.create(title="ใบงาน", file=ContentFile(b"x", name="ใบงาน.txt")).file.name
        for _ in range(2)
    }

    assert len({name.rpartition("/")[0] for name in names}) == 2


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a/b/c.txt", "ก" * 300 + ".txt", ".htaccess"])
def test_odd_file_names_stay_in_their_folder(name: str) -> None:
    document = OfficeDocument(title="x", file=ContentFile(b"x", name="x.txt"))
    path = document.file.field.generate_filename(document, name)

    assert re.fullmatch(r"documents/[a-z0-9]{12}/[a-z0-9.-]+", path)
    assert len(path) < 120
