"""The parts of pages that a hit opens: their anchors stand on the page, and nothing private is among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file

from content.core.search_sources import page_key
from content.files.models import OfficeImage
from content.focus_groups.models import FocusGroupPage
from content.knowledge.models import ItemAuthor
from content.people.models import Profile
from content.website.models import StandardPage, TeamTask, WorkGroupPage, WorkGroupService
from search.registry import sources
from search.service import SearchQuery, search
from tests.factories.focus_groups import FocusGroupPageFactory, follow_up, group_of, resolution, theme
from tests.factories.mindmaps import MindMapPageFactory
from tests.factories.notes import NotePageFactory
from tests.factories.people import (
    SchoolFactory,
    StaffTeamFactory,
    TeamMembershipFactory,
    UserFactory,
    WorkGroupFactory,
)
from tests.factories.units import LearningUnitPageFactory
from tests.factories.website import SchoolPageFactory, StandardPageFactory, TeamPageFactory, WorkGroupPageFactory

if TYPE_CHECKING:
    from django.test import Client

    from content.core.models import BasePage
    from search.documents import SearchDocument
    from search.query import Hit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(site_tree: object) -> None:
    """Pages need the home page above them."""


def unit() -> BasePage:
    return LearningUnitPageFactory(
        essential_questions=["นกอยู่ที่ใด"],
        objectives_knowledge=["บอกชื่อนกน้ำได้"],
        core_content=["สายใยอาหาร"],
        materials=["กล้องสองตา"],
        project_title="แผนที่นกน้ำ",
        assessment_methods=["สังเกต"],
        reflection_students=["ได้เรียนรู้อะไร"],
        sufficiency_moderation="ใช้น้ำพอดี",
    )


def report() -> BasePage:
    return FocusGroupPageFactory(
        conclusions=["เบิกจ่ายช้า"],
        resolutions=[resolution("ทำแบบตรวจรายการ"), resolution("จ่ายภายในสามวัน")],
        follow_ups=[follow_up()],
        question_guide=["อะไรทำให้ช้า"],
        place="ห้องประชุมไพรวัลย์ธารา",
    )


def work_group() -> BasePage:
    group = WorkGroupFactory()
    UserFactory(first_name="สมชาย", profile__position="นักวิชาการเงิน", profile__work_group=group)
    return WorkGroupPageFactory(
        work_group=group,
        duties=["เบิกจ่ายเงินเดือน"],
        knowledge_topics=["ภาษีหัก ณ ที่จ่าย"],
        services=[WorkGroupService(name="ขอสำเนา ก.พ.7", requirements="บัตรประจำตัว")],
    )


def team() -> BasePage:
    team = StaffTeamFactory(agreed_rules=["ตรงเวลา"])
    TeamMembershipFactory(team=team, user=UserFactory(first_name="สมชาย", profile__position="ศึกษานิเทศก์"))
    return TeamPageFactory(team=team, success_story="ลดเวลาครึ่งหนึ่ง", tasks=[TeamTask(title="ปรับภูมิทัศน์")])


def school() -> BasePage:
    return SchoolPageFactory(school=SchoolFactory(strengths=["โนรา"]))


MAKERS = {
    "unit": unit,
    "report": report,
    "mind map": MindMapPageFactory,
    "work group": work_group,
    "team": team,
    "school": school,
    "body": lambda: StandardPageFactory(
        body=[
            ("heading", {"text": "ขั้นตอน", "level": "h2"}),
            ("paragraph", "<p>ยื่นคำขอ</p>"),
        ]
    ),
}


def document_of(page: BasePage) -> SearchDocument:
    source = next(source for source in sources() if getattr(source, "model", None) is type(page))
    return next(iter(source.documents([page_key(page.pk)])))


def first_hit(text: str) -> Hit:
    return search(SearchQuery(text=text), {"public"}).hits[0]


@pytest.mark.parametrize("name", MAKERS)
def test_every_anchor_stands_on_the_page(client: Client, name: str) -> None:
    page = MAKERS[name]()
    html = client.get(page.url).content.decode()
    sections = document_of(page).sections

    assert any(section.anchor for section in sections)
    assert [part.anchor for part in sections if part.anchor and f'id="{part.anchor}"' not in html] == []


@pytest.mark.parametrize(
    ("name", "text", "anchor"),
    [
        ("unit", "กล้องสองตา", "materials"),
        ("report", "จ่ายภายในสามวัน", "resolution-2"),
        ("report", "การเบิกจ่ายที่เร็ว", "need-1-1"),
        ("mind map", "กระจูด", "node-n-1-2"),
        ("team", "ตรงเวลา", "rules"),
        ("school", "โนรา", "strengths"),
        ("work group", "เบิกจ่ายเงินเดือน", "duties"),
        ("work group", "นักวิชาการเงิน", "people"),
    ],
)
def test_a_hit_opens_the_part_that_answers(name: str, text: str, anchor: str) -> None:
    page = MAKERS[name]()

    assert first_hit(text).url == f"{page.url}#{anchor}"


def test_an_indicator_is_found_by_its_code_and_opened() -> None:
    page = unit()
    indicator = page.unit_indicators.first().indicator

    assert first_hit("ว 1.1 ป.5/2").url == f"{page.url}#indicator-{indicator.pk}"


def test_services_and_tasks_are_opened() -> None:
    service = work_group().services.first()
    task = team().tasks.first()

    assert first_hit("ขอสำเนา ก.พ.7").url.endswith(f"#service-{service.pk}")
    assert first_hit("ปรับภูมิทัศน์").url.endswith(f"#task-{task.pk}")


def test_a_node_is_called_after_its_branch() -> None:
    MindMapPageFactory()

    assert first_hit("นกอีแจว").section == "พืชน้ำ (ผู้ผลิต)"


def test_a_report_tells_how_far_it_has_come() -> None:
    page = report()

    assert document_of(page).state == str(FocusGroupPage.objects.get(pk=page.pk).pdca_stage.label)
    assert document_of(FocusGroupPageFactory()).state == ""


def test_the_trail_names_the_live_pages_above() -> None:
    page = NotePageFactory()
    above = page.get_parent()
    assert document_of(page).trail[-1] == above.title

    type(above).objects.filter(pk=above.pk).update(live=False)

    assert above.title not in document_of(page).trail


@pytest.mark.parametrize("make", [work_group, team])
def test_people_are_found_by_position_and_never_by_name(make) -> None:
    document = document_of(make())
    text = "\n".join([document.title, document.summary, document.body, *(part.text for part in document.sections)])

    assert "สมชาย" not in text
    assert "example.invalid" not in text


def test_a_new_position_is_found_and_a_lost_one_is_not() -> None:
    page = work_group()
    profile = Profile.objects.get(position="นักวิชาการเงิน")
    profile.position = "นิติกรชำนาญการ"
    profile.save()

    assert first_hit("นิติกรชำนาญการ").key == page_key(page.pk)
    assert "นักวิชาการเงิน" not in [part.text for part in document_of(page).sections]


def test_an_account_that_is_closed_is_found_no_more() -> None:
    page = work_group()
    user = Profile.objects.get(position="นักวิชาการเงิน").user
    user.is_active = False
    user.save()

    assert "นักวิชาการเงิน" not in [part.text for part in document_of(WorkGroupPage.objects.get(pk=page.pk)).sections]


def test_what_was_said_in_a_small_group_is_in_no_document() -> None:
    document = document_of(small_report())
    text = "\n".join([document.body, *(part.text for part in document.sections)])

    assert "รอใบเสร็จ" not in text
    assert "อยากได้" not in text


def small_report() -> BasePage:
    return FocusGroupPageFactory(
        participants=group_of(ครูประถมศึกษา=2), themes=[theme("สวัสดิการ", ("การเบิกจ่ายที่เร็ว", 2, 5))]
    )


def test_items_are_filtered_by_the_position_of_their_authors() -> None:
    author = UserFactory(profile__position="ครูชำนาญการพิเศษ")
    page = with_author(author)
    results = search(SearchQuery(filters={"role": ("ครูชำนาญการพิเศษ",)}, facets=("role",)), {"public"})

    assert [hit.key for hit in results.hits] == [page_key(page.pk)]
    assert ("ครูชำนาญการพิเศษ", 1) in [tuple(count) for count in results.facets["role"]]


def test_an_author_with_a_new_position_is_filtered_by_that() -> None:
    author = UserFactory(profile__position="ครูผู้ช่วย")
    with_author(author)
    author.profile.position = "ครูชำนาญการ"
    author.profile.save()

    assert search(SearchQuery(filters={"role": ("ครูชำนาญการ",)}), {"public"}).total == 1
    assert search(SearchQuery(filters={"role": ("ครูผู้ช่วย",)}), {"public"}).total == 0


def with_author(author: object) -> BasePage:
    page = NotePageFactory()
    page.item_authors.add(ItemAuthor(user=author))
    page.save_revision().publish()
    return page


def picture_page(*, decorative: bool = False) -> BasePage:
    image = OfficeImage.objects.create(title="x", description="x", file=get_test_image_file("a.png"))
    picture = {"image": image.pk, "alt_text": "นกเป็ดน้ำบินเหนือบัวแดง", "decorative": decorative}
    page = StandardPageFactory()
    page.body = [{"type": "picture", "id": "11111111-1", "value": {"picture": picture, "caption": "ยามเช้า"}}]
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


def test_alternative_texts_of_pictures_are_found() -> None:
    page = picture_page()

    assert first_hit("นกเป็ดน้ำ").key == page_key(page.pk)
    assert "นกเป็ดน้ำ" not in str(document_of(picture_page(decorative=True)).sections)


@pytest.mark.parametrize("make", [unit, report, work_group, team, school, MindMapPageFactory, picture_page])
def test_queries_do_not_grow_with_the_pages(make, django_assert_num_queries: object) -> None:
    pages = [make() for _ in range(3)]
    source = next(source for source in sources() if getattr(source, "model", None) is type(pages[0]))
    list(source.documents([page_key(pages[0].pk)]))
    with CaptureQueriesContext(connection) as one:
        list(source.documents([page_key(pages[0].pk)]))

    with django_assert_num_queries(len(one)):
        assert len(list(source.documents([page_key(page.pk) for page in pages]))) == 3
