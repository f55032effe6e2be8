"""Submitting, deciding, taking back; the author sees how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.models import Workflow

from content.notes.models import NotePage
from content.people.models import WorkGroup
from content.writing.models import ReviewComment
from content.writing.querysets import last_submission_of, submission_of, submissions_for
from tests.content.writing.conftest import body_of

if TYPE_CHECKING:
    from django.test import Client

    from content.writing.models import ReviewTaskState
    from tests.content.writing.conftest import Office


def state(page: NotePage) -> ReviewTaskState:
    return last_submission_of(page)


def test_bank_has_the_review_from_its_first_day(office: Office) -> None:
    assert NotePage.parent_page_types
    workflow = Workflow.objects.get(workflow_pages__page__slug="bank")

    assert workflow.tasks.get().specific.get_verbose_name()


def test_submission_goes_to_the_reviewers_of_the_work_group(office: Office, submitted: NotePage) -> None:
    submission = submission_of(submitted)

    assert submission.work_group == office.group
    assert submission in submissions_for(office.reviewer)
    assert submission not in submissions_for(office.colleague)
    assert submission not in submissions_for(office.writer)


def test_item_of_a_group_without_reviewers_goes_to_every_reviewer(office: Office, submitted: NotePage) -> None:
    assert submission_of(submitted) in submissions_for(office.reviewer)
    office.group.reviewer_group.user_set.clear()

    assert submission_of(submitted) in submissions_for(office.reviewer)
    assert submission_of(submitted) in submissions_for(office.editor)


def test_named_reviewer_gets_it(office: Office, at: object, make_user: object) -> None:
    other_group = WorkGroup.objects.exclude(pk=office.group.pk).first() or WorkGroup.objects.create(
        slug="other", name="กลุ่มอื่น"
    )
    named = make_user(username="named")
    named.groups.add(other_group.reviewer_group)
    with at(office.writer) as desk:
        page = desk.begin(action="submit", reviewer=named.pk)

    assert submission_of(page).reviewer == named
    assert submission_of(page) in submissions_for(named)


def test_author_cannot_name_themselves_reviewer(office: Office, at: object) -> None:
    office.writer.groups.add(office.group.reviewer_group)
    with at(office.writer) as desk:
        page = desk.begin(action="submit", reviewer=office.writer.pk)

    assert submission_of(page) is None


def test_list_of_a_reviewer_shows_what_waits(client: Client, office: Office, submitted: NotePage) -> None:
    client.force_login(office.reviewer)
    assert submitted.title in client.get("/write/reviews/").content.decode()
    client.force_login(office.outsider)
    assert submitted.title not in client.get("/write/reviews/").content.decode()


def test_reviewer_reads_it_as_its_readers_will(client: Client, office: Office, submitted: NotePage) -> None:
    client.force_login(office.reviewer)
    html = client.get(f"/write/{submitted.pk}/review/").content.decode()

    assert "<h2" in html
    assert "ให้วาดภาพก่อนอ่าน" in html
    assert 'value="approve"' in html


def test_author_sees_the_state_but_no_decision(client: Client, office: Office, submitted: NotePage) -> None:
    client.force_login(office.writer)
    html = client.get(f"/write/{submitted.pk}/review/").content.decode()

    assert 'value="approve"' not in html
    assert str(office.group) in html


def test_approval_publishes(client: Client, office: Office, at: object, submitted: NotePage) -> None:
    with at(office.reviewer) as desk:
        assert desk.decide(submitted, "approve", "ดีมาก").status_code == 302

    page = NotePage.objects.get(pk=submitted.pk)
    assert page.live
    assert state(page).finished_by == office.reviewer
    assert client.get(page.url).status_code == 200


def test_approved_item_waits_for_its_day(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(action="submit", publish_on="1/12/2599")
    with at(office.reviewer) as desk:
        desk.decide(page, "approve")

    page = NotePage.objects.get(pk=page.pk)
    assert not page.live
    assert page.approved_schedule
    assert page.go_live_at > timezone.now()


def test_asking_for_changes_needs_a_reason(office: Office, at: object, submitted: NotePage) -> None:
    with at(office.reviewer) as desk:
        answer = desk.decide(submitted, "reject")

    assert "comment" in answer.context["decision"].errors
    assert submission_of(submitted) is not None


def test_author_sees_the_reason_mends_and_submits_again(
    client: Client, office: Office, at: object, submitted: NotePage
) -> None:
    with at(office.reviewer) as desk:
        desk.decide(submitted, "reject", "ขอหลักฐานผลการอ่าน")
    with at(office.writer) as desk:
        assert "ขอหลักฐานผลการอ่าน" in client.get(f"/write/{submitted.pk}/").content.decode()
        desk.save(submitted, part_2="คะแนนจาก 4 เป็น 8", action="submit")
    with at(office.reviewer) as desk:
        desk.decide(submitted, "approve")

    page = NotePage.objects.get(pk=submitted.pk)
    assert page.live
    assert "คะแนนจาก 4 เป็น 8" in page.body


def test_declined_item_is_over_and_its_author_sees_why(client: Client, office: Office, at: object, submitted: NotePage):
    with at(office.reviewer) as desk:
        desk.decide(submitted, "decline", "ซ้ำกับเรื่องเดิม")
    client.force_login(office.writer)
    page = NotePage.objects.get(pk=submitted.pk)

    assert "ซ้ำกับเรื่องเดิม" in client.get("/write/mine/").content.decode()
    assert not page.live
    assert page.current_workflow_state is None


def test_what_was_submitted_stands_still(client: Client, office: Office, at: object, submitted: NotePage) -> None:
    with at(office.writer) as desk:
        assert client.get(f"/write/{submitted.pk}/").url.endswith("/review/")
        answer = desk.save(submitted, token="0", part_0="แอบแก้")

    assert answer.status_code == 409
    assert "แอบแก้" in answer.content.decode()
    assert "แอบแก้" not in body_of(submitted)


def test_author_takes_it_back_and_goes_on(client: Client, office: Office, at: object, submitted: NotePage) -> None:
    with at(office.writer) as desk:
        client.post(f"/write/{submitted.pk}/withdraw/")
        assert desk.save(submitted, part_0="แก้ต่อ").status_code == 302

    assert "แก้ต่อ" in body_of(submitted)
    assert submission_of(submitted) is None


def test_others_cannot_take_it_back(client: Client, office: Office, submitted: NotePage) -> None:
    client.force_login(office.reviewer)
    assert client.post(f"/write/{submitted.pk}/withdraw/").status_code == 403
    client.force_login(office.outsider)
    assert client.post(f"/write/{submitted.pk}/withdraw/").status_code == 404


def test_reviewer_who_read_an_older_version_does_not_approve_the_newer(
    client: Client, office: Office, at: object, submitted: NotePage
) -> None:
    client.force_login(office.reviewer)
    token = client.get(f"/write/{submitted.pk}/review/").context["token"]
    with at(office.writer) as desk:
        client.post(f"/write/{submitted.pk}/withdraw/")
        desk.save(submitted, part_0="อีกแบบ", action="submit")
    client.force_login(office.reviewer)
    client.post(f"/write/{submitted.pk}/review/", {"action": "approve", "token": token})

    assert not NotePage.objects.get(pk=submitted.pk).live


def test_published_item_is_changed_through_the_same_way(
    client: Client, office: Office, at: object, submitted: NotePage
) -> None:
    with at(office.reviewer) as desk:
        desk.decide(submitted, "approve")
    with at(office.writer) as desk:
        desk.save(submitted, part_2="ผลใหม่", action="submit")
    before = client.get(NotePage.objects.get(pk=submitted.pk).url).content.decode()
    with at(office.reviewer) as desk:
        desk.decide(submitted, "approve")
    after = client.get(NotePage.objects.get(pk=submitted.pk).url).content.decode()

    assert "ผลใหม่" not in before
    assert "ผลใหม่" in after


def test_remark_on_a_passage_reaches_the_author_who_settles_it(
    client: Client, office: Office, submitted: NotePage
) -> None:
    client.force_login(office.reviewer)
    client.post(f"/write/{submitted.pk}/comments/", {"quote": "ให้วาดภาพก่อนอ่าน", "text": "วาดนานเท่าใด"})
    client.force_login(office.writer)
    assert "วาดนานเท่าใด" in client.get(f"/write/{submitted.pk}/review/").content.decode()
    remark = ReviewComment.objects.get()
    client.post(f"/write/{submitted.pk}/comments/{remark.pk}/settle/")

    assert ReviewComment.objects.get().settled_at is not None


def test_outsider_neither_comments_nor_settles(client: Client, office: Office, submitted: NotePage) -> None:
    client.force_login(office.outsider)

    assert client.post(f"/write/{submitted.pk}/comments/", {"text": "ก"}).status_code == 404
    assert not ReviewComment.objects.exists()


def test_remark_of_another_item_is_not_settled_through_this_one(
    client: Client, office: Office, submitted: NotePage, at: object
) -> None:
    remark = ReviewComment.objects.create(page_id=submitted.pk, user=office.reviewer, text="ก")
    with at(office.outsider) as desk:
        own = desk.begin()
        assert client.post(f"/write/{own.pk}/comments/{remark.pk}/settle/").status_code == 404


def test_overdue_item_stands_in_the_list_of_its_author_and_reviewer(client: Client, office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(action="submit", review_date="1/1/2560", title="ควรตรวจแล้ว")
    with at(office.reviewer) as desk:
        desk.decide(page, "approve")
    lists = {}
    for who in ("writer", "reviewer", "editor", "outsider"):
        client.force_login(getattr(office, who))
        lists[who] = "ควรตรวจแล้ว" in client.get("/write/overdue/").content.decode()

    assert lists == {"writer": True, "reviewer": True, "editor": True, "outsider": False}
    assert "callout--warning" in client.get(NotePage.objects.get(pk=page.pk).url).content.decode()


def test_anonymous_visitor_is_sent_to_sign_in(client: Client, submitted: NotePage) -> None:
    for address in ("", "mine/", "reviews/", "overdue/", f"{submitted.pk}/", f"{submitted.pk}/review/"):
        assert client.get(f"/write/{address}").url.startswith("/accounts/login/")
