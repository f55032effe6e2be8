"""HTML and rows that are kept until content changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from content.core.memory import remembered_row
from content.website.models import StandardPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

PIECE = Template('{% load kept %}{% kept "piece" key other %}{{ text }}{% endkept %}')


def shown(text: str, key: object = "key", other: object = "") -> str:
    return PIECE.render(Context({"text": text, "key": key, "other": other}))


def test_piece_is_made_once_for_a_generation(remembering: Callable) -> None:
    assert [shown("a"), shown("b")] == ["a", "a"]
    remembering()

    assert shown("c") == "c"


def test_piece_is_made_for_each_of_its_values(remembering: Callable) -> None:
    assert [shown("a", other=1), shown("b", other=2), shown("c", other=1)] == ["a", "b", "a"]


@pytest.mark.parametrize("empty", ["", None])
def test_piece_without_a_first_value_is_never_kept(remembering: Callable, empty: object) -> None:
    assert [shown("a", key=empty), shown("b", key=empty)] == ["a", "b"]


def test_piece_whose_value_is_missing_is_never_kept(remembering: Callable) -> None:
    assert [PIECE.render(Context({"text": text})) for text in "ab"] == ["a", "b"]


def test_piece_is_kept_for_each_language(remembering: Callable) -> None:
    with translation.override("en"):
        shown("a")
    with translation.override("th"):
        assert shown("b") == "b"


def test_nothing_is_kept_where_that_is_off(remembering: Callable, settings: SettingsWrapper) -> None:
    settings.KM_REMEMBER = False

    assert [shown("a"), shown("b")] == ["a", "b"]


def test_kept_piece_is_not_escaped_again(remembering: Callable) -> None:
    assert [shown("<b>"), shown("<b>")] == ["&lt;b&gt;"] * 2


def test_piece_without_values_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template('{% load kept %}{% kept "piece" %}{% endkept %}')


@pytest.mark.django_db
def test_what_is_set_on_a_remembered_row_stays_with_its_copy(site_tree: object, remembering: Callable) -> None:
    page = site_tree.add(StandardPage, title="แผน")
    remembering()

    def row() -> StandardPage:
        return remembered_row(("page", page.pk), lambda: StandardPage.objects.get(pk=page.pk))

    first = row()
    first.audience_checked = True
    first.title = "อื่น"
    assert first.owner is None
    second = row()
    assert not hasattr(second, "audience_checked")
    assert second.title == "แผน"
    assert "owner" not in second._state.fields_cache


@pytest.mark.django_db
def test_row_that_is_not_there_is_none(remembering: Callable) -> None:
    assert remembered_row(("page", 0), StandardPage.objects.none().first) is None


@pytest.mark.django_db
def test_second_visit_of_a_page_asks_no_query(
    client: Client,
    site_tree: object,
    remembering: Callable,
    settings: SettingsWrapper,
    django_assert_num_queries: Callable,
) -> None:
    page = site_tree.add(StandardPage, title="แผน")
    remembering()
    settings.KM_PAGE_CACHE = "off"
    client.get(page.get_url())

    with django_assert_num_queries(0):
        client.get(page.get_url())


@pytest.mark.django_db
def test_head_of_a_list_tells_search_engines_which_view_of_it_to_keep(
    client: Client, site_tree: object, remembering: Callable
) -> None:
    from content.knowledge.models import KnowledgeIndexPage

    url = site_tree.index(KnowledgeIndexPage).get_url()
    remembering()

    for path, hidden in ((url, False), (f"{url}?q=x", True), (url, False), (f"{url}?q=y", True)):
        assert ("noindex" in client.get(path).content.decode()) is hidden
