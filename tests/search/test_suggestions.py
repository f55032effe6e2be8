"""What is offered while somebody types."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from content.website.models import StandardPage
from search.service import changed
from tests.search.backends.asking import HOSTILE
from tests.support.search import document

pytestmark = pytest.mark.django_db


def offered(client, typed: str) -> list[str]:
    response = client.get("/search/suggest/", {"q": typed})
    assert response.status_code == 200
    return [item["text"] for item in response.json()["suggestions"]]


@pytest.fixture
def nora(site_tree):
    return site_tree.add(StandardPage, title="เรื่องโนราของเรา", slug="nora")


@pytest.mark.parametrize("typed", ["เ", "เรื", "เรื่องโน", "โน", "โนราข", "เรื่อง โน"])
def test_title_is_offered_from_each_of_its_words_on(client, nora, typed):
    assert offered(client, typed) == ["เรื่องโนราของเรา"]


def test_suggestion_says_what_it_is_and_leads_there(client, nora):
    found = client.get("/search/suggest/", {"q": "โนรา"}).json()["suggestions"][0]
    assert (found["url"], found["kind"]) == (nora.url, "page")
    assert found["label"]


def test_members_only_title_is_offered_to_members_only(client, nora, make_user):
    PageViewRestriction.objects.create(page=nora, restriction_type=PageViewRestriction.LOGIN)
    assert offered(client, "โนรา") == []
    client.force_login(make_user())
    assert offered(client, "โนรา") == ["เรื่องโนราของเรา"]


def test_title_hidden_in_the_database_is_not_offered(client, things):
    things.add(document("thing:1", "โนรา"), document("thing:2", "โนราบ้านเรา"))
    changed(things.keys())
    things.hidden = {"thing:1"}
    assert offered(client, "โนรา") == ["โนราบ้านเรา"]


def test_tags_are_offered_to_who_may_find_something_with_them(client, things, make_user):
    things.add(
        document("thing:1", "ก", facets={"tag": ("ทะเลน้อย",)}),
        document("thing:2", "ข", facets={"tag": ("ทะเลลับ",)}, audience={"members"}),
    )
    changed(things.keys())
    assert offered(client, "ทะเล") == ["ทะเลน้อย"]
    client.force_login(make_user())
    assert sorted(offered(client, "ทะเล")) == ["ทะเลน้อย", "ทะเลลับ"]


def test_people_are_offered_by_their_role_from_each_of_its_words_on(client, things, make_user):
    things.add(
        document("thing:1", "ก", facets={"role": ("ศึกษานิเทศก์ชำนาญการ",)}),
        document("thing:2", "ข", facets={"role": ("ศึกษานิเทศก์เชี่ยวชาญ",)}, audience={"members"}),
    )
    changed(things.keys())
    assert offered(client, "ศึกษานิ") == offered(client, "ชำนาญ") == ["ศึกษานิเทศก์ชำนาญการ"]
    found = client.get("/search/suggest/", {"q": "ศึกษานิ"}).json()["suggestions"][0]
    assert (found["kind"], found["label"]) == ("role", "ตำแหน่งผู้เขียน")
    assert client.get(found["url"]).context["total"] == 1
    client.force_login(make_user())
    assert len(offered(client, "ศึกษานิ")) == 2


def test_nothing_typed_offers_nothing(client, nora):
    assert offered(client, "") == offered(client, " ") == offered(client, "!?") == []


def test_suggestions_are_kept_by_nobody(client, nora):
    assert "no-store" in client.get("/search/suggest/?q=โน").headers["Cache-Control"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_breaks_suggestions(client, nora, typed):
    response = client.get("/search/suggest/", {"q": typed.encode("utf-8", "replace").replace(b"\x00", b"")})
    assert response.status_code == 200


def test_index_that_is_away_suggests_nothing(client, site_tree, settings, tmp_path):
    settings.KM_SEARCH_BACKEND = "search.backends.embedded.EmbeddedBackend"
    settings.KM_SEARCH_INDEX_DIR = tmp_path / "nothing"
    assert offered(client, "โนรา") == []


def test_suggestions_ask_the_database_once(client, things, django_assert_num_queries):
    things.add(*(document(f"thing:{number}", f"โนรา {number}") for number in range(20)))
    changed(things.keys())
    offered(client, "โนรา")
    with django_assert_num_queries(0):
        assert len(offered(client, "โนรา")) == 8
