"""Whatever is sent: a clear answer, nothing lost, never a fault of the server."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from content.files.models import OfficeDocument, OfficeImage
from content.notes.models import LONGEST_BODY, NotePage
from tests.content.writing.conftest import body_of, typed

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from tests.content.writing.conftest import Office


@pytest.fixture
def _files_of_the_test(settings: SettingsWrapper, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(size: tuple[int, int] = (2400, 1200), kind: str = "JPEG", *, position: bool = False) -> SimpleUploadedFile:
    stored = BytesIO()
    made = Image.effect_noise(size, 60).convert("RGB")
    exif = made.getexif()
    if position:
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010F] = "Camera"
    made.save(stored, kind, exif=exif)
    return SimpleUploadedFile(f"ภาพ.{kind.lower()}", stored.getvalue())


def add(client: Client, upload: object, words: str = "เด็กวาดภาพ") -> object:
    return client.post("/write/pictures/", {"picture": upload, "words": words})


@pytest.mark.usefixtures("_files_of_the_test")
def test_picture_is_scaled_and_loses_its_position(client: Client, office: Office) -> None:
    client.force_login(office.writer)
    answer = add(client, picture(position=True))
    kept = Image.open(OfficeImage.objects.get().file)

    assert answer.status_code == 200
    assert answer.json()["markdown"].startswith("![เด็กวาดภาพ](/media/")
    assert max(kept.size) == 1600
    assert not dict(kept.getexif())


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<svg onload=alert(1)>", b"\xff\xd8\xff" + b"\0" * 200, b"%PDF-1.7 nothing", b"PK\x03\x04"],
)
def test_picture_that_is_none_is_refused_in_words(client: Client, office: Office, content: bytes) -> None:
    client.force_login(office.writer)
    answer = add(client, SimpleUploadedFile("ภาพ.jpg", content))

    assert answer.status_code == 400
    assert answer.json()["message"]
    assert not OfficeImage.objects.exists()


def test_picture_of_50_megabytes_is_refused_in_words(client: Client, office: Office) -> None:
    client.force_login(office.writer)
    answer = add(client, SimpleUploadedFile("ภาพ.jpg", b"\xff\xd8\xff" + bytes(50 * 1024 * 1024)))

    assert answer.status_code == 400
    assert "MB" in answer.json()["message"] or "เมก" in answer.json()["message"]


def test_picture_with_too_many_points_is_refused(client: Client, office: Office, settings: SettingsWrapper) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    client.force_login(office.writer)

    assert add(client, picture((100, 100))).status_code == 400


def test_visitor_and_member_add_no_pictures(client: Client, office: Office, make_user: object) -> None:
    assert add(client, picture((10, 10))).status_code == 401 or not OfficeImage.objects.exists()
    client.force_login(make_user())
    assert add(client, picture((10, 10))).status_code == 403
    assert not OfficeImage.objects.exists()


def test_text_that_is_too_long_says_so_and_stays_in_the_form(office: Office, at: object) -> None:
    long = "ก" * (LONGEST_BODY + 1)
    with at(office.writer) as desk:
        page = desk.begin()
        answer = desk.save(page, layout="whole", body=long)

    assert answer.status_code == 200
    assert "200001" in str(answer.context["form"].errors["body"]).replace(",", "")
    assert answer.context["form"]["body"].value() == long
    assert "ให้วาดภาพก่อนอ่าน" in body_of(page)


def test_longest_text_is_kept(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        desk.save(page, layout="whole", body="ก" * LONGEST_BODY)

    assert len(body_of(page)) == LONGEST_BODY


def test_invisible_characters_go_and_the_text_stays(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(title="อ่าน\u200bคล่อง\x00", part_0="นํ้า\u202e\ufeff\x08ใส")
    draft = page.get_latest_revision_as_object()

    assert draft.title == "อ่านคล่อง"
    assert "น้ำใส" in draft.body


def test_html_pasted_from_word_becomes_harmless(client: Client, office: Office, at: object) -> None:
    word = "<p class=MsoNormal style='mso-x:1' onclick=alert(1)>ข้อความ<o:p></o:p></p><script>alert(1)</script>"
    with at(office.writer) as desk:
        page = desk.begin(part_0=word, action="submit")
        html = client.get(f"/write/{page.pk}/review/").content.decode()
    shown = html[html.index("data-quotable") : html.index("</main>")]

    assert "ข้อความ" in shown
    assert "onclick" not in shown
    assert "alert(1)</script>" not in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("dated", "พรุ่งนี้"),
        ("academic_year", "69"),
        ("coauthors", "ไม่มีคนนี้"),
        ("grades", "99999"),
        ("work_group", "x"),
        ("audience", "everybody"),
        ("related", "1 OR 1=1"),
        ("files_kept", "7"),
        ("reviewer", "0"),
        ("summary", "ก" * 301),
        ("title", "ก" * 256),
        ("tags", ",".join(f"คำ{n}" for n in range(30))),
    ],
)
def test_wrong_value_is_named_and_the_rest_is_saved(office: Office, at: object, field: str, value: str) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        answer = desk.save(page, part_0="ส่วนที่ดี", **{field: value})

    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "ส่วนที่ดี" in body_of(page)


def test_file_that_is_not_what_its_name_says_is_refused(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        answer = desk.save(page, files=SimpleUploadedFile("ใบงาน.pdf", b"MZ nothing"))

    assert "ใบงาน.pdf" in str(answer.context["form"].errors["files"])
    assert not OfficeDocument.objects.exists()


@pytest.mark.usefixtures("_files_of_the_test")
def test_cover_and_files_are_kept_and_taken_away_again(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        pdf = SimpleUploadedFile("ใบงาน.pdf", b"%PDF-1.7 ...")
        desk.save(page, files=pdf, cover_file=picture((60, 40)), cover_words="เด็ก")
        draft = NotePage.objects.get().get_latest_revision_as_object()
        kept = [row.document.title for row in draft.item_attachments.all()]
        words = draft.cover.description
        desk.save(page, cover_away="on")
        draft = NotePage.objects.get().get_latest_revision_as_object()

    assert (kept, words) == (["ใบงาน.pdf"], "เด็ก")
    assert draft.cover is None
    assert not draft.item_attachments.exists()


def test_preview_is_the_real_rendering_and_saves_nothing(client: Client, office: Office) -> None:
    client.force_login(office.writer)
    values = typed(action="preview", part_0="**“ไทย”**ต่อ\n\n- [x] เสร็จ")
    html = client.post("/write/notes/new/", values, headers={"x-requested-with": "fetch"}).content.decode()

    assert "<strong>“ไทย”</strong>ต่อ" in html
    assert "☑ เสร็จ" in html
    assert "<body" not in html
    assert not NotePage.objects.exists()


def test_preview_without_scripts_keeps_the_form(client: Client, office: Office) -> None:
    client.force_login(office.writer)
    html = client.post("/write/notes/new/", typed(action="preview")).content.decode()

    assert "writing__preview" in html
    assert "ให้วาดภาพก่อนอ่าน</textarea>" in html


def test_form_with_hardly_anything_in_it_is_no_fault(client: Client, office: Office) -> None:
    client.force_login(office.writer)

    assert client.post("/write/notes/new/", {}).status_code in {200, 302}
    assert client.post("/write/notes/new/", {"action": "submit", "key": "x", "note_type": "?"}).status_code == 200
    assert client.get("/write/nothing/new/").status_code == 404
    assert client.get("/write/999999/").status_code == 404
