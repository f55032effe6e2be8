"""Tags on page types: filtered, prefetched, kept in drafts."""

from __future__ import annotations

import pytest
from django.db.models import Count
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.models import Page, get_page_models

from content.notes.models import NotePage
from content.taxonomy.checks import check_tags_of_pages
from content.taxonomy.models import PageTagsField, Tag, TaggedPage
from content.website.models import NewsPage
from tests.factories.website import NewsCategoryFactory

pytestmark = pytest.mark.django_db
TAGGED_PAGE_TYPES = [
    model for model in get_page_models() if any(isinstance(field, PageTagsField) for field in model._meta.many_to_many)
]


@pytest.fixture
def tagged(site_tree):
    """`tagged(NotePage, "น้ำ")`: a published page with tags, read from the database."""

    required = {NotePage: {"body": "เรื่องเล่าจากทะเลน้อย"}, NewsPage: {"category": NewsCategoryFactory()}}

    def add(page_type, *names):
        page = site_tree.add(page_type, parent=site_tree.home, **required[page_type])
        page.tags.set(names)
        page.save()
        return page_type.objects.get(pk=page.pk)

    return add


@pytest.mark.parametrize("model", TAGGED_PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_page_type_with_tags_can_be_filtered_by_them(model):
    assert not model.objects.filter(tags__name="น้ำ").exists()
    assert not model.objects.filter(tags__name__in=["น้ำ", "นก"]).distinct().exclude(tags__name="ปลา").exists()


def test_pages_are_found_by_the_name_of_a_tag_and_only_those(tagged):
    water, led = tagged(NotePage, "น้ำ", "ทะเลน้อย"), tagged(NotePage, "นำ")
    news = tagged(NewsPage, "น้ำ")
    assert list(NotePage.objects.filter(tags__name="น้ำ")) == [water]
    assert list(NotePage.objects.exclude(tags__name="น้ำ")) == [led]
    assert list(NewsPage.objects.filter(tags__name="น\u0e49\u0e4d\u0e32")) == [news]
    assert set(Page.objects.filter(tagged_items__tag__name="น้ำ").values_list("pk", flat=True)) == {water.pk, news.pk}


def test_one_name_typed_two_ways_tags_a_page_once(tagged):
    page = tagged(NotePage, "น้ำ", "น้ำ\u200b", " น้ำ ")
    assert list(page.tags.names()) == ["น้ำ"]
    assert TaggedPage.objects.filter(content_object=page).count() == 1


def test_tags_of_many_pages_are_read_with_one_query_more(tagged, django_assert_num_queries):
    for name in ("น้ำ", "นก", "ปลา"):
        tagged(NotePage, name, "ทะเลน้อย")
    with django_assert_num_queries(2):
        names = [[tag.name for tag in page.tags.all()] for page in NotePage.objects.prefetch_related("tags")]
    assert sorted(map(sorted, names)) == [["ทะเลน้อย", "นก"], ["ทะเลน้อย", "น้ำ"], ["ทะเลน้อย", "ปลา"]]


def test_pages_of_a_tag_are_counted(tagged):
    tagged(NotePage, "น้ำ")
    tagged(NewsPage, "น้ำ", "นก")
    counts = Tag.objects.annotate(count=Count("tagged_pages")).values_list("name", "count")
    assert dict(counts) == {"น้ำ": 2, "นก": 1}


def test_tags_of_a_draft_appear_when_it_is_published(tagged):
    page = tagged(NotePage, "เก่า")
    page.tags.set(["ใหม่"])
    revision = page.save_revision()
    assert list(NotePage.objects.get(pk=page.pk).tags.names()) == ["เก่า"]
    revision.publish()
    assert list(NotePage.objects.get(pk=page.pk).tags.names()) == ["ใหม่"]


def test_an_older_version_with_the_same_tags_can_be_published_again(tagged):
    page = tagged(NotePage, "นก", "ปลา")
    older = page.save_revision()
    page.tags.set(["ปลา", "นก"])
    page.save_revision().publish()
    older.publish()
    assert sorted(NotePage.objects.get(pk=page.pk).tags.names()) == ["นก", "ปลา"]


def test_a_deleted_tag_leaves_its_pages(tagged):
    page = tagged(NotePage, "นก", "ปลา")
    Tag.objects.get(name="นก").delete()
    assert list(NotePage.objects.get(pk=page.pk).tags.names()) == ["ปลา"]


def test_a_deleted_page_leaves_its_tags(tagged):
    tagged(NotePage, "นก").delete()
    assert Tag.objects.filter(name="นก").exists()
    assert not TaggedPage.objects.exists()


def test_all_our_page_types_declare_tags_rightly():
    assert check_tags_of_pages() == []
    assert {NotePage, NewsPage} <= set(TAGGED_PAGE_TYPES)


def test_taggits_own_field_is_refused_by_the_check(monkeypatch):
    field = ClusterTaggableManager(through=TaggedPage)
    field.name = "tags"
    monkeypatch.setattr("content.taxonomy.checks.get_page_models", lambda: [NotePage])
    monkeypatch.setattr(NotePage._meta, "many_to_many", [field])
    assert [error.id for error in check_tags_of_pages()] == ["taxonomy.E001"]
