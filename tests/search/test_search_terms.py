"""What people seek is counted without a trace of who, and the report says what to do about it."""

from __future__ import annotations

import datetime

import pytest

from search import counting
from search.models import KnowledgeWish, SearchTerm
from search.search_terms import as_counted
from search.terms_views import LEAST_TIMES

pytestmark = pytest.mark.django_db


def counts() -> list[tuple[str, int, int]]:
    counting.write()
    return sorted(SearchTerm.objects.values_list("text", "times", "empty"))


def sought(text: str, times: int = LEAST_TIMES, empty: int = 0, days_ago: int = 0) -> None:
    day = datetime.date.today() - datetime.timedelta(days=days_ago)
    SearchTerm.objects.create(day=day, text=text, times=times, empty=empty)


def test_same_words_written_otherwise_are_counted_together(client, site_tree):
    for text in ("โนรา ป.๕", " โนรา  ป.5 ", "โนรา ป.5"):
        client.get("/search/", {"q": text})
    assert counts() == [("โนรา ป.5", 3, 3)]
    client.get("/search/", {"q": "โนรา ป.5"})
    assert counts() == [("โนรา ป.5", 4, 4)]


@pytest.mark.parametrize("address", ["/search/", "/search/?q=+", "/search/?q=ก&page=2", "/search/feed/?q=ก"])
def test_what_is_no_new_question_is_not_counted(client, site_tree, address):
    client.get(address)
    assert counts() == []


def test_filters_changed_in_place_are_not_counted(client, site_tree):
    client.get("/search/?q=ก", headers={"X-Results-Only": "1"})
    assert counts() == []


@pytest.mark.parametrize(
    "text",
    [
        "1-2345-67890-12-3",
        "๑๒๓๔๕๖๗๘๙๐๑๒๓",
        "โทร 081-234-5678",
        "081 234 5678",
        "somebody@example.ac.th",
        "https://example.org/a",
        "ก" * 101,
        " ",
    ],
)
def test_personal_data_are_never_kept(text):
    assert as_counted(text) == ""


@pytest.mark.parametrize("text", ["ศธ 04009/ว7543", "ปี 2567", "ว 1.1 ป.5/2", "20 ชั่วโมง"])
def test_codes_and_years_are_kept(text):
    assert as_counted(text) == text


def test_row_names_nobody():
    assert {field.name for field in SearchTerm._meta.fields} == {"id", "day", "text", "times", "empty"}


def test_old_counts_are_thrown_away():
    sought("เก่า", days_ago=counting.KEPT_DAYS + 1)
    counting.count("ใหม่", found=True)
    assert counts() == [("ใหม่", 1, 0)]


def test_searching_writes_nothing_in_the_request(client, site_tree):
    client.get("/search/?q=โนรา")
    assert SearchTerm.objects.count() == 0


class TestReport:
    @pytest.fixture(autouse=True)
    def _signed_in(self, client, admin_user, site_tree):
        client.force_login(admin_user)

    def page(self, client, query: str = "") -> str:
        response = client.get(f"/admin/reports/search-terms/{query}")
        assert response.status_code == 200
        return response.content.decode()

    def test_rare_words_are_not_shown(self, client):
        sought("เรื่องส่วนตัว", times=LEAST_TIMES - 1)
        sought("หลายคนหา", times=LEAST_TIMES)
        html = self.page(client)
        assert "หลายคนหา" in html
        assert "เรื่องส่วนตัว" not in html

    def test_days_are_summed_within_the_period(self, client):
        sought("โนรา", times=2)
        sought("โนรา", times=5, days_ago=3)
        sought("โนรา", times=100, days_ago=20)
        html = self.page(client, "?days=7")
        assert "<td>7</td>" in html
        assert "<td>-93</td>" not in html
        assert self.page(client, "?days=x")

    def test_failed_words_can_be_asked_for_and_taken_off(self, client):
        sought("วิธีเลี้ยงผึ้ง", times=4, empty=4)
        assert "วิธีเลี้ยงผึ้ง" in self.page(client)
        client.post("/admin/reports/search-terms/ask/", {"text": "วิธีเลี้ยงผึ้ง"})
        wish = KnowledgeWish.objects.get()
        assert "วิธีเลี้ยงผึ้ง" in client.get("/search/wishes/").content.decode()
        client.post(f"/admin/reports/search-terms/{wish.pk}/answered/")
        assert KnowledgeWish.objects.count() == 0

    def test_queries_do_not_grow_with_words(self, client, django_assert_max_num_queries):
        for number in range(30):
            sought(f"คำ {number}", times=9, empty=9)
        self.page(client)
        with django_assert_max_num_queries(30):
            self.page(client)


def test_report_is_for_who_may_read_it(client, make_user, site_tree):
    client.force_login(make_user())
    assert client.get("/admin/reports/search-terms/").status_code in {302, 403}
    assert client.post("/admin/reports/search-terms/ask/", {"text": "ก"}).status_code in {302, 403}
    client.logout()
    assert client.get("/admin/reports/search-terms/").status_code == 302
    assert KnowledgeWish.objects.count() == 0


def test_list_of_requests_is_for_who_is_signed_in(client, make_user, site_tree):
    assert client.get("/search/wishes/").status_code == 302
    client.force_login(make_user())
    assert client.get("/search/wishes/").status_code == 200
