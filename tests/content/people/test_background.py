"""No request waits for a mail server or an archive."""

from __future__ import annotations

import datetime
import smtplib
import socket
import time
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from content.core import background
from content.notifications.models import Notice
from content.people.account import archives
from content.people.account.closing import close_account
from content.people.account.models import KEPT, DataArchive
from content.people.invitations.services import invite
from content.people.mail import MOST_ATTEMPTS, compose, send_later, send_letter
from content.people.roles import RoleKey
from content.people.services import load_roles
from tests.factories.people import UserFactory, user_with_role
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper

    from content.people.models import User

PASSWORD = "รหัสผ่านที่ยาวพอ-2569"


def run_worker() -> None:
    call_command("db_worker", "--backend", "background", "--batch", "--no-startup-delay", verbosity=0)


def letter() -> object:
    return compose("account_exists", "khru@example.invalid", {"url": "https://km.example.go.th/x"})


@pytest.fixture
def silent_server(settings: SettingsWrapper) -> Iterator[None]:
    """A mail server that takes the connection and says nothing."""
    listener = socket.create_server(("127.0.0.1", 0))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
    settings.EMAIL_TIMEOUT = 0.5
    yield
    listener.close()


@pytest.mark.django_db(transaction=True)
class TestThread:
    @pytest.fixture(autouse=True)
    def _thread(self, settings: SettingsWrapper) -> Iterator[None]:
        settings.KM_BACKGROUND = "thread"
        yield
        background.rest()

    def test_server_that_hangs_does_not_hang_the_password_reset(
        self, client: Client, silent_server: None, settings: SettingsWrapper
    ) -> None:
        settings.EMAIL_TIMEOUT = 60
        UserFactory(email="khru@example.invalid")
        begin = time.monotonic()
        response = client.post(reverse("account_reset_password"), {"email": "khru@example.invalid"})

        assert response.status_code == 302
        assert time.monotonic() - begin < 30

    def test_letter_is_sent_and_leaves_nothing_behind(self) -> None:
        send_later(letter())
        wait_until(lambda: len(mail.outbox) == 1)
        wait_until(lambda: not DBTaskResult.objects.exists())
        assert mail.outbox[0].to == ["khru@example.invalid"]
        assert mail.outbox[0].alternatives[0][1] == "text/html"

    def test_letter_that_the_server_did_not_take_is_tried_again(self, silent_server: None) -> None:
        send_later(letter())
        # The first attempt's own row may still be there: it goes when that attempt has ended.
        again = DBTaskResult.objects.filter(run_after__lt=timezone.now() + datetime.timedelta(hours=1))
        wait_until(again.exists)
        assert again.get().args_kwargs["args"][1] == 2

    def test_archive_is_made_by_the_thread_and_told(self) -> None:
        person = UserFactory()
        archives.ask_for_archive(user=person)
        wait_until(lambda: DataArchive.objects.get().is_ready)
        wait_until(lambda: Notice.objects.filter(recipient=person).exists())


@pytest.mark.django_db(transaction=True)
class TestWorker:
    @pytest.fixture(autouse=True)
    def _worker(self, settings: SettingsWrapper) -> None:
        settings.KM_BACKGROUND = "worker"

    def test_worker_sends_what_the_site_left(self) -> None:
        send_later(letter())
        assert mail.outbox == []
        run_worker()
        assert len(mail.outbox) == 1
        assert not DBTaskResult.objects.exists()

    def test_last_attempt_is_the_last(self, silent_server: None) -> None:
        values = {
            "subject": "x",
            "body": "x",
            "from_email": None,
            "to": ["a@example.invalid"],
            "headers": {},
            "html": "",
        }
        background.run_later(send_letter, values, MOST_ATTEMPTS)
        run_worker()
        assert not DBTaskResult.objects.exists()


class RefusingBackend(BaseEmailBackend):
    def send_messages(self, email_messages: list) -> int:
        raise smtplib.SMTPRecipientsRefused(dict.fromkeys(email_messages[0].to, (550, b"no such user")))


class BrokenBackend(BaseEmailBackend):
    def send_messages(self, email_messages: list) -> int:
        raise RuntimeError("no key for the mail service")


@pytest.mark.django_db(transaction=True)
class TestSecrets:
    @pytest.fixture(autouse=True)
    def _worker(self, settings: SettingsWrapper) -> None:
        settings.KM_BACKGROUND = "worker"

    def test_log_names_neither_address_nor_text(
        self, settings: SettingsWrapper, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.{RefusingBackend.__name__}"
        send_later(letter())
        run_worker()
        assert "SMTPRecipientsRefused 550" in caplog.text
        assert "khru@example.invalid" not in caplog.text
        assert "km.example.go.th" not in caplog.text

    def test_invitation_that_was_refused_is_logged_without_the_address(
        self, settings: SettingsWrapper, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.{RefusingBackend.__name__}"
        invite(email="somsri@example.invalid", position="ครู", role=RoleKey.CONTRIBUTOR, invited_by=None)
        run_worker()
        assert "SMTPRecipientsRefused 550" in caplog.text
        assert "somsri@example.invalid" not in caplog.text

    def test_letter_is_not_kept_whatever_goes_wrong(self, settings: SettingsWrapper) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.{BrokenBackend.__name__}"
        values = {"subject": "x", "body": "x", "from_email": None, "to": ["a@example.invalid"]}
        background.run_later(send_letter, {**values, "headers": {}, "html": ""}, MOST_ATTEMPTS)
        run_worker()
        assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
class TestArchive:
    @pytest.fixture
    def person(self, site_tree: object, commits_at_once: None) -> User:
        load_roles()
        return user_with_role(RoleKey.CONTRIBUTOR)

    def made(self, person: User) -> DataArchive:
        archives.ask_for_archive(user=person)
        return DataArchive.objects.get(user=person)

    def test_owner_hears_once_that_it_is_ready(self, person: User) -> None:
        self.made(person)
        assert Notice.objects.filter(recipient=person, event__kind="data-archive-made").count() == 1

    def test_new_one_takes_the_place_of_the_former_file(self, person: User) -> None:
        former = self.made(person)
        later = self.made(person)
        assert later.file.name != former.file.name
        assert not former.file.storage.exists(former.file.name)
        assert later.file.storage.exists(later.file.name)

    def test_it_is_deleted_after_its_time(self, person: User) -> None:
        archive = self.made(person)
        archives.delete_old_archives.call()
        assert archive.file.storage.exists(archive.file.name)
        DataArchive.objects.update(made_at=timezone.now() - KEPT)
        archives.delete_old_archives.call()
        assert not DataArchive.objects.exists()
        assert not archive.file.storage.exists(archive.file.name)

    def test_closing_the_account_deletes_it(self, person: User) -> None:
        archive = self.made(person)
        close_account(user=person)
        assert not archive.file.storage.exists(archive.file.name)

    def test_failure_is_told_and_may_be_tried_again(self, person: User, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as broken:
            broken.setattr(archives, "write_export", lambda user: 1 / 0)
            assert self.made(person).state == DataArchive.State.FAILED
        assert self.made(person).is_ready

    def test_one_that_is_being_made_is_not_begun_again_until_its_maker_must_be_dead(self, person: User) -> None:
        waiting = DataArchive.objects.create(user=person)
        assert self.made(person).is_being_made
        DataArchive.objects.filter(pk=waiting.pk).update(asked_at=timezone.now() - datetime.timedelta(hours=2))
        assert self.made(person).is_ready

    def test_nobody_fetches_that_of_another(self, person: User) -> None:
        self.made(person)
        other = Client()
        user = UserFactory(username="other")
        user.set_password(PASSWORD)
        user.save()
        other.post(reverse("account_login"), {"login": "other", "password": PASSWORD})
        assert other.get(reverse("my_archive"))["Location"] == reverse("my_data")
