"""Nobody approves their own text, by no path: site, admin, bulk action, crafted request, code that acts for a user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from content.notes.models import NoteIndexPage, NotePage
from content.people.models import User
from content.writing.querysets import submission_of
from tests.content.writing.conftest import typed
from tests.support.admin_forms import typed_in_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.content.writing.conftest import Office

MIGHTY = ["reviewer", "editor", "administrator", "superuser"]
PUBLISHERS = ["editor", "administrator", "superuser"]


@pytest.fixture
def person(office: Office) -> Callable[[str], User]:
    superuser = User.objects.create_superuser("superuser", "superuser@example.invalid", "x")
    return lambda name: superuser if name == "superuser" else getattr(office, name)


@pytest.fixture
def own(office: Office, person: Callable, at: object) -> Callable[[str], NotePage]:
    """A submitted story of somebody who may approve the stories of others."""

    def make(name: str) -> NotePage:
        author = person(name)
        with at(author) as desk:
            values = typed(action="submit", work_group=office.group.pk)
            desk.client.post("/write/notes/new/", values)
        return NotePage.objects.get()

    return make


def is_live(page: NotePage) -> bool:
    return NotePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("name", MIGHTY)
def test_site_offers_no_decision_on_ones_own(client: Client, own: Callable, person: Callable, name: str) -> None:
    page = own(name)
    client.force_login(person(name))
    response = client.get(f"/write/{page.pk}/review/")

    assert response.status_code == 200
    assert not response.context["may_decide"]
    assert page.title not in client.get("/write/reviews/").content.decode()


@pytest.mark.parametrize("name", MIGHTY)
def test_crafted_approval_of_ones_own_is_refused(client: Client, own: Callable, person: Callable, name: str) -> None:
    page = own(name)
    client.force_login(person(name))
    token = client.get(f"/write/{page.pk}/review/").context["token"]
    response = client.post(f"/write/{page.pk}/review/", {"action": "approve", "token": token})

    assert response.status_code == 403
    assert not is_live(page)


@pytest.mark.parametrize("name", MIGHTY)
def test_workflow_action_of_the_admin_is_refused(client: Client, own: Callable, person: Callable, name: str) -> None:
    page = own(name)
    client.force_login(person(name))
    submission = submission_of(page)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", submission.pk])
    client.post(address, {"comment": ""})

    assert not is_live(page)
    assert submission_of(page) is not None


@pytest.mark.parametrize("name", PUBLISHERS)
def test_publishing_ones_own_in_the_admin_saves_a_draft_only(
    client: Client, office: Office, person: Callable, at: object, name: str
) -> None:
    author = person(name)
    with at(author) as desk:
        desk.client.post("/write/notes/new/", typed())
        page = NotePage.objects.get()
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        values = typed_in_form(client, page, title="แก้ในหลังบ้าน", **{"action-publish": "1"})
        response = client.post(address, values)

    assert response.status_code == 302
    assert not is_live(page)


@pytest.mark.parametrize("name", PUBLISHERS)
def test_writing_and_publishing_in_one_go_in_the_admin_saves_a_draft_only(
    client: Client, office: Office, person: Callable, name: str
) -> None:
    shelf = NoteIndexPage.objects.get()

    assert not shelf.permissions_for_user(person(name)).can_publish_subpage()
    assert shelf.permissions_for_user(person(name)).can_add_subpage()


@pytest.mark.parametrize("name", PUBLISHERS)
def test_bulk_publishing_leaves_ones_own_out(
    client: Client, office: Office, person: Callable, at: object, name: str
) -> None:
    with at(person(name)) as desk:
        desk.client.post("/write/notes/new/", typed())
        page = NotePage.objects.get()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        client.post(f"{address}?id={page.pk}", {"include_descendants": ""})
        client.post(f"{address}?id={page.get_parent().pk}", {"include_descendants": "on"})

    assert not is_live(page)


@pytest.mark.parametrize("name", PUBLISHERS)
def test_code_that_publishes_for_the_author_is_refused(person: Callable, own: Callable, name: str) -> None:
    page = own(name)

    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish(user=person(name))


def test_another_editor_publishes_it(office: Office, own: Callable, person: Callable) -> None:
    page = own("editor")
    page.get_latest_revision().publish(user=office.administrator)

    assert is_live(page)


def test_coauthor_is_an_author(client: Client, office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(action="submit", coauthors="editor, reviewer")
    client.force_login(office.reviewer)
    token = client.get(f"/write/{page.pk}/review/").context["token"]

    assert client.post(f"/write/{page.pk}/review/", {"action": "approve", "token": token}).status_code == 403
    assert not page.permissions_for_user(office.editor).can_publish()


def test_taking_ones_name_off_makes_no_reviewer(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(coauthors="editor")
    with at(office.editor) as desk:
        desk.save(page, coauthors="")
    page = NotePage.objects.get(pk=page.pk)

    assert [row.user for row in page.get_latest_revision_as_object().item_authors.all()] == [office.writer]
    assert not page.permissions_for_user(office.editor).can_publish()


def test_plain_page_of_the_tree_knows_the_rule_too(office: Office, own: Callable) -> None:
    page = own("editor")

    assert not page.page_ptr.permissions_for_user(office.editor).can_publish()
    assert page.page_ptr.permissions_for_user(office.administrator).can_publish()


def test_other_kind_of_task_upon_the_bank_does_not_let_authors_approve(
    client: Client, office: Office, at: object
) -> None:
    with at(office.writer) as desk:
        page = desk.begin(coauthors="editor")
    task = GroupApprovalTask.objects.create(name="อีกแบบ")
    task.groups.set(office.editor.groups.all())
    workflow = Workflow.objects.create(name="อีกแบบ")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=page.page_ptr, defaults={"workflow": workflow})
    state = workflow.start(page, office.writer)

    with pytest.raises(PermissionDenied):
        state.current_task_state.specific.task.specific.on_action(state.current_task_state, office.editor, "approve")
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not is_live(page)


def test_reviewer_without_the_right_to_publish_may_approve(office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(action="submit")
    assert not page.permissions_for_user(office.reviewer).can_publish()
    with at(office.reviewer) as desk:
        desk.decide(page, "approve")

    assert is_live(page)


def test_admin_approves_like_the_site(client: Client, office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(action="submit")
    client.force_login(office.reviewer)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", submission_of(page).pk])
    client.post(address, {"comment": "ผ่าน"})

    assert is_live(page)


def test_admin_declines_like_the_site(client: Client, office: Office, at: object) -> None:
    with at(office.writer) as desk:
        page = desk.begin(action="submit")
    client.force_login(office.reviewer)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "decline", submission_of(page).pk])
    client.post(address, {"comment": "ซ้ำ"})

    assert submission_of(page) is None
    assert not is_live(page)
