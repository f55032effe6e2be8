"""The sample district as it stands after loading, and what loading leaves alone."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision, Site

from content.demo.district import read_district
from content.demo.management.commands.load_demo import DATA
from content.files.models import OfficeImage
from content.focus_groups.models import FocusGroupPage
from content.forums.models import Category, Post, Topic
from content.forums.permissions import can_read_category
from content.mindmaps.models import MindMapPage
from content.notes.models import NotePage
from content.people.models import School, StaffTeam, StudentCount, User, WorkGroup
from content.reflections.models import ReflectionPage
from content.units.models import LearningUnitPage
from content.website.models import HomePage, Menu, NewsPage, OfficeSettings, SchoolPage, TeamPage, WorkGroupPage
from tests.support.row_counts import row_counts

MODELS = {
    "learning_units": LearningUnitPage,
    "mind_maps": MindMapPage,
    "focus_groups": FocusGroupPage,
    "one_pages": ReflectionPage,
    "news": NewsPage,
}


def time_stamps() -> dict[int, tuple]:
    return {page.pk: (page.latest_revision_id, page.last_published_at) for page in Page.objects.all()}


@pytest.mark.parametrize("collection", MODELS)
def test_holds_every_record_of_the_files(district: str, collection: str) -> None:
    slugs = {record["slug"] for record in read_district(DATA).of(collection)}

    assert set(MODELS[collection].objects.live().values_list("slug", flat=True)) == slugs


def test_holds_notes_and_help_given(district: str) -> None:
    data = read_district(DATA)

    assert NotePage.objects.count() == len(data.of("notes")) + len(data.of("helper_cases"))


@pytest.mark.parametrize(
    ("collection", "model", "page"),
    [("work_groups", WorkGroup, WorkGroupPage), ("schools", School, SchoolPage), ("teams", StaffTeam, TeamPage)],
)
def test_each_group_has_its_page(district: str, collection: str, model: type, page: type) -> None:
    count = len(read_district(DATA).of(collection))

    assert model.objects.count() == page.objects.live().count() == count


def test_counts_the_pupils_of_the_files(district: str) -> None:
    total = sum(school["students"]["total"] for school in read_district(DATA).of("schools"))

    assert sum(count.total for count in StudentCount.objects.all()) == total


def test_people_of_the_files_cannot_sign_in(district: str) -> None:
    roles = [role["slug"] for role in read_district(DATA).of("roles")]

    people = User.objects.filter(username__in=roles)

    assert people.count() == len(roles)
    assert not any(person.has_usable_password() for person in people)
    assert all(person.public_name for person in people)


def test_replaces_the_untouched_first_page_of_wagtail(district: str) -> None:
    home = HomePage.objects.get()

    assert Site.objects.get().root_page_id == home.pk
    assert list(Page.objects.filter(depth=2).values_list("pk", flat=True)) == [home.pk]


def test_no_page_is_dated_in_the_future(district: str) -> None:
    now = timezone.now()

    assert not Page.objects.filter(first_published_at__gt=now).exists()
    assert not Revision.objects.filter(created_at__gt=now).exists()
    assert not NewsPage.objects.filter(news_date__gt=timezone.localdate()).exists()


def test_pages_are_dated_as_their_records(district: str) -> None:
    unit = LearningUnitPage.objects.get(slug="unit-thale-noi")

    assert timezone.localtime(unit.first_published_at).date().isoformat() == "2026-06-15"


def test_each_page_has_a_first_version_to_compare_with(district: str) -> None:
    pages = Page.objects.filter(depth__gt=1)

    assert not pages.filter(latest_revision=None).exists()
    assert not pages.filter(has_unpublished_changes=True).exists()


def test_a_page_edited_in_the_admin_starts_from_what_is_published(district: str) -> None:
    unit = LearningUnitPage.objects.get(slug="unit-thale-noi")

    draft = unit.get_latest_revision_as_object()

    assert [row.hours for row in draft.area_hours.all()] == [row.hours for row in unit.area_hours.all()]
    assert draft.related_links.count() == unit.related_links.count() > 0


def test_unit_and_mind_map_are_linked_both_ways(district: str) -> None:
    unit, mind_map = LearningUnitPage.objects.get(slug="unit-nora"), MindMapPage.objects.get(slug="mm-nora")

    assert mind_map.pk in unit.related_links.values_list("target_id", flat=True)
    assert unit.pk in mind_map.related_links.values_list("target_id", flat=True)


def test_pictures_say_what_they_show(district: str) -> None:
    images = OfficeImage.objects.all()

    assert images
    assert all(image.description for image in images)
    assert max(image.file.size for image in images) < 100_000


def test_menus_and_office_are_filled_in(district: str) -> None:
    assert {menu.place: len(menu.items) for menu in Menu.objects.all()} == {"header": 6, "footer": 8}
    assert OfficeSettings.load().short_name == read_district(DATA).office["short_name"]


def test_progress_is_told_in_numbers(district: str) -> None:
    assert "53" in district
    assert "demo-editor-2569" in district


def test_loading_twice_changes_nothing(district: str) -> None:
    before, stamps = row_counts(), time_stamps()

    call_command("load_demo", with_accounts=True, verbosity=0)

    assert row_counts() == before
    assert time_stamps() == stamps


def test_loading_again_leaves_alone_what_an_editor_changed(district: str) -> None:
    unit = LearningUnitPage.objects.get(slug="unit-thale-noi")
    unit.title = "ชื่อที่บรรณาธิการแก้"
    unit.save_revision().publish()
    office = OfficeSettings.load()
    office.phone = "1579"
    office.save()
    Menu.objects.get(place="header").delete()
    group = WorkGroup.objects.get(slug="admin")
    group.name = "กลุ่มอำนวยการ (ใหม่)"
    group.save()

    call_command("load_demo", verbosity=0)

    assert LearningUnitPage.objects.get(slug="unit-thale-noi").title == "ชื่อที่บรรณาธิการแก้"
    assert OfficeSettings.load().phone == "1579"
    assert WorkGroup.objects.get(slug="admin").name == "กลุ่มอำนวยการ (ใหม่)"


def test_if_empty_does_nothing_where_a_site_is(district: str) -> None:
    LearningUnitPage.objects.get(slug="unit-nora").delete()
    said = io.StringIO()

    call_command("load_demo", if_empty=True, stdout=said)

    assert not LearningUnitPage.objects.filter(slug="unit-nora").exists()
    assert "editor" in said.getvalue()


def test_forums_hold_the_topics_and_replies_of_the_files(district: str) -> None:
    threads = read_district(DATA).of("forum_threads")
    # Each exchange event begins a topic of its own.
    topics = Topic.objects.visible().filter(exchange_events=None)

    assert topics.count() == len(threads)
    assert Post.objects.filter(topic__in=topics).count() == len(threads) + sum(len(t["replies"]) for t in threads)
    assert Topic.objects.exclude(accepted=None).count() == sum(thread["status"] == "solved" for thread in threads)


def test_forums_have_spaces_of_a_group_a_team_and_a_school_for_their_people_alone(district: str) -> None:
    people = {name: User.objects.get(username=name) for name in ("sup-math", "officer-ict", "principal-lake", "parent")}
    rooms = {"sup-math": "supervision-plan", "officer-ict": "phayom-tasks", "principal-lake": "rim-le-daily"}
    closed = Category.objects.filter(slug__in=rooms.values())
    seen = {name: set(closed.visible_to(person).values_list("slug", flat=True)) for name, person in people.items()}

    assert seen == {**{name: {slug} for name, slug in rooms.items()}, "parent": set()}
    assert not closed.visible_to(AnonymousUser()).exists()


def test_nobody_speaks_in_a_room_that_is_not_theirs(district: str) -> None:
    posts = Post.objects.select_related("author", "topic__category").prefetch_related(
        "topic__category__audience_tokens"
    )

    assert [str(post) for post in posts if not can_read_category(post.author, post.topic.category)] == []


def test_forums_count_what_they_hold(district: str) -> None:
    for category in Category.objects.all():
        assert category.post_count == Post.objects.filter(topic__category=category).count() > 0
        assert category.moderators.exists()
