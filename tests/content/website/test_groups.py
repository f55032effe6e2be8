"""Pages of work groups and teams show positions, never names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from content.website.emblems import Emblem, draw_emblem, mixed
from content.website.models import WorkGroupService
from tests.factories.people import StaffTeamFactory, TeamMembershipFactory, UserFactory, WorkGroupFactory
from tests.factories.website import NewsPageFactory, TeamPageFactory, WorkGroupPageFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.site_tree import SiteTree


def test_people_of_a_group_appear_by_position_its_head_first(site_tree: SiteTree, client) -> None:
    group = WorkGroupFactory(head_position="ผู้อำนวยการกลุ่ม")
    for position in ("ศึกษานิเทศก์", "ศึกษานิเทศก์", "ผู้อำนวยการกลุ่ม"):
        UserFactory(first_name="สมชาย", profile__position=position, profile__work_group=group)
    UserFactory(is_active=False, profile__position="ผู้เกษียณ", profile__work_group=group)
    page = WorkGroupPageFactory(work_group=group)

    response = client.get(page.get_url())

    positions = [(row["position"], row["people"]) for row in response.context["positions"]]
    assert positions == [("ผู้อำนวยการกลุ่ม", 1), ("ศึกษานิเทศก์", 2)]
    assert "สมชาย" not in response.content.decode()


def test_services_say_how_long_they_take(site_tree: SiteTree, html_of: Callable) -> None:
    page = WorkGroupPageFactory()
    WorkGroupService.objects.create(page=page, name="ขอใช้ห้องประชุม", days=3)

    html = html_of(page.get_url())

    assert "ขอใช้ห้องประชุม" in html
    assert re.search(r"3 (working days|วันทำการ)", html)


def test_group_page_lists_the_groups_own_news(site_tree: SiteTree, html_of: Callable) -> None:
    page = WorkGroupPageFactory()
    NewsPageFactory(title="ข่าวของกลุ่ม", work_group=page.work_group)
    NewsPageFactory(title="ข่าวของคนอื่น")

    html = html_of(page.get_url())

    assert "ข่าวของกลุ่ม" in html
    assert "ข่าวของคนอื่น" not in html


def test_list_of_groups_keeps_their_order(site_tree: SiteTree, client) -> None:
    WorkGroupPageFactory(title="กลุ่มที่สอง", work_group=WorkGroupFactory(order=2))
    WorkGroupPageFactory(title="กลุ่มที่หนึ่ง", work_group=WorkGroupFactory(order=1))
    index = WorkGroupPageFactory().get_parent()

    groups = client.get(index.get_url()).context["groups"]

    assert [group["title"] for group in groups][1:] == ["กลุ่มที่หนึ่ง", "กลุ่มที่สอง"]


def test_team_page_shows_members_by_position_its_lead_first(site_tree: SiteTree, client) -> None:
    page = TeamPageFactory()
    TeamMembershipFactory(team=page.team, user=UserFactory(profile__position="นักวิชาการ"))
    TeamMembershipFactory(team=page.team, user=UserFactory(profile__position="ศึกษานิเทศก์"), is_lead=True)

    members = client.get(page.get_url()).context["members"]

    assert [(member["position"], member["leads"]) for member in members] == [
        ("ศึกษานิเทศก์", True),
        ("นักวิชาการ", False),
    ]


def test_team_page_draws_the_flower_in_the_teams_colour(site_tree: SiteTree, html_of: Callable) -> None:
    page = TeamPageFactory(team=StaffTeamFactory(colour="#d96a8f", flower="บัวสาย"), emblem="round")

    html = html_of(page.get_url())

    assert html.count('fill="#d96a8f"') == 5


def test_the_same_flower_is_always_drawn_alike() -> None:
    assert draw_emblem("พะยอม", "#f3efe0") == draw_emblem("พะยอม", "#f3efe0")


@pytest.mark.parametrize("shape", Emblem.values)
def test_every_shape_has_petals(shape: str) -> None:
    assert len(draw_emblem("พะยอม", "#f3efe0", shape).petals) >= 5


def test_a_flower_without_a_colour_is_drawn() -> None:
    assert draw_emblem("แก้ว", "").colour.startswith("#")


def test_colours_mix_by_share() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize(("flower", "petals"), [("บัวสาย", 7), ("ทานตะวัน", 16), ("ดอกแก้ว", 5)])
def test_well_known_flowers_look_like_themselves(flower: str, petals: int) -> None:
    assert len(draw_emblem(flower, "#f2a900").petals) == petals
