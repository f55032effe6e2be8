"""A list of a school's staff: read, looked at, confirmed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from content.people.invitations.models import Invitation
from content.people.invitations.sheet import MOST_ROWS, SheetError, read_sheet
from content.people.roles import RoleKey
from tests.factories.people import InvitationFactory, SchoolFactory, UserFactory, WorkGroupFactory, user_with_role

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.support.smtp import Mailbox

pytestmark = pytest.mark.django_db
HEADER = "อีเมล,ตำแหน่ง,บทบาท,โรงเรียน,กลุ่มงาน"
LIST = f"{HEADER}\r\nkhru1@example.invalid,ครูผู้สอน,,,\r\nkhru2@example.invalid,ผู้อำนวยการโรงเรียน,ผู้เขียน,,\r\n"
DMC = (
    "รหัสโรงเรียน,ชื่อโรงเรียน,เลขประจำตัวประชาชน,ชั้น,ห้อง,รหัสนักเรียน,เพศ,คำนำหน้าชื่อ,ชื่อ,นามสกุล,วันเกิด\r\n"
    "93020001,บ้านตัวอย่าง,1100000000000,ป.1,1,123,ช,เด็กชาย,ตัวอย่าง,สมมุติ,1/1/2560\r\n"
)


def upload(client: Client, data: bytes | str, name: str = "staff.csv", **fields: object) -> HttpResponse:
    data = data.encode() if isinstance(data, str) else data
    return client.post(reverse("import_staff"), {"file": SimpleUploadedFile(name, data), "school": "", **fields})


def errors_of(response: HttpResponse) -> dict[int, list[str]]:
    return {person.number: person.errors for person in response.context["staff"].bad}


def confirm(client: Client, response: HttpResponse) -> HttpResponse:
    return client.post(reverse("confirm_import_staff"), {"rows": response.context["signed"]}, follow=True)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16"])
def test_thai_is_read_in_every_usual_encoding(encoding: str) -> None:
    sheet = read_sheet(LIST.encode(encoding))

    assert sheet.header == HEADER.split(",")
    assert sheet.rows[1].cells[1] == "ผู้อำนวยการโรงเรียน"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_delimiter_is_read(delimiter: str) -> None:
    assert read_sheet(LIST.replace(",", delimiter).encode()).header == HEADER.split(",")


def test_workbook_is_read() -> None:
    sheet = read_sheet(workbook(("อีเมล", "ตำแหน่ง"), (None, None), ("a@example.invalid", 7)))

    assert [(row.number, row.cells) for row in sheet.rows] == [(3, ["a@example.invalid", "7"])]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        HEADER.encode(),
        b"PK\x03\x04 not a workbook",
        b"\xd0\xcf\x11\xe0 old excel",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"%PDF-1.7\n\x00",
        b"\xff\xfe\x00",
        b"a\xff\xdb\xfc\n\xfe\xff\x81",
        b"x" * (1024 * 1024 + 1),
        ("อีเมล,ตำแหน่ง\n" + "a@b.invalid,ครู\n" * (MOST_ROWS + 1)).encode(),
        b'"' + b"x" * 200_000,
    ],
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(SheetError):
        read_sheet(data)


def test_workbook_that_unpacks_to_a_flood_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as flood:
        flood.writestr("xl/worksheets/sheet1.xml", b"0" * (31 * 1024 * 1024))

    with pytest.raises(SheetError):
        read_sheet(buffer.getvalue())


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml"])
def test_other_office_files_are_refused(name: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as other:
        other.writestr(name, b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')

    with pytest.raises(SheetError):
        read_sheet(buffer.getvalue())


def test_damaged_workbook_is_refused_wherever_it_is_cut() -> None:
    whole = workbook(("อีเมล", "ตำแหน่ง"), ("a@example.invalid", "ครู"))
    for end in range(10, len(whole), 400):
        with pytest.raises(SheetError):
            read_sheet(whole[:end])


def test_preview_saves_nothing_and_confirming_invites(office: Client, mailbox: Mailbox, commits_at_once: None) -> None:
    school = SchoolFactory(name="โรงเรียนบ้านตัวอย่าง")
    preview = upload(office, LIST, school=school.pk)
    assert not Invitation.objects.exists()
    assert "khru1@example.invalid" in preview.content.decode()

    confirm(office, preview)
    found = Invitation.objects.order_by("email").values_list("email", "role", "school__name")
    assert list(found) == [
        ("khru1@example.invalid", "member", school.name),
        ("khru2@example.invalid", "contributor", school.name),
    ]
    assert sorted(letter["To"] for letter in mailbox.letters) == ["khru1@example.invalid", "khru2@example.invalid"]


def test_confirming_twice_invites_once(office: Client, mailbox: Mailbox, commits_at_once: None) -> None:
    preview = upload(office, LIST)
    confirm(office, preview)
    response = confirm(office, preview)

    assert response.status_code == 200
    assert Invitation.objects.count() == 2
    assert len(mailbox.letters) == 2


def test_one_refused_address_does_not_stop_the_others(office: Client, mailbox: Mailbox, commits_at_once: None) -> None:
    mailbox.refused.add("khru1@example.invalid")
    confirm(office, upload(office, LIST))

    assert [letter["To"] for letter in mailbox.letters] == ["khru2@example.invalid"]
    assert Invitation.objects.filter(is_undelivered=True).count() == 1


def test_each_wrong_row_says_what_is_wrong(office: Client) -> None:
    UserFactory(email="known@example.invalid")
    InvitationFactory(email="invited@example.invalid")
    SchoolFactory(name="โรงเรียนบ้านตัวอย่าง", smis_code="93020001")
    for district in ("ก", "ข"):
        SchoolFactory(name="โรงเรียนวัดซ้ำ", district=district)
    WorkGroupFactory(name="กลุ่มนิเทศฯ", short_name="นิเทศฯ")
    rows = [
        "good@example.invalid,ครู,,บ้านตัวอย่าง,นิเทศฯ",
        "not an address,ครู,,,",
        "good@example.invalid,ครู,,,",
        "known@example.invalid,ครู,,,",
        "invited@example.invalid,ครู,,,",
        "a@example.invalid,,,,",
        f"b@example.invalid,{'ก' * 300},,,",
        "c@example.invalid,ครู,จักรพรรดิ,,",
        "d@example.invalid,ครู,,โรงเรียนที่ไม่มี,",
        "e@example.invalid,ครู,,วัดซ้ำ,",
        "f@example.invalid,ครู,,,กลุ่มที่ไม่มี",
        "=1+1,ครู,,,",
        "g@example.invalid,ครู,,93020001,",
    ]
    response = upload(office, "\n".join([HEADER, *rows]))

    assert sorted(errors_of(response)) == list(range(3, 14))
    assert [person.number for person in response.context["staff"].good] == [2, 14]
    assert "แถวที่ 13" in response.content.decode()


@pytest.mark.parametrize("data", [DMC.encode(), DMC.encode("cp874"), b"\xef\xbb\xbf" + DMC.encode()])
def test_pupil_file_is_refused_by_its_header(office: Client, data: bytes) -> None:
    response = upload(office, data)
    text = response.content.decode()

    assert "เลขประจำตัวประชาชน" in text
    assert "1100000000000" not in text
    assert "สมมุติ" not in text
    assert not Invitation.objects.exists()


def test_pupil_workbook_with_mail_columns_is_refused_too(office: Client) -> None:
    data = workbook(("อีเมล", "ตำแหน่ง", "เลขประจำตัว ประชาชน (13 หลัก)"), ("a@example.invalid", "ครู", "1100000000000"))
    response = upload(office, data, "staff.xlsx")

    assert "staff" not in response.context
    assert "1100000000000" not in response.content.decode()


def test_missing_columns_are_named(office: Client) -> None:
    text = upload(office, "ชื่อ,ตำแหน่ง\nก,ครู\n").content.decode()

    assert "อีเมล" in text
    assert "ชื่อ, ตำแหน่ง" in text


def test_column_given_twice_is_named(office: Client) -> None:
    text = upload(office, "อีเมล,email,ตำแหน่ง\na@example.invalid,b@example.invalid,ครู\n").content.decode()

    assert "“อีเมล”" in text
    assert "“email”" in text


def test_columns_that_are_not_read_are_named(office: Client) -> None:
    text = upload(office, "อีเมล,ตำแหน่ง,เบอร์โทร\na@example.invalid,ครู,0810000000\n").content.decode()

    assert "เบอร์โทร" in text
    assert "0810000000" not in text


def test_formula_in_a_workbook_is_named_not_worked_out(office: Client) -> None:
    data = workbook(("อีเมล", "ตำแหน่ง"), ('="a"&"@example.invalid"', "ครู"), ("b@example.invalid", "ครู"))

    assert list(errors_of(upload(office, data, "staff.xlsx"))) == [2]


@pytest.mark.parametrize("rows", ["", "x", "a:b:c"])
def test_forged_confirmation_invites_nobody(office: Client, rows: str) -> None:
    response = office.post(reverse("confirm_import_staff"), {"rows": rows}, follow=True)

    assert response.status_code == 200
    assert not Invitation.objects.exists()


def test_preview_of_another_person_cannot_be_confirmed(office: Client) -> None:
    preview = upload(office, LIST)
    office.force_login(user_with_role(RoleKey.ADMINISTRATOR))
    confirm(office, preview)

    assert not Invitation.objects.exists()


def test_school_deleted_after_the_preview_is_left_out(office: Client) -> None:
    school = SchoolFactory()
    preview = upload(office, LIST, school=school.pk)
    school.delete()
    confirm(office, preview)

    assert set(Invitation.objects.values_list("school", flat=True)) == {None}


def test_file_is_asked_for_in_words(office: Client) -> None:
    response = office.post(reverse("import_staff"), {"school": ""})

    assert response.status_code == 200
    assert "field__error" in response.content.decode()


@pytest.mark.parametrize("role", [None, RoleKey.MEMBER, RoleKey.EDITOR])
def test_others_import_nothing(client: Client, site_tree: object, role: RoleKey | None) -> None:
    if role:
        client.force_login(user_with_role(role))
    expected = 403 if role else 302
    statuses = {
        upload(client, LIST).status_code,
        client.post(reverse("confirm_import_staff"), {"rows": "x"}).status_code,
        client.get(reverse("import_staff_example")).status_code,
    }

    assert statuses == {expected}


def test_example_can_be_sent_back(office: Client) -> None:
    data = office.get(reverse("import_staff_example")).content

    assert len(upload(office, data).context["staff"].good) == 2


def test_long_lists_ask_no_more_than_short_ones(
    office: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = "".join(f"khru{number}@example.invalid,ครู,,,\n" for number in range(MOST_ROWS))
    upload(office, LIST)

    with django_assert_max_num_queries(16):
        response = upload(office, f"{HEADER}\n{rows}")
    assert len(response.context["staff"].good) == MOST_ROWS
