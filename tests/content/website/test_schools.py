"""The school directory and school pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from content.taxonomy.models import Grade
from content.website.school_directory import check_data_link
from tests.factories.people import SchoolFactory, StudentCountFactory
from tests.factories.website import SchoolIndexPageFactory, SchoolPageFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.website.models import SchoolIndexPage
    from tests.support.site_tree import SiteTree


@pytest.fixture
def index(site_tree: SiteTree) -> SchoolIndexPage:
    return SchoolIndexPageFactory(slug="schools", data_link="https://data.example.org/?School_ID={ministry_code}")


def school_page(name: str, **fields: object):
    return SchoolPageFactory(title=name, school=SchoolFactory(name=name, **fields))


def titles(client, query: str = "") -> list[str]:
    return [school["title"] for school in client.get(f"/schools/{query}").context["schools"]]


def test_schools_stand_in_the_order_of_a_thai_dictionary(index: SchoolIndexPage, client) -> None:
    for name in ("บ้านนก", "บ้านเกาะ", "บ้านไก่", "บ้านขนม"):
        school_page(name)

    assert titles(client) == ["บ้านเกาะ", "บ้านไก่", "บ้านขนม", "บ้านนก"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?district=ป่าบอน", ["วัดควน"]),
        ("?size=large", ["อนุบาล"]),
        ("?network=ริมทะเลสาบ", ["อนุบาล"]),
        ("?q=ควน", ["วัดควน"]),
        ("?q=1093", ["วัดควน"]),
        ("?district=ป่าบอน&q=อนุบาล", []),
        ("?district=ไม่มี", []),
        ("?q=%25", []),
        ("?q=%FF", []),
        ("?size=' OR 1=1 --", []),
    ],
)
def test_filters_narrow_the_directory(query: str, found: list[str], index: SchoolIndexPage, client) -> None:
    school_page("วัดควน", district="ป่าบอน", size="small", ministry_code="1093999904")
    school_page("อนุบาล", district="บางแก้ว", size="large", network="ริมทะเลสาบ")

    assert titles(client, query) == found


def test_filters_offer_what_occurs_among_visible_schools(index: SchoolIndexPage, client, restrict: Callable) -> None:
    school_page("วัดควน", district="ป่าบอน")
    restrict(school_page("โรงเรียนปิด", district="ตะโหมด"))

    districts = client.get("/schools/").context["choices"][0]["options"]

    assert [option["value"] for option in districts] == ["ป่าบอน"]


def test_endless_words_give_a_page(index: SchoolIndexPage, client) -> None:
    assert client.get("/schools/", {"q": "ก " * 5000}).status_code == 200


def test_student_table_adds_up_by_level_and_in_all(index: SchoolIndexPage, client) -> None:
    page = school_page("บ้านริมเล")
    primary, secondary = Grade.Level.PRIMARY, Grade.Level.LOWER_SECONDARY
    p5 = Grade.objects.create(code="ป.5", slug="p5", name="ประถม 5", level=primary, order=8)
    p6 = Grade.objects.create(code="ป.6", slug="p6", name="ประถม 6", level=primary, order=9)
    m1 = Grade.objects.create(code="ม.1", slug="m1", name="มัธยม 1", level=secondary, order=10)
    for grade in (m1, p6, p5):
        StudentCountFactory(school=page.school, grade=grade, male=10, female=5)
    StudentCountFactory(school=page.school, grade=p5, academic_year=2025, male=99)

    table = client.get(page.get_url()).context["students"]

    assert table["academic_year"] == 2026
    assert [[row["grade"] for row in level["rows"]] for level in table["levels"]] == [["ป.5", "ป.6"], ["ม.1"]]
    assert [level["total"]["total"] for level in table["levels"]] == [30, 15]
    assert table["total"] == {"male": 30, "female": 15, "total": 45, "rooms": 3}


def test_school_without_counts_has_no_table(index: SchoolIndexPage, html_of: Callable) -> None:
    assert 'class="table students"' not in html_of(school_page("บ้านใหม่").get_url())


def test_school_links_to_national_data_by_its_code(index: SchoolIndexPage, html_of: Callable) -> None:
    html = html_of(school_page("บ้านริมเล", ministry_code="1093999901").get_url())

    assert 'href="https://data.example.org/?School_ID=1093999901"' in html


@pytest.mark.parametrize("link", ["https://data.example.org/", "javascript:{ministry_code}", "{ministry_code}"])
def test_data_link_must_be_an_address_with_the_place_of_the_code(link: str) -> None:
    with pytest.raises(ValidationError):
        check_data_link(link)
