from __future__ import annotations

import pytest
from django.urls import reverse

from content.people.roles import RoleKey
from search import service
from search.models import OwnWord, SynonymGroup, WordChange
from search.query import SearchQuery
from search.word_views import cut
from tests.support.search import document

pytestmark = pytest.mark.django_db
SENTENCE = "อบรมการจัดการความรู้ (KM) ป.๕ ที่ควนพนางตุง"


def test_cut_shows_words_parts_names_and_forms():
    by_term = {word.term: word for word in cut(SENTENCE)}
    assert "ความรู้" in by_term["การจัดการความรู้"].parts
    assert "km" in by_term["การจัดการความรู้"].names[0]
    assert by_term["ป.5"].typed == "ป.๕"
    assert by_term["ที่"].is_stop_word
    assert not all(word.is_known for word in by_term.values())


def test_editor_tries_a_sentence(admin_client):
    OwnWord.objects.create(word="ควนพนางตุง")
    WordChange.objects.create(spellings="ควนพนางตุง", seen=3, total=9)
    page = admin_client.get(reverse("search_try_sentence"), {"sentence": SENTENCE})
    assert page.status_code == 200
    text = page.content.decode()
    assert "ควนพนางตุง" in text
    assert "3" in text
    assert "9" in text


@pytest.mark.parametrize("sentence", ["", " ", "<script>", "ก" * 5_000, "\u0e48"])
def test_odd_sentences_are_answered(admin_client, sentence):
    page = admin_client.get(reverse("search_try_sentence"), {"sentence": sentence})
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().partition('<table class="listing"')[2].partition("</table>")[0]


def test_who_keeps_no_words_is_refused(client, django_user_model):
    user = django_user_model.objects.create_user("reader", email="reader@example.org", password="x")
    client.force_login(user)
    assert client.get(reverse("search_try_sentence")).status_code in (302, 403)
    client.logout()
    assert client.get(reverse("search_try_sentence")).status_code == 302


def test_words_are_kept_in_the_admin(admin_client):
    url = reverse("wagtailsnippets_search_ownword:add")
    refused = admin_client.post(url, {"word": "ก", "parts": ""})
    assert refused.status_code == 200
    admin_client.post(url, {"word": "ควนพนางตุง", "parts": ""})
    assert OwnWord.objects.get().word == "ควนพนางตุง"
    assert admin_client.get(reverse("wagtailsnippets_search_ownword:list")).status_code == 200


def test_new_group_begins_with_what_was_sought_in_vain(client, make_user):
    client.force_login(make_user(RoleKey.EDITOR))
    page = client.get(reverse("wagtailsnippets_search_synonymgroup:add"), {"terms": "กระดาษแผ่นเดียว"})
    assert "กระดาษแผ่นเดียว" in page.content.decode()


def test_change_in_the_admin_reaches_the_texts_and_says_so(admin_client, things):
    things.add(document("thing:a", "ข่าวกิจกรรม", body="ตู้ปันสุขหน้าโรงเรียน"), document("thing:b", "กีฬาสี"))
    service.changed(["thing:a", "thing:b"])

    def found() -> list[str]:
        return [hit.key for hit in service.search(SearchQuery("คลังอาหารของหมู่บ้าน"), {"public"}).hits]

    def said(page) -> bool:
        return "เรื่องที่มีคำนี้กำลังทำดัชนีใหม่" in page.content.decode()

    assert found() == []
    add = reverse("wagtailsnippets_search_synonymgroup:add")
    assert said(admin_client.post(add, {"names": "ตู้ปันสุข\nคลังอาหารของหมู่บ้าน"}, follow=True))
    assert found() == ["thing:a"]
    group = SynonymGroup.objects.get()
    edit = reverse("wagtailsnippets_search_synonymgroup:edit", args=[group.pk])
    assert said(admin_client.post(edit, {"names": "ตู้อื่น\nคลังอาหารของหมู่บ้าน"}, follow=True))
    assert found() == []
    delete = reverse("wagtailsnippets_search_synonymgroup:delete", args=[group.pk])
    assert said(admin_client.post(delete, follow=True))
    assert not SynonymGroup.objects.exists()
