"""Searches that people keep: saved, listed, opened, deleted, and told of what is new."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from search.models import SavedSearch
from search.saved_searches import MOST_SAVED, canonical
from search.saving import look_at, new_hits, save_search, tell_of_new_hits
from search.service import changed
from search.signals import saved_search_hits
from tests.support.search import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def put(things):
    def add(*documents):
        things.add(*documents)
        changed(item.key for item in documents)

    return add


@pytest.fixture
def told():
    heard = []

    def hear(sender, saved, hits, **kwargs):
        heard.append((saved.pk, [hit.key for hit in hits]))

    saved_search_hits.connect(hear)
    yield heard
    saved_search_hits.disconnect(hear)


def test_search_is_kept_with_what_is_understood_only(client, make_user, site_tree):
    user = make_user()
    client.force_login(user)
    response = client.post("/search/saved/add/", {"query": "junk=1&q=โนรา&page=9&kind=news", "name": " ข่าว  โนรา "})
    assert response["Location"] == "/search/saved/"
    saved = SavedSearch.objects.get()
    assert (saved.user, saved.name, saved.query) == (
        user,
        "ข่าว โนรา",
        "q=%E0%B9%82%E0%B8%99%E0%B8%A3%E0%B8%B2&kind=news",
    )


def test_same_question_is_kept_once_with_the_newer_name(make_user, site_tree):
    user = make_user()
    save_search(user=user, query_string="q=โนรา", name="ก")
    save_search(user=user, query_string="junk=2&q=โนรา", name="ข")
    assert [saved.name for saved in SavedSearch.objects.all()] == ["ข"]


def test_nothing_asked_is_not_kept_and_says_so(client, make_user, site_tree):
    client.force_login(make_user())
    response = client.post("/search/saved/add/", {"query": "q=+&sort=newest"}, follow=True)
    assert SavedSearch.objects.count() == 0
    assert response.context["messages"]


def test_one_more_than_one_may_keep_is_refused(client, make_user, site_tree):
    user = make_user()
    SavedSearch.objects.bulk_create(SavedSearch(user=user, name="ก", query=f"q={n}") for n in range(MOST_SAVED))
    client.force_login(user)
    response = client.post("/search/saved/add/", {"query": "q=โนรา"})
    assert SavedSearch.objects.count() == MOST_SAVED
    assert response["Location"].startswith("/search/?q=")


def test_too_long_and_hostile_questions_are_cut_or_refused():
    assert canonical("q=" + "ก" * 50_000)
    assert canonical("&=&%ff=%00") == ""
    assert canonical("//evil.example/?q=") == ""


def test_anonymous_is_sent_to_sign_in(client, site_tree):
    assert client.get("/search/saved/").status_code == 302
    assert client.post("/search/saved/add/", {"query": "q=โนรา"}).status_code == 302
    assert SavedSearch.objects.count() == 0


def test_searches_of_others_do_not_exist(client, make_user, site_tree):
    saved = save_search(user=make_user(), query_string="q=โนรา", name="เฉพาะกิจ")
    client.force_login(make_user())
    assert "เฉพาะกิจ" not in client.get("/search/saved/").content.decode()
    assert client.post(f"/search/saved/{saved.pk}/open/").status_code == 404
    assert client.post(f"/search/saved/{saved.pk}/delete/").status_code == 404
    assert client.get(f"/search/saved/{saved.pk}/delete/").status_code == 405


def test_what_came_since_the_last_look_is_new(client, make_user, put, site_tree):
    put(document("thing:1", "โนรา"))
    user = make_user()
    saved = save_search(user=user, query_string="q=โนรา", name="")
    assert new_hits(saved) == ()
    put(document("thing:2", "โนราใหม่"), document("thing:3", "ข้าว"))
    assert [hit.key for hit in new_hits(saved)] == ["thing:2"]
    client.force_login(user)
    assert "new-count" in client.get("/search/saved/").content.decode()
    assert client.post(f"/search/saved/{saved.pk}/open/").status_code == 303
    saved.refresh_from_db()
    assert new_hits(saved) == ()


def test_older_things_moving_up_are_not_new(make_user, put, things):
    import datetime

    days = [datetime.date(2026, 1, 1) + datetime.timedelta(days=number) for number in range(130)]
    put(*(document(f"thing:{number:03}", "โนรา", date=day) for number, day in enumerate(days)))
    saved = save_search(user=make_user(), query_string="q=โนรา", name="")
    gone = [f"thing:{number:03}" for number in range(120, 130)]
    for key in gone:
        del things.things[key]
    changed(gone)
    assert new_hits(saved) == ()


def test_what_one_may_not_see_is_never_new(make_user, put, things, told):
    saved = save_search(user=make_user(), query_string="q=โนรา", name="")
    put(document("thing:1", "โนรา", audience={"group:999"}), document("thing:2", "โนราที่ซ่อน"))
    things.hidden = {"thing:2"}
    assert new_hits(saved) == ()
    assert tell_of_new_hits() == 0
    assert told == []


def test_people_are_told_once(make_user, put, told):
    saved = save_search(user=make_user(), query_string="q=โนรา", name="")
    put(document("thing:1", "โนรา"))
    call_command("notify_saved_searches")
    call_command("notify_saved_searches")
    assert told == [(saved.pk, ["thing:1"])]
    saved.refresh_from_db()
    assert [hit.key for hit in new_hits(saved)] == ["thing:1"]
    assert look_at(saved=saved).told == []


def test_closed_accounts_are_not_told(make_user, put, told):
    user = make_user()
    save_search(user=user, query_string="q=โนรา", name="")
    user.is_active = False
    user.save()
    put(document("thing:1", "โนรา"))
    assert tell_of_new_hits() == 0


def test_without_anybody_to_tell_nothing_counts_as_told(make_user, put, monkeypatch):
    monkeypatch.setattr(saved_search_hits, "receivers", [])
    saved = save_search(user=make_user(), query_string="q=โนรา", name="")
    put(document("thing:1", "โนรา"))
    assert tell_of_new_hits() == 0
    saved.refresh_from_db()
    assert saved.told == []


def test_keeping_is_offered_to_who_is_signed_in(client, make_user, site_tree):
    assert "/search/saved/add/" not in client.get("/search/?q=โนรา").content.decode()
    client.force_login(make_user())
    assert "/search/saved/add/" in client.get("/search/?q=โนรา").content.decode()
    assert "/search/saved/add/" not in client.get("/search/").content.decode()
