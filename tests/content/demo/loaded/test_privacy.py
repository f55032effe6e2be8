"""What is for members only cannot be found by anybody else, on no way; its author finds it on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser

from content.core.audiences import audiences_of
from content.core.search_sources import page_key
from content.knowledge.models import ItemAttachment
from content.notes.models import NotePage
from content.people.models import User
from content.reflections.models import ReflectionPage
from content.units.models import LearningUnitPage
from search.service import SearchQuery, search

if TYPE_CHECKING:
    from django.test import Client

    from content.core.models import BasePage
    from search.service import SearchResults

HIDDEN = "op-welfare-oneday"
AUTHOR = "officer-finance"


@pytest.fixture
def hidden_page(district: str) -> BasePage:
    return ReflectionPage.objects.get(slug=HIDDEN)


@pytest.fixture
def author_client(client: Client, district: str) -> Client:
    client.force_login(User.objects.get(username=AUTHOR))
    return client


def test_help_given_is_for_members_only(district: str) -> None:
    notes = NotePage.objects.filter(slug__startswith="helper-")

    assert {note.audience for note in notes} == {"members"}
    assert not notes.visible_to_audiences({"public"}).exists()


def test_a_visitor_who_is_not_signed_in_gets_404(hidden_page: BasePage, client: Client) -> None:
    assert client.get(hidden_page.get_url()).status_code == 404


def test_its_author_reads_it(hidden_page: BasePage, author_client: Client) -> None:
    assert author_client.get(hidden_page.get_url()).status_code == 200


def test_lists_do_not_name_it_to_visitors(hidden_page: BasePage, client: Client) -> None:
    for path in (hidden_page.get_parent().get_url(), hidden_page.get_parent().get_parent().get_url(), "/"):
        assert hidden_page.title not in client.get(path).content.decode(), path


@pytest.mark.parametrize("words", ["สวัสดิการ", "ทุนสำรอง", ""])
def test_search_finds_it_for_members_only(hidden_page: BasePage, words: str) -> None:
    query = SearchQuery(text=words, page_size=100, filters={"kind": ("reflection",)}, facets=("kind", "tag", "year"))

    for_visitor = search(query, audiences_of(AnonymousUser()))
    for_author = search(query, audiences_of(User.objects.get(username=AUTHOR)))

    key = page_key(hidden_page.pk)
    assert key not in {hit.key for hit in for_visitor.hits}
    assert key in {hit.key for hit in for_author.hits}
    assert for_visitor.total < for_author.total
    assert counted(for_visitor, "kind") < counted(for_author, "kind")


def counted(results: SearchResults, facet: str) -> int:
    return sum(count.count for count in results.facets[facet] if count.value == "reflection")


def test_everything_public_is_found_after_the_load(district: str) -> None:
    units = search(SearchQuery(filters={"kind": ("learning-unit",)}), audiences_of(AnonymousUser()))

    assert units.total == LearningUnitPage.objects.count()


def test_pages_it_is_linked_with_do_not_name_it_to_visitors(hidden_page: BasePage, client: Client) -> None:
    for link in hidden_page.related_links.all():
        response = client.get(link.target.get_url())
        assert response.status_code == 200
        assert hidden_page.title not in response.content.decode()


def test_its_worksheet_is_as_private_as_the_page(hidden_page: BasePage, client: Client) -> None:
    document = ItemAttachment.objects.get(page=hidden_page).document

    assert client.get(document.url).status_code == 404

    client.force_login(User.objects.get(username="teacher-p1"))
    assert client.get(document.url).status_code == 200


def test_the_worksheet_of_a_public_unit_is_for_everybody(district: str, client: Client) -> None:
    unit = LearningUnitPage.objects.get(slug="unit-thale-noi")
    document = ItemAttachment.objects.get(page=unit).document

    response = client.get(document.url)

    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_members_hold_the_token_of_members(district: str) -> None:
    assert "members" in audiences_of(User.objects.get(username="member"))
    assert "editors" in audiences_of(User.objects.get(username="editor"))
