"""Every page type of the website is routable, renders, and states where it may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wagtail.models import Page

from content.website import models
from tests.factories.website import FACTORIES, ContactPageFactory, HomePageFactory, StandardPageFactory

if TYPE_CHECKING:
    from django.test import Client

    from tests.support.site_tree import SiteTree

ALLOWED_PARENTS = {
    models.HomePage: {Page},
    models.StandardPage: {models.HomePage, models.StandardPage},
    models.ContactPage: {models.HomePage},
    models.NewsIndexPage: {models.HomePage},
    models.NewsPage: {models.NewsIndexPage},
    models.WorkGroupIndexPage: {models.HomePage},
    models.WorkGroupPage: {models.WorkGroupIndexPage},
    models.TeamIndexPage: {models.HomePage},
    models.TeamPage: {models.TeamIndexPage},
    models.SchoolIndexPage: {models.HomePage},
    models.SchoolPage: {models.SchoolIndexPage},
}
every_type = pytest.mark.parametrize("page_type", list(ALLOWED_PARENTS), ids=lambda model: model.__name__)


@every_type
def test_page_type_stands_only_where_it_belongs(page_type: type[Page]) -> None:
    assert set(page_type.allowed_parent_page_models()) == ALLOWED_PARENTS[page_type]


@every_type
def test_page_answers_with_one_heading(page_type: type[Page], site_tree: SiteTree, client: Client) -> None:
    page = site_tree.home if page_type is models.HomePage else FACTORIES[page_type](title="ชื่อหน้าทดสอบ")

    response = client.get(page.get_url())

    assert response.status_code == 200
    assert response.content.count(b"<h1") == 1
    assert page.template in {template.name for template in response.templates}


@every_type
def test_page_can_be_previewed_before_it_is_saved(page_type: type[Page], site_tree: SiteTree) -> None:
    page = site_tree.home if page_type is models.HomePage else FACTORIES[page_type]()

    response = page.make_preview_request(preview_mode="")

    assert response.status_code == 200


@every_type
def test_page_describes_itself_to_search_engines(page_type: type[Page], site_tree: SiteTree, client: Client) -> None:
    page = site_tree.home if page_type is models.HomePage else FACTORIES[page_type]()

    html = client.get(page.get_url()).content.decode()

    assert '<script type="application/ld+json">' in html
    assert '"GovernmentOrganization"' in html


@every_type
def test_page_holds_no_inline_script_or_style(page_type: type[Page], site_tree: SiteTree, client: Client) -> None:
    page = site_tree.home if page_type is models.HomePage else FACTORIES[page_type]()

    html = client.get(page.get_url()).content.decode()

    assert "style=" not in html
    assert "<style" not in html
    assert "onclick=" not in html


def test_there_is_one_home_page(site_tree: SiteTree) -> None:
    assert not models.HomePage.can_create_at(Page.get_first_root_node())


def test_home_page_can_be_made_on_an_empty_site(db: None) -> None:
    Page.objects.filter(depth=2).delete()

    assert HomePageFactory().get_children().count() == 0


def test_breadcrumbs_lead_from_below_home_to_the_parent(site_tree: SiteTree, client: Client) -> None:
    about = StandardPageFactory(title="เกี่ยวกับสำนักงาน", slug="about")
    child = StandardPageFactory(title="แนวทางบริหาร", parent=about)

    crumbs = client.get(child.get_url()).context["breadcrumbs"]

    assert [crumb["title"] for crumb in crumbs] == ["เกี่ยวกับสำนักงาน"]


def test_standard_page_lists_only_children_its_viewer_may_read(site_tree: SiteTree, client: Client, restrict) -> None:
    about = StandardPageFactory()
    StandardPageFactory(title="หน้าเปิด", parent=about)
    restrict(StandardPageFactory(title="หน้าปิด", parent=about))

    html = client.get(about.get_url()).content.decode()

    assert "หน้าเปิด" in html
    assert "หน้าปิด" not in html


def test_thai_titles_get_short_ascii_slugs(site_tree: SiteTree) -> None:
    slug = StandardPageFactory(title="น้ำท่วมโรงเรียนริมทะเลสาบ").slug

    assert slug.isascii()
    assert len(slug) <= 50


def test_contact_page_makes_numbers_callable(site_tree: SiteTree, client: Client) -> None:
    office = models.OfficeSettings.load()
    office.phone = "0 7467 1234 ต่อ 12"
    office.save()

    assert b'href="tel:074671234"' in client.get(ContactPageFactory().get_url()).content


def test_home_page_calls_the_office_in_one_tap(site_tree: SiteTree, client: Client) -> None:
    office = models.OfficeSettings.load()
    office.phone = "0 7467 1234"
    office.save()

    assert b'href="tel:074671234"' in client.get("/").content


def test_home_page_links_its_example_searches(site_tree: SiteTree, client: Client) -> None:
    site_tree.home.example_searches.add(models.ExampleSearch(text="สังข์หยด"))
    site_tree.home.save()

    assert "สังข์หยด" in client.get("/").content.decode()
