"""What of the website is found, under which kind, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.core.audiences import audiences_of
from content.knowledge.models import KnowledgeIndexPage
from content.notes.models import NotePage
from search.backends import get_backend
from search.service import SearchQuery, search
from tests.factories.people import SchoolFactory, StaffTeamFactory, UserFactory, WorkGroupFactory
from tests.factories.website import (
    ContactPageFactory,
    NewsPageFactory,
    SchoolPageFactory,
    StandardPageFactory,
    TeamPageFactory,
    WorkGroupPageFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.site_tree import SiteTree


@pytest.fixture(autouse=True)
def _empty_index(settings) -> None:
    get_backend().clear()


def found(text: str, user: object = None, **filters: tuple[str, ...]) -> list[tuple[str, str]]:
    results = search(SearchQuery(text=text, filters=filters), audiences_of(user))
    return [(hit.kind, "".join(segment.text for segment in hit.title)) for hit in results.hits]


def test_news_are_found_by_words_inside_their_body(site_tree: SiteTree) -> None:
    NewsPageFactory(title="ข่าวหนึ่ง", body=[("paragraph", "<p>ครูทำแผนที่ความคิดเรื่องสังข์หยดกับนักเรียน</p>")])

    assert ("news", "ข่าวหนึ่ง") in found("สังข์หยด")


def test_news_are_narrowed_by_group_year_and_tag(site_tree: SiteTree) -> None:
    group = WorkGroupFactory(slug="supervision")
    news = NewsPageFactory(title="ข่าวกลุ่ม", work_group=group)
    news.tags.add("น้ำท่วม")
    news.save_revision().publish()

    assert found("", group=("supervision",), year=("2569",), tag=("น้ำท่วม",)) == [("news", "ข่าวกลุ่ม")]


def test_groups_teams_and_schools_are_found_by_what_they_do(site_tree: SiteTree) -> None:
    WorkGroupPageFactory(title="กลุ่มการเงิน", work_group=WorkGroupFactory(), duties=["เบิกจ่ายสวัสดิการ"])
    TeamPageFactory(title="ทีมดอกบัว", team=StaffTeamFactory(mission="หน่วยบูรณาการและโครงงาน"))
    SchoolPageFactory(title="โรงเรียนริมเล", school=SchoolFactory(smis_code="93029901", strengths=["แผนรับน้ำหลาก"]))

    assert ("work-group", "กลุ่มการเงิน") in found("สวัสดิการ")
    assert ("team", "ทีมดอกบัว") in found("บูรณาการ")
    assert ("school", "โรงเรียนริมเล") in found("93029901")


def test_lists_and_contact_are_found_as_pages_but_home_is_not(site_tree: SiteTree) -> None:
    ContactPageFactory(title="ติดต่อสำนักงาน")
    index = SchoolPageFactory().get_parent().specific
    index.title = "ทำเนียบโรงเรียน"
    index.save_revision().publish()
    site_tree.home.title = "หน้าแรกของเว็บไซต์"
    site_tree.home.save_revision().publish()

    assert ("page", "ติดต่อสำนักงาน") in found("ติดต่อ")
    assert ("page", "ทำเนียบโรงเรียน") in found("ทำเนียบ")
    assert "หน้าแรกของเว็บไซต์" not in dict(map(reversed, found("หน้าแรก")))


def test_hidden_pages_are_found_only_by_their_readers(site_tree: SiteTree, restrict: Callable) -> None:
    page = StandardPageFactory(title="แผนจัดสรรงบประมาณภายใน")
    restrict(page)

    assert found("งบประมาณ") == []
    assert found("งบประมาณ", UserFactory()) == [("page", "แผนจัดสรรงบประมาณภายใน")]


def test_home_page_counts_only_what_its_viewer_may_read(site_tree: SiteTree, client) -> None:
    site_tree.add(KnowledgeIndexPage, parent=site_tree.home, title="คลังความรู้")
    site_tree.add(NotePage, title="บันทึกเปิด", body="เนื้อหา")
    site_tree.add(NotePage, title="บันทึกปิด", body="เนื้อหา", audience="members")

    counts = {tile["kind"]: tile["count_text"] for tile in client.get("/").context["kinds"]}
    client.force_login(UserFactory())
    counts_of_member = {tile["kind"]: tile["count_text"] for tile in client.get("/").context["kinds"]}

    assert counts["note"].startswith("1 ")
    assert counts_of_member["note"].startswith("2 ")
