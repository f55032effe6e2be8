"""Where the work is done: in a thread of the process, or by the worker."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from content.notifications import background, delivery
from content.notifications.checks import check_background
from content.notifications.models import FiredEvent, Message, Notice
from content.notifications.services import fire
from tests.factories.people import UserFactory
from tests.support.events import BellRung
from tests.support.smtp import mail_server
from tests.support.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def ring(number: int = 1) -> None:
    fire(BellRung(listeners=(UserFactory().pk,), number=number))


@pytest.mark.parametrize(("place", "errors"), [("thread", 0), ("worker", 0), ("threads", 1), ("", 1)])
def test_misspelt_place_is_an_error_at_start(settings, place: str, errors: int) -> None:
    settings.KM_BACKGROUND = place

    assert len(check_background()) == errors


class TestThread:
    @pytest.fixture(autouse=True)
    def _thread(self, settings):
        settings.KM_BACKGROUND = "thread"
        yield
        background.rest()

    def test_thread_delivers_after_the_commit(self) -> None:
        with transaction.atomic():
            ring()
            assert mail.outbox == []
        wait_until(lambda: len(mail.outbox) == 1)

    def test_email_is_sent_through_a_real_server(self, settings) -> None:
        with mail_server(settings) as mailbox:
            ring()
            wait_until(lambda: len(mailbox.letters) == 1)
            background.rest()
        assert Message.objects.get().state == Message.State.SENT

    def test_what_a_killed_process_left_is_found_by_a_look(self, monkeypatch) -> None:
        with monkeypatch.context() as killed:
            killed.setattr(background, "wake", lambda: None)
            ring()
        background.look()
        wait_until(lambda: len(mail.outbox) == 1)

    def test_failing_delivery_fails_no_save(self, monkeypatch) -> None:
        monkeypatch.setattr(delivery, "spread", lambda row: 1 / 0)
        ring()
        wait_until(lambda: FiredEvent.objects.filter(attempts__gt=0).exists())


class TestWorker:
    @pytest.fixture(autouse=True)
    def _worker(self, settings) -> None:
        settings.KM_BACKGROUND = "worker"

    def test_worker_delivers_what_the_site_queued(self) -> None:
        ring()
        assert not Notice.objects.exists()
        call_command("db_worker", "--backend", "background", "--batch", "--no-startup-delay", verbosity=0)

        assert len(mail.outbox) == 1
        assert not DBTaskResult.objects.exists()

    def test_queue_that_fails_fails_no_save(self, monkeypatch) -> None:
        monkeypatch.setattr(background, "deliver_notices", SimpleNamespace(enqueue=lambda: 1 / 0))
        ring()

        assert FiredEvent.objects.count() == 1
