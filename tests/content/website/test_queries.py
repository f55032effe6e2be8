"""How many queries a page costs does not depend on how much there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.taxonomy.models import Grade
from content.website.models import WorkGroupService
from tests.factories.people import StudentCountFactory, TeamMembershipFactory, UserFactory
from tests.factories.website import (
    NewsPageFactory,
    SchoolPageFactory,
    StandardPageFactory,
    TeamPageFactory,
    WorkGroupPageFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.support.site_tree import SiteTree


def grade(number: int) -> Grade:
    return Grade.objects.create(
        code=f"ป.{number}", slug=f"g{number}", name=f"ชั้น {number}", level=Grade.Level.PRIMARY, order=number
    )


def more_people_of(page) -> None:
    UserFactory(profile__work_group=page.work_group, profile__position=f"ตำแหน่ง {page.pk}")
    WorkGroupService.objects.create(page=page, name="บริการ", days=1)
    NewsPageFactory(work_group=page.work_group)


def more_pupils_of(page) -> None:
    StudentCountFactory(school=page.school, grade=grade(Grade.objects.count() + 1))


CASES = {
    "home": (lambda: NewsPageFactory().get_parent().get_parent(), lambda page: NewsPageFactory()),
    "news list": (lambda: NewsPageFactory().get_parent(), lambda page: NewsPageFactory()),
    "work groups": (lambda: WorkGroupPageFactory().get_parent(), lambda page: WorkGroupPageFactory()),
    "work group": (WorkGroupPageFactory, more_people_of),
    "teams": (lambda: TeamPageFactory().get_parent(), lambda page: TeamPageFactory()),
    "team": (TeamPageFactory, lambda page: TeamMembershipFactory(team=page.team)),
    "schools": (lambda: SchoolPageFactory().get_parent(), lambda page: SchoolPageFactory()),
    "school": (SchoolPageFactory, more_pupils_of),
    "standard page": (StandardPageFactory, lambda page: StandardPageFactory(parent=page)),
}


@pytest.mark.parametrize("case", CASES)
def test_queries_do_not_grow_with_content(case: str, site_tree: SiteTree, client: Client) -> None:
    make, add = CASES[case]
    page = make()
    add(page)
    few = queries_of(client, page.get_url())

    for _number in range(4):
        add(page)

    assert queries_of(client, page.get_url()) == few


@pytest.mark.parametrize("address", ["/sitemap.xml", "/feed/"])
def test_lists_for_machines_do_not_grow_either(address: str, site_tree: SiteTree, client: Client) -> None:
    NewsPageFactory()
    few = queries_of(client, address)

    for _number in range(4):
        NewsPageFactory()

    assert queries_of(client, address) == few


def queries_of(client: Client, address: str) -> int:
    """Queries of the second visit: the first fills what the process keeps (content types, site roots)."""
    client.get(address, follow=True)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address, follow=True).status_code == 200
    return len(captured)


def test_members_pay_the_same(site_tree: SiteTree, client: Client, restrict: Callable) -> None:
    client.force_login(UserFactory())
    news = NewsPageFactory()
    index = news.get_parent()
    few = queries_of(client, index.get_url())

    for _number in range(4):
        restrict(NewsPageFactory())

    assert queries_of(client, index.get_url()) == few
