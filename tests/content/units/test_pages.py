from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from content.core.models import RelatedPage
from content.knowledge.models import ItemAuthor
from content.units.models import LearningUnitPage, UnitIndicator
from content.units.searchable import LearningUnitSource
from tests.factories.mindmaps import MindMapPageFactory
from tests.factories.taxonomy import (
    CompetencyFactory,
    DesiredCharacteristicFactory,
    HonestSchoolTraitFactory,
    IndicatorFactory,
)
from tests.factories.units import LearningUnitPageFactory, activity, criterion, hours_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.usefixtures("site_tree")

LINES = (
    *("essential_questions", "objectives_knowledge", "objectives_process", "objectives_attitude"),
    *("core_content", "local_content", "materials", "learning_sources"),
    *("assessment_methods", "assessment_tools", "reflection_students", "reflection_teacher"),
)
TEXTS = (
    *("subtitle", "big_idea", "pass_criteria"),
    *("project_title", "project_question", "project_product", "project_audience"),
    *("sufficiency_moderation", "sufficiency_reasonableness", "sufficiency_immunity"),
    *("sufficiency_knowledge", "sufficiency_virtue"),
    *("after_result", "after_problem", "after_solution", "supervisor_remark"),
)


def full_unit(**fields: object) -> LearningUnitPage:
    """A unit in which every section has something that no other section has."""
    return LearningUnitPageFactory(
        **{
            **{name: [f"ข้อแรกของ {name}", f"ข้อสองของ {name}"] for name in LINES},
            **{name: f"ข้อความของ {name}" for name in TEXTS},
            "semester": 1,
            "unit_no": 3,
            "activities": [
                activity("ตั้งคำถาม", 2, thinking_tool="ผัง 5W1H", evidence="กำแพงคำถาม"),
                activity("สำรวจ", 3, evidence="สมุดสำรวจ"),
            ],
            "project_steps": [("step", {"name": "คิดหัวเรื่อง", "detail": "เลือกคำถามจากกำแพง"})],
            "competencies": [CompetencyFactory(name="ความสามารถในการคิด")],
            "characteristics": [DesiredCharacteristicFactory(name="มีจิตสาธารณะ")],
            "honest_traits": [HonestSchoolTraitFactory(name="ทักษะกระบวนการคิด")],
            **fields,
        }
    )


def read(client: Client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def expected_texts() -> list[str]:
    return [
        *(f"ข้อสองของ {name}" for name in LINES),
        *(f"ข้อความของ {name}" for name in TEXTS),
        *("ตั้งคำถาม", "ผัง 5W1H", "กำแพงคำถาม", "ครูชวนคุย", "นักเรียนสำรวจ"),
        *("การสำรวจ", "ครบทุกจุด", "ยังไม่ครบ", "คิดหัวเรื่อง", "เลือกคำถามจากกำแพง"),
        *("ความสามารถในการคิด", "มีจิตสาธารณะ", "ทักษะกระบวนการคิด", "ว 1.1 ป.5/2"),
    ]


def test_page_shows_everything_that_was_written(client: Client) -> None:
    text = read(client, full_unit().url).get_text()

    assert [part for part in expected_texts() if part not in text] == []


def test_search_body_holds_everything_that_was_written() -> None:
    unit = full_unit()
    body = "\n".join([unit.get_search_body(), *(part.text for part in unit.get_search_sections())])

    assert [part for part in expected_texts() if part not in body] == []
    assert IndicatorFactory(code="ว 1.1 ป.5/2").text in body


def test_contents_list_only_sections_that_stand_on_the_page(client: Client) -> None:
    for page in (full_unit(), LearningUnitPageFactory(activities=[], rubric=[])):
        html = read(client, page.url)
        anchors = [link["href"].removeprefix("#") for link in html.select(".toc__link")]

        assert anchors
        assert [anchor for anchor in anchors if html.find(id=anchor) is None] == []
    assert "activities" not in anchors


def test_page_has_no_inline_style(client: Client) -> None:
    assert not read(client, full_unit().url).select("[style], style")


def test_hours_bar_is_told_in_words_too(client: Client) -> None:
    html = read(client, LearningUnitPageFactory(area_hours=hours_of(ว=4, ท=1)).url)

    assert [rect["width"] for rect in html.select(".hours-bar rect")] == ["80.00%", "20.00%"]
    assert html.select_one(".hours-bar")["aria-hidden"] == "true"
    assert [item.strong.get_text().split()[0] for item in html.select(".hours-list li")] == ["4", "1"]


def test_indicators_are_grouped_by_area_in_the_order_of_the_curriculum(client: Client) -> None:
    codes = ["ว 1.1 ป.5/2", "ท 2.1 ป.5/3", "ว 1.1 ป.5/1"]
    page = LearningUnitPageFactory(
        unit_indicators=[UnitIndicator(indicator=IndicatorFactory(code=code)) for code in codes]
    )

    shown = [code.get_text() for code in read(client, page.url).select(".indicators__code")]
    assert shown == ["ท 2.1 ป.5/3", "ว 1.1 ป.5/1", "ว 1.1 ป.5/2"]


def test_cells_of_tables_name_their_column_for_narrow_screens(client: Client) -> None:
    html = read(client, full_unit().url)

    assert all(cell.get("data-label") for cell in html.select(".table--cards td"))
    assert len(html.select(".unit__rubric tbody tr")) == 2


def test_empty_notes_are_lines_on_paper_only(client: Client) -> None:
    html = read(client, LearningUnitPageFactory().url)

    assert all("print-only" in note["class"] for note in html.select(".unit__note"))
    assert len(html.select(".unit__note .write-here__line")) == 12


def test_print_rules_are_in_the_stylesheet() -> None:
    css = Path(finders.find("css/pages/learning_unit.css")).read_text(encoding="utf-8")

    assert "@media print" in css
    assert ".print-only" in css


def test_json_ld_describes_a_learning_resource(client: Client) -> None:
    described = json.loads(read(client, full_unit().url).find("script", type="application/ld+json").string)

    assert described["@type"] == "LearningResource"
    assert described["timeRequired"] == "PT5H"
    assert described["teaches"] == ["ว 1.1 ป.5/2"]
    assert described["educationalLevel"] == ["ชั้น ป.5"]


def test_hostile_text_is_escaped(client: Client) -> None:
    page = LearningUnitPageFactory(
        big_idea="<script>alert(1)</script>", materials=["<img src=x onerror=alert(1)>"], title="<b>น้ำ</b>"
    )
    html = read(client, page.url)

    assert not html.select("img[onerror], h1 b")
    assert all(script.get("src") or script.get("type") == "application/ld+json" for script in html.select("script"))


def test_map_linked_from_a_unit_mentions_the_unit(client: Client) -> None:
    mind_map = MindMapPageFactory(title="สายใยชีวิต")
    unit = LearningUnitPageFactory(title="ทะเลน้อย", related_links=[RelatedPage(target=mind_map.page_ptr)])

    assert "สายใยชีวิต" in read(client, unit.url).select_one(".article__after").get_text()
    assert "ทะเลน้อย" in read(client, mind_map.url).select_one(".article__after").get_text()


def test_members_only_unit_is_hidden_from_visitors_and_read_by_its_author(client: Client, make_user: Callable) -> None:
    author = make_user()
    page = LearningUnitPageFactory(audience="members", item_authors=[ItemAuthor(user=author)])
    assert client.get(page.url).status_code == 404

    client.force_login(author)
    assert client.get(page.url).status_code == 200


def test_unit_for_named_people_is_hidden_from_other_members(client: Client, make_user: Callable) -> None:
    page = LearningUnitPageFactory(audience="people", item_authors=[ItemAuthor(user=make_user())])
    client.force_login(make_user())

    assert client.get(page.url).status_code == 404


def test_queries_of_a_page_do_not_grow_with_the_unit(client: Client, django_assert_max_num_queries: Callable) -> None:
    indicators = [IndicatorFactory(code=f"{area} 1.1 ป.5/{number}") for area in "ทคว" for number in range(1, 9)]
    page = full_unit(
        hours=30,
        area_hours=hours_of(ท=10, ค=10, ว=10),
        unit_indicators=[UnitIndicator(indicator=indicator) for indicator in indicators],
        activities=[activity(f"ขั้น {number}", 3) for number in range(10)],
        rubric=[criterion(f"เกณฑ์ {number}", 10) for number in range(10)],
    )

    with django_assert_max_num_queries(31):
        client.get(page.url)


def test_documents_for_search_take_a_constant_number_of_queries(django_assert_num_queries: Callable) -> None:
    source = LearningUnitSource(LearningUnitPage)
    keys = [source.key_of(full_unit())]
    list(source.documents(keys))
    queries = 13
    with django_assert_num_queries(queries):
        document = next(iter(source.documents(keys)))
    keys += [source.key_of(LearningUnitPageFactory()) for _number in range(3)]
    with django_assert_num_queries(queries):
        assert len(list(source.documents(keys))) == 4

    assert document.kind == "learning-unit"
    assert document.facts[0] == "ป.5"
    assert document.facts[1].startswith("5 ")
    assert set(document.facets["area"]) == {"thai", "science"}
