"""Office settings, menus and messages: shown at once, to those who may see them, for few queries."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError

from content.website.menu_blocks import MenuItemBlock
from content.website.models import Menu, OfficeSettings, SiteAlert
from content.website.site_frame import frame_for
from tests.factories.people import UserFactory
from tests.factories.website import MenuFactory, SiteAlertFactory, StandardPageFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from wagtail.models import Page

    from tests.support.site_tree import SiteTree


def link(page: Page | None = None, label: str = "", url: str = "", children: list | None = None) -> tuple[str, dict]:
    return "item", {"label": label, "page": page, "url": url, "children": children or []}


@pytest.fixture
def visit(rf, site_tree: SiteTree) -> Callable[..., HttpRequest]:
    def make(user: object = None, path: str = "/") -> HttpRequest:
        from django.contrib.auth.models import AnonymousUser

        request = rf.get(path)
        request.user = user or AnonymousUser()
        return request

    return make


def header(request: HttpRequest) -> list[dict]:
    return frame_for(request)["menus"]["header"]


def test_menu_shows_the_title_of_a_page_unless_a_label_is_given(visit: Callable) -> None:
    page = StandardPageFactory(title="เกี่ยวกับเรา", slug="about")
    MenuFactory(items=[link(page), link(page, label="รู้จักเรา"), link(label="ค้นหา", url="/search/")])

    assert [(item["title"], item["url"]) for item in header(visit())] == [
        ("เกี่ยวกับเรา", "/about/"),
        ("รู้จักเรา", "/about/"),
        ("ค้นหา", "/search/"),
    ]


def test_menu_hides_pages_from_those_who_may_not_read_them(visit: Callable, restrict: Callable) -> None:
    page = StandardPageFactory(title="เฉพาะบุคลากร")
    restrict(page)
    MenuFactory(items=[link(page, label="เฉพาะบุคลากร")])

    assert header(visit()) == []
    assert [item["title"] for item in header(visit(UserFactory()))] == ["เฉพาะบุคลากร"]


def test_menu_drops_pages_that_are_unpublished_or_gone(visit: Callable) -> None:
    drafted, deleted = StandardPageFactory(), StandardPageFactory()
    MenuFactory(items=[link(drafted), link(deleted)])
    drafted.unpublish()
    deleted.delete()

    assert header(visit()) == []


def test_menu_follows_a_renamed_page_at_once(visit: Callable) -> None:
    page = StandardPageFactory(title="ชื่อเดิม", slug="old")
    MenuFactory(items=[link(page)])
    assert header(visit())[0]["title"] == "ชื่อเดิม"

    page.title, page.slug = "ชื่อใหม่", "new"
    page.save_revision().publish()

    assert (header(visit())[0]["title"], header(visit())[0]["url"]) == ("ชื่อใหม่", "/new/")


def test_menu_marks_where_the_visitor_is(visit: Callable) -> None:
    page = StandardPageFactory(slug="about")
    MenuFactory(items=[link(page), link(label="ข่าว", url="/news/")])

    assert [item["is_current"] for item in header(visit(path="/about/child/"))] == [True, False]


def test_menu_has_one_level_below(visit: Callable, site_tree: SiteTree) -> None:
    child = StandardPageFactory(title="ประวัติ")
    MenuFactory(items=[link(StandardPageFactory(title="สำนักงาน"), children=[{"label": "", "page": child, "url": ""}])])

    assert [item["title"] for item in header(visit())[0]["children"]] == ["ประวัติ"]


@pytest.mark.parametrize(
    ("page_given", "url"), [(False, ""), (True, "/search/"), (False, "javascript:alert(1)"), (False, "//evil.example")]
)
def test_menu_item_needs_one_harmless_target(site_tree: SiteTree, page_given: bool, url: str) -> None:
    block = MenuItemBlock()
    value = block.to_python(
        {"label": "ลิงก์", "page": site_tree.home.pk if page_given else None, "url": url, "children": []}
    )

    with pytest.raises(StructBlockValidationError):
        block.clean(value)


def test_settings_are_seen_at_once(visit: Callable) -> None:
    assert frame_for(visit())["office"]["phone"] == ""
    office = OfficeSettings.load()
    office.phone = "0 7467 1234"
    office.save()

    assert frame_for(visit())["office"]["phone_url"] == "tel:074671234"


def test_reading_the_settings_writes_nothing(visit: Callable) -> None:
    assert frame_for(visit())["office"]["site_name"]
    assert OfficeSettings.objects.count() == 0


def test_deleting_the_logo_brings_back_the_themes_sign(visit: Callable, make_image: Callable) -> None:
    office = OfficeSettings.load()
    office.logo = make_image()
    office.save()
    assert frame_for(visit())["office"]["logo"]["width"] == 96

    office.logo.delete()

    assert frame_for(visit())["office"]["logo"] is None


def test_most_urgent_message_is_shown(visit: Callable) -> None:
    SiteAlertFactory(text="ข่าวทั่วไป", level=SiteAlert.Level.INFO)
    SiteAlertFactory(text="น้ำท่วม", level=SiteAlert.Level.DANGER)

    assert frame_for(visit())["office"]["alert"]["text"] == "น้ำท่วม"


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, True),
        ({"is_on": False}, False),
        ({"shown_from": datetime.timedelta(hours=1)}, False),
        ({"shown_from": datetime.timedelta(hours=-1)}, True),
        ({"shown_until": datetime.timedelta(hours=-1)}, False),
    ],
)
def test_message_is_shown_in_its_time(visit: Callable, fields: dict, shown: bool) -> None:
    now = timezone.now()
    SiteAlertFactory(**{name: now + value if name != "is_on" else value for name, value in fields.items()})

    assert (frame_for(visit())["office"]["alert"] is not None) is shown


def test_message_does_not_link_to_a_page_its_reader_may_not_see(visit: Callable, restrict: Callable) -> None:
    page = StandardPageFactory(title="แผนรับน้ำหลาก")
    restrict(page)
    SiteAlertFactory(link_page=page.page_ptr)

    assert frame_for(visit())["office"]["alert"]["url"] == ""
    assert frame_for(visit(UserFactory()))["office"]["alert"]["url"] == page.get_url()


def test_message_must_end_after_it_begins() -> None:
    now = timezone.now()

    with pytest.raises(ValidationError):
        SiteAlert(text="x", shown_from=now, shown_until=now).clean()


def test_remembered_frame_costs_no_query(
    remembering: Callable, visit: Callable, django_assert_num_queries: Callable
) -> None:
    MenuFactory(items=[link(StandardPageFactory())])
    remembering()
    frame_for(visit())

    with django_assert_num_queries(0):
        frame_for(visit())


def test_edit_of_a_menu_is_seen_at_once(remembering: Callable, visit: Callable) -> None:
    menu: Menu = MenuFactory(items=[link(StandardPageFactory())])
    remembering()
    frame_for(visit())
    menu.items = [link(StandardPageFactory()) for _number in range(3)]
    menu.save()
    remembering()

    assert len(frame_for(visit())["menus"]["header"]) == 3


def test_queries_do_not_grow_with_the_menu(visit: Callable, django_assert_num_queries: Callable) -> None:
    menu: Menu = MenuFactory(items=[link(StandardPageFactory())])
    frame_for(visit())
    with CaptureQueriesContext(connection) as few:
        frame_for(visit())

    menu.items = [link(StandardPageFactory()) for _number in range(8)]
    menu.save()
    with django_assert_num_queries(len(few)):
        frame_for(visit())


def test_menus_are_marked_for_the_page_below_another(visit: Callable) -> None:
    about = StandardPageFactory(slug="about")
    rice, birds = (StandardPageFactory(slug=slug) for slug in ("rice", "birds"))
    MenuFactory(items=[link(about, children=[{"label": "", "page": page, "url": ""} for page in (rice, birds)])])

    keys = {frame_for(visit(path=path))["menus"]["key"] for path in ("/rice/", "/birds/", "/elsewhere/")}
    assert len(keys) == 3


def test_menus_are_the_same_for_all_who_see_the_same_links(visit: Callable) -> None:
    MenuFactory(items=[link(StandardPageFactory(slug="about"))])

    assert frame_for(visit())["menus"]["key"] == frame_for(visit(UserFactory()))["menus"]["key"]
