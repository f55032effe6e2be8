from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation

from content.people.roles import RoleKey
from search.backends import get_backend
from search.backends.base import IndexState
from search.models import DocumentVector, PendingChange, WordChange
from tests.factories.notes import NotePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(make_user):
    return make_user(is_superuser=True, is_staff=True)


def test_administrator_sees_what_waits_and_what_failed(client, superuser):
    PendingChange.objects.create(key="page:17")
    PendingChange.objects.create(key="page:18", attempts=3, last_error="OSError: disk full")
    client.force_login(superuser)
    html = client.get(reverse("search_state")).content.decode()
    assert "page:17" in html
    assert "OSError: disk full" in html


def test_state_can_be_exported(client, superuser):
    PendingChange.objects.create(key="page:17")
    client.force_login(superuser)
    response = client.get(reverse("search_state"), {"export": "csv"})
    assert b"page:17" in response.getvalue()


def test_contributor_does_not_see_the_state(client, make_user):
    client.force_login(make_user(role=RoleKey.CONTRIBUTOR))
    assert client.get(reverse("search_state")).status_code == 302


def test_visitor_does_not_see_the_state(client):
    assert client.get(reverse("search_state")).status_code == 302


def twins(*pairs: tuple[str, str]) -> None:
    for number, pair in enumerate(pairs):
        for key, twin in (pair, pair[::-1]):
            DocumentVector.objects.create(
                key=key,
                twin_key=twin,
                twin_cosine=0.95 - number / 1000,
                title_digest="t",
                text_digest="t",
                stored_at=timezone.now(),
            )


def test_administrator_sees_what_was_written_twice_and_may_edit_it(client, superuser):
    pages = [NotePageFactory(title=f"บันทึก {number}") for number in range(2)]
    twins((f"page:{pages[0].pk}", f"page:{pages[1].pk}"), ("thing:1", "thing:2"))
    client.force_login(superuser)
    html = client.get(reverse("search_nearly_same")).content.decode()
    assert all(page.title in html for page in pages)
    assert reverse("wagtailadmin_pages:edit", args=[pages[0].pk]) in html
    assert "thing:2" in html


def test_report_of_twins_asks_the_same_for_many(client, superuser, django_assert_max_num_queries):
    client.force_login(superuser)
    twins(("page:100", "page:101"))
    client.get(reverse("search_nearly_same"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("search_nearly_same"))
    twins(*((f"page:{number}", f"page:{number}0000") for number in range(1, 9)))
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("search_nearly_same"))


def test_report_of_twins_can_be_exported(client, superuser):
    twins(("thing:1", "thing:2"))
    client.force_login(superuser)
    assert b"thing:2" in client.get(reverse("search_nearly_same"), {"export": "csv"}).getvalue()


def test_only_administrators_see_what_was_written_twice(client, make_user):
    assert client.get(reverse("search_nearly_same")).status_code == 302
    client.force_login(make_user(role=RoleKey.CONTRIBUTOR))
    assert client.get(reverse("search_nearly_same")).status_code == 302


def test_state_says_how_far_the_vectors_are(client, superuser, meaning):
    twins(("thing:1", "thing:2"))
    client.force_login(superuser)
    assert "2 รายการค้นตามความหมายได้" in client.get(reverse("search_state")).content.decode()


def test_state_says_that_meaning_is_off(client, superuser):
    client.force_login(superuser)
    assert "ปิดการค้นตามความหมายอยู่" in client.get(reverse("search_state")).content.decode()


def test_administrator_reads_how_far_changed_words_have_come(client, superuser):
    WordChange.objects.create(spellings="ตู้ปันสุข", seen=123, total=456)
    client.force_login(superuser)
    assert "อ่านแล้ว 123 จาก 456 เรื่อง" in client.get(reverse("search_state")).content.decode()


def test_administrator_reads_that_another_engine_stands_in(client, superuser, monkeypatch):
    state = IndexState(documents=7, away=True, stands_in_for="Elasticsearch refused the account.")
    monkeypatch.setattr(get_backend(), "state", lambda: state)
    client.force_login(superuser)
    with translation.override("th"):
        html = client.get(reverse("search_state")).content.decode()
    assert "Elasticsearch refused the account." in html
    assert "ระบบค้นหาในตัว" in html


def test_administrator_reads_that_nothing_can_be_found(client, superuser, monkeypatch):
    monkeypatch.setattr(get_backend(), "state", lambda: IndexState(problem="It cannot be reached.", away=True))
    client.force_login(superuser)
    assert "It cannot be reached." in client.get(reverse("search_state")).content.decode()


def test_health_command_says_what_is_wrong(capsys, monkeypatch):
    call_command("search_health")
    assert "0 changes are waiting" in capsys.readouterr().out
    monkeypatch.setattr(get_backend(), "state", lambda: IndexState(problem="It cannot be reached.", away=True))
    with pytest.raises(CommandError, match="It cannot be reached"):
        call_command("search_health")
