"""Pages enter, change and leave the index with what happens to them in Wagtail."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from content.website.models import StandardPage
from search.service import SearchQuery, search

pytestmark = pytest.mark.django_db
PUBLIC = frozenset({"public"})


@pytest.fixture
def page(site_tree):
    return site_tree.add(StandardPage, title="เรื่องโนรา", slug="nora")


def hits(text: str = "โนรา", audiences: frozenset[str] = PUBLIC):
    return search(SearchQuery(text), audiences).hits


def test_published_page_is_found(page):
    assert [hit.key for hit in hits()] == [f"page:{page.pk}"]


def test_draft_is_not_found(site_tree):
    site_tree.home.add_child(instance=StandardPage(title="เรื่องโนรา", slug="nora", live=False))
    assert hits() == ()


def test_edit_is_found_once_it_is_published(page):
    page.title = "เรื่องมะพร้าว"
    revision = page.save_revision()
    assert hits("มะพร้าว") == ()
    revision.publish()
    assert len(hits("มะพร้าว")) == 1
    assert hits("โนรา") == ()


def test_unpublished_page_is_gone(page):
    page.unpublish()
    assert hits() == ()


def test_deleted_page_is_gone_with_those_below(site_tree, page):
    site_tree.add(StandardPage, parent=page, title="โนราตอนที่สอง", slug="two")
    assert len(hits()) == 2
    Page.objects.get(pk=page.pk).delete()
    assert hits() == ()


def test_new_slug_changes_the_address_of_those_below(site_tree, page):
    site_tree.add(StandardPage, parent=page, title="มะพร้าว", slug="coconut")
    assert hits("มะพร้าว")[0].url.endswith("/nora/coconut/")
    page = StandardPage.objects.get(pk=page.pk)
    page.slug = "manora"
    page.save_revision().publish()
    assert hits("มะพร้าว")[0].url.endswith("/manora/coconut/")


def test_moved_page_changes_its_address_and_of_those_below(site_tree, page):
    site_tree.add(StandardPage, parent=page, title="มะพร้าว", slug="coconut")
    other = site_tree.add(StandardPage, title="ที่ใหม่", slug="other")
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    assert hits("มะพร้าว")[0].url.endswith("/other/nora/coconut/")


def test_restricted_page_is_found_by_its_readers_only(site_tree, page):
    below = site_tree.add(StandardPage, parent=page, title="โนราตอนที่สอง", slug="two")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert hits() == ()
    assert len(hits(audiences=frozenset({"public", "members"}))) == 2
    restriction.delete()
    assert {hit.key for hit in hits()} == {f"page:{page.pk}", f"page:{below.pk}"}


def test_nested_restrictions_must_both_hold(site_tree, page):
    below = site_tree.add(StandardPage, parent=page, title="โนราตอนที่สอง", slug="two")
    groups = [Group.objects.create(name=name) for name in ("one", "two")]
    for restricted, group in zip((page, below), groups, strict=True):
        restriction = PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.GROUPS)
        restriction.groups.add(group)
    one, two = (f"group:{group.pk}" for group in groups)
    joined = frozenset({"public", "members", one, two, f"{one}+{two}", f"{two}+{one}"})
    assert {hit.key for hit in hits(audiences=frozenset({"public", one}))} == {f"page:{page.pk}"}
    assert hits(audiences=frozenset({"public", two})) == ()
    assert len(hits(audiences=joined)) == 2


def test_page_of_no_source_is_no_trouble(site_tree):
    site_tree.home.save_revision().publish()
    assert search(SearchQuery(site_tree.home.title), PUBLIC).hits == ()


def test_restriction_the_index_does_not_know_yet_already_holds(page):
    from content.core.models import PageAudience

    assert len(hits()) == 1
    PageAudience.objects.filter(page_id=page.pk).update(token="members")
    assert hits() == ()
    assert search(SearchQuery("โนรา"), PUBLIC).total == 0
