"""A draft is begun, saved and submitted on the site, without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from wagtail.models import Page

from content.notes.models import NotePage
from tests.content.writing.conftest import body_of, typed

if TYPE_CHECKING:
    from django.test import Client

    from tests.content.writing.conftest import Office


def test_chooser_offers_every_type_of_note(client: Client, office: Office) -> None:
    client.force_login(office.writer)
    html = client.get("/write/").content.decode()

    assert all(f"/write/notes/new/?type={value}" in html for value in NotePage.NoteType.values)


def test_new_form_asks_the_questions_of_its_type(client: Client, office: Office) -> None:
    client.force_login(office.writer)
    html = client.get("/write/notes/new/?type=lesson").content.decode()

    assert html.count("data-markdown") == 4
    assert 'value="lesson"' in html


def test_unknown_type_begins_a_story(client: Client, office: Office) -> None:
    client.force_login(office.writer)

    assert 'value="story"' in client.get("/write/notes/new/?type=nonsense").content.decode()


def test_saving_makes_a_draft_that_nobody_reads_yet(client: Client, office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()

    assert not page.live
    assert page.owner == office.writer
    assert [row.user for row in page.item_authors.all()] == [office.writer]
    assert client.get(page.url).status_code == 404


def test_answers_become_one_text_with_headings(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()

    body = body_of(page)
    assert body.count("\n\n") == 7
    assert body.startswith("## ")
    assert "ให้วาดภาพก่อนอ่าน" in body


def test_draft_is_read_back_into_its_questions(client: Client, office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        form = client.get(f"/write/{page.pk}/").context["form"]

    assert form["part_1"].value() == "ให้วาดภาพก่อนอ่าน"


def test_text_with_headings_of_its_own_is_written_as_a_whole(client: Client, office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(part_0="## หัวข้อของฉันเอง\n\nเล่า")
        form = client.get(f"/write/{page.pk}/").context["form"]

    assert form.is_whole
    assert "หัวข้อของฉันเอง" in form["body"].value()


def test_same_form_sent_twice_makes_one_draft(client: Client, office: Office) -> None:
    client.force_login(office.writer)
    form = typed(key=str(uuid4()))
    client.post("/write/notes/new/", form)
    client.post("/write/notes/new/", form)

    assert NotePage.objects.count() == 1


def test_same_form_submitted_twice_is_one_submission(client: Client, office: Office) -> None:
    client.force_login(office.writer)
    form = typed(key=str(uuid4()), action="submit", work_group=office.group.pk)
    answers = [client.post("/write/notes/new/", form, follow=True) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert NotePage.objects.get().workflow_states.count() == 1


def test_everything_about_the_item_is_kept(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(
            tags="การอ่าน, ภาพ",
            summary="สั้น ๆ",
            academic_year="2569",
            coauthors="colleague",
            review_date="1/5/2570",
            audience="work_group",
        )
    draft = page.get_latest_revision_as_object()

    assert sorted(row.tag.name for row in draft.tagged_items.all()) == ["การอ่าน", "ภาพ"]
    assert draft.academic_year == 2026
    assert [row.user_id for row in draft.item_authors.all()] == [office.writer.pk, office.colleague.pk]
    assert draft.review_date.isoformat() == "2027-05-01"
    assert (draft.audience, draft.work_group) == ("work_group", office.group)


def test_saving_again_makes_a_new_version(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        answer = desk.save(page, part_0="ใหม่")

    assert answer.status_code == 302
    assert page.revisions.count() == 2
    assert "ใหม่" in body_of(page)


def test_saving_without_a_change_makes_no_version(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        desk.save(page)

    assert page.revisions.count() == 1


def test_draft_follows_its_title_with_its_address(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(title="")
        desk.save(page, title="Reading aloud")

    assert NotePage.objects.get().get_latest_revision_as_object().slug == "reading-aloud"


def test_submission_without_title_or_text_says_what_is_missing_and_keeps_the_draft(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        empty = {f"part_{number}": "" for number in range(4)}
        page = desk.begin(title="")
        answer = desk.save(page, title="", action="submit", **empty)

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) >= {"title"}
    assert not page.workflow_states.exists()


def test_submission_without_any_answer_says_so_at_the_first_question(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        answer = desk.save(page, action="submit", **{f"part_{number}": "" for number in range(4)})

    assert list(answer.context["form"].errors) == ["part_0"]


def test_audience_that_lacks_its_group_is_told_beside_the_field(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        answer = desk.save(page, action="submit", audience="school")

    assert list(answer.context["form"].errors) == ["school"]


@pytest.mark.parametrize("who", ["outsider", "reviewer", "colleague"])
def test_draft_is_not_there_for_others(client: Client, office: Office, at: object, who: str) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
    client.force_login(getattr(office, who))

    for address in ("", "review/", "versions/"):
        assert client.get(f"/write/{page.pk}/{address}").status_code == 404
    assert client.post(f"/write/{page.pk}/", typed()).status_code == 404


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_draft_is_there_for_editors(client: Client, office: Office, at: object, who: str) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
    client.force_login(getattr(office, who))

    assert client.get(f"/write/{page.pk}/").status_code == 200


def test_named_coauthor_may_write(client: Client, office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(coauthors="colleague@example.invalid")
    with at(office.colleague) as desk:
        assert desk.save(page, coauthors="colleague", part_0="ของเพื่อน").status_code == 302

    assert "ของเพื่อน" in body_of(page)


def test_member_may_not_begin(client: Client, office: Office, make_user: object) -> None:
    client.force_login(make_user())

    assert client.get("/write/notes/new/").status_code == 403
    assert client.post("/write/notes/new/", typed()).status_code == 403
    assert "/write/notes/new/" not in client.get("/write/").content.decode()


def test_page_that_is_no_item_is_not_written_here(client: Client, office: Office) -> None:
    client.force_login(office.administrator)

    assert client.get(f"/write/{Page.objects.filter(depth=2).first().pk}/").status_code == 404


def test_draft_can_be_deleted_by_its_author_until_it_is_submitted(client: Client, office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        desk.client.post(f"/write/{page.pk}/discard/")
        assert not NotePage.objects.exists()
        other = desk.begin(action="submit")
        assert desk.client.post(f"/write/{other.pk}/discard/").status_code == 403

    assert NotePage.objects.exists()


def test_draft_of_somebody_else_is_deleted_by_nobody(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin()
        assert f"/write/{page.pk}/discard/" in desk.client.get(f"/write/{page.pk}/").content.decode()
    with at(office.editor) as desk:
        assert f"/write/{page.pk}/discard/" not in desk.client.get(f"/write/{page.pk}/").content.decode()
        assert desk.client.post(f"/write/{page.pk}/discard/").status_code == 403

    assert NotePage.objects.filter(pk=page.pk).exists()


def test_list_of_drafts_shows_ones_own_only(client: Client, office: Office, at: object) -> None:
    with at(office.writer) as desk:
        desk.begin(title="เรื่องของครูคนหนึ่ง")
        mine = desk.client.get("/write/mine/").content.decode()
    with at(office.colleague) as desk:
        theirs = desk.client.get("/write/mine/").content.decode()

    assert "เรื่องของครูคนหนึ่ง" in mine
    assert "เรื่องของครูคนหนึ่ง" not in theirs


def test_list_of_drafts_asks_no_more_for_more_of_them(
    office: Office, at: object, django_assert_max_num_queries: object
) -> None:
    with at(office.writer) as desk:
        desk.begin(action="submit")
        desk.begin()
        desk.client.get("/write/mine/")
        with django_assert_max_num_queries(60) as few:
            desk.client.get("/write/mine/")
        for _ in range(3):
            desk.begin(action="submit")
            desk.begin()
        with django_assert_max_num_queries(60) as many:
            desk.client.get("/write/mine/")

    assert len(many) <= len(few)
