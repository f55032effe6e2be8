"""Each step of a review tells whom it concerns, once, whichever door it came through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from content.notifications.delivery import deliver
from content.notifications.models import FiredEvent
from content.writing.events import ItemSubmitted
from content.writing.querysets import last_submission_of
from tests.factories.people import UserFactory
from tests.factories.website import NewsPageFactory

if TYPE_CHECKING:
    from content.notes.models import NotePage
    from tests.content.writing.conftest import Office


def recipients(kind: str) -> list[list[int]]:
    return list(FiredEvent.objects.filter(kind=kind).values_list("recipient_ids", flat=True))


def test_submission_tells_the_reviewers(office: Office, submitted: NotePage) -> None:
    assert recipients("item-submitted") == [[office.reviewer.pk]]


def test_submission_to_a_named_reviewer_tells_them_only(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        desk.begin(action="submit", reviewer=office.editor.pk)

    assert recipients("item-submitted") == [[office.editor.pk]]


@pytest.mark.parametrize(
    ("action", "kind"), [("approve", "item-approved"), ("reject", "changes-asked"), ("decline", "item-declined")]
)
def test_decision_tells_the_author_with_the_reason(
    office: Office, at: object, submitted: NotePage, action: str, kind: str
) -> None:
    with at(office.reviewer) as desk:
        desk.decide(submitted, action, "เพราะอย่างนี้")
    event = FiredEvent.objects.get(kind=kind)

    assert event.recipient_ids == [office.writer.pk]
    assert event.text == "เพราะอย่างนี้"


@pytest.mark.parametrize("action", ["approve", "reject", "decline"])
def test_each_step_sends_one_email_to_each_whom_it_concerns(office: Office, at: object, action: str) -> None:
    UserFactory(is_superuser=True)
    with at(office.writer) as desk:
        page = desk.begin(action="submit")
    deliver()
    with at(office.reviewer) as desk:
        desk.decide(page, action, "เพราะอย่างนี้")
    deliver()

    assert [letter.to for letter in mail.outbox] == [[office.reviewer.email], [office.writer.email]]


def test_workflow_of_other_tasks_is_told_by_wagtail(office: Office, site_tree: object) -> None:
    task = GroupApprovalTask.objects.create(name="อนุมัติโดยกลุ่ม")
    workflow = Workflow.objects.create(name="ข่าว")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = NewsPageFactory()
    page.save_revision(user=office.editor)
    state = workflow.start(page, office.editor)
    state.current_task_state.approve(user=office.administrator)

    assert [letter.to for letter in mail.outbox] == [[office.editor.email]]


def test_submission_again_is_told_again(office: Office, at: object, submitted: NotePage) -> None:
    with at(office.reviewer) as desk:
        desk.decide(submitted, "reject", "แก้")
    with at(office.writer) as desk:
        desk.save(submitted, part_0="แก้แล้ว", action="submit")

    assert len(recipients("item-submitted")) == 2


def test_notice_of_a_draft_is_seen_by_those_who_may_see_the_draft(office: Office, submitted: NotePage) -> None:
    event = ItemSubmitted.of(last_submission_of(submitted), office.writer)

    assert event.may_see(office.reviewer)
    assert event.may_see(office.writer)
    assert not event.may_see(office.outsider)


def test_item_of_the_only_reviewer_of_a_group_goes_to_the_editors(office: Office, at: object) -> None:
    with at(office.reviewer) as desk:
        desk.begin(action="submit")
    (told,) = recipients("item-submitted")

    assert set(told) == {office.editor.pk, office.administrator.pk}
