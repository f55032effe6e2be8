"""The log of messages in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from content.notifications.delivery import deliver
from content.notifications.models import FiredEvent, Message, Notice
from content.notifications.services import EVENTS_KEPT, MESSAGES_KEPT, fire
from content.people.roles import RoleKey
from tests.factories.people import UserFactory, user_with_role
from tests.support.events import BellRung

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
LOG = "/admin/reports/messages/"


@pytest.fixture
def failed(site_tree) -> Message:
    fire(BellRung(listeners=(UserFactory(username="khru-somchai").pk,)))
    deliver()
    Message.objects.update(state=Message.State.FAILED, last_error="550 no such user")
    return Message.objects.get()


def test_administrator_sees_what_failed_and_why(client: Client, failed: Message) -> None:
    client.force_login(user_with_role(RoleKey.ADMINISTRATOR))
    page = client.get(LOG).content.decode()

    assert "550 no such user" in page
    assert reverse("notices_send_again", args=[failed.pk]) in page
    assert client.get(f"{LOG}?state=sent").status_code == 200
    assert "550" not in client.get(f"{LOG}?state=sent").content.decode()


@pytest.mark.parametrize("role", [RoleKey.EDITOR, RoleKey.CONTRIBUTOR])
def test_others_do_not_see_it(client: Client, failed: Message, role: RoleKey) -> None:
    client.force_login(user_with_role(role))

    assert "550" not in client.get(LOG, follow=True).content.decode()
    client.post(reverse("notices_send_again", args=[failed.pk]))
    assert Message.objects.get().state == Message.State.FAILED


def test_administrator_sends_a_failed_message_again(client: Client, failed: Message, mailoutbox) -> None:
    mailoutbox.clear()
    client.force_login(user_with_role(RoleKey.ADMINISTRATOR))
    client.post(reverse("notices_send_again", args=[failed.pk]))
    deliver()

    assert len(mailoutbox) == 1
    assert Message.objects.get().state == Message.State.SENT


def test_message_that_was_sent_has_no_button(client: Client, failed: Message) -> None:
    Message.objects.update(state=Message.State.SENT)
    client.force_login(user_with_role(RoleKey.ADMINISTRATOR))

    assert reverse("notices_send_again", args=[failed.pk]) not in client.get(LOG).content.decode()


def test_old_messages_and_events_are_let_go(failed: Message) -> None:
    Message.objects.update(due_at=timezone.now() - MESSAGES_KEPT * 1.1)
    call_command("tidy_notices")
    assert (Message.objects.count(), Notice.objects.count()) == (0, 1)

    FiredEvent.objects.update(fired_at=timezone.now() - EVENTS_KEPT * 1.1)
    call_command("tidy_notices")
    assert (FiredEvent.objects.count(), Notice.objects.count()) == (0, 0)
