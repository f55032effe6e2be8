"""E-mails as they arrive at a real mail server, and what happens when it refuses or is away."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from content.notifications.delivery import deliver
from content.notifications.letters import MOST_IN_A_DIGEST
from content.notifications.models import Message, Notice
from content.notifications.rhythms import Rhythm
from content.notifications.sending import GIVEN_UP_AFTER, send_due
from content.notifications.services import fire, mark_read, send_again, set_rhythms
from tests.factories.people import UserFactory
from tests.support.events import BellRung, LeafFallen
from tests.support.smtp import Mailbox, mail_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper

    from content.people.models import User

pytestmark = pytest.mark.django_db
BANGKOK = timezone.get_default_timezone()
State = Message.State


@pytest.fixture
def mailbox(settings: SettingsWrapper) -> Iterator[Mailbox]:
    with mail_server(settings) as running:
        yield running


@pytest.fixture
def listener() -> User:
    return UserFactory()


def ring(*listeners: User, event: type[BellRung] = BellRung, **fields: object) -> None:
    fire(event(listeners=tuple(user.pk for user in listeners), **fields))


class TestOneNotice:
    def test_arrives_in_thai_as_text_and_html(self, mailbox: Mailbox, listener: User, settings) -> None:
        ring(listener, url="/bank/notes/x/", text="ช่วยเพิ่มแหล่งอ้างอิง <b>ด้วย</b> & ขอบคุณ")
        deliver()

        message = mailbox.letters[0]
        assert message["Subject"].strip() == "กระดิ่งดังครั้งที่ 1"
        assert message["To"] == listener.email
        assert settings.SITE_NAME in message["From"]
        text = message.get_body(("plain",)).get_content()
        html = message.get_body(("html",)).get_content()
        assert "ช่วยเพิ่มแหล่งอ้างอิง <b>ด้วย</b> & ขอบคุณ" in text
        assert f"{settings.SITE_URL}/bank/notes/x/" in text
        assert "&lt;b&gt;ด้วย&lt;/b&gt; &amp; ขอบคุณ" in html
        assert f'href="{settings.SITE_URL}/bank/notes/x/"' in html
        assert "เปิดดู" in text

    def test_carries_the_headers_of_one_click_unsubscribing(self, mailbox: Mailbox, listener: User, client) -> None:
        ring(listener)
        deliver()

        message = mailbox.letters[0]
        address = message["List-Unsubscribe"].strip(" <>")
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message["Auto-Submitted"] == "auto-generated"
        response = client.post(address, {"List-Unsubscribe": "One-Click"})
        ring(listener, number=2)
        deliver()
        assert response.status_code == 200
        assert len(mailbox.letters) == 1
        assert Notice.objects.count() == 2

    def test_subject_of_several_lines_becomes_one(self, mailbox: Mailbox, listener: User, monkeypatch) -> None:
        monkeypatch.setattr(BellRung, "sentence", lambda event: "บรรทัดหนึ่ง\nBcc: all@example.invalid")
        ring(listener)
        deliver()

        assert mailbox.letters[0]["Subject"].strip() == "บรรทัดหนึ่ง Bcc: all@example.invalid"
        assert mailbox.letters[0]["Bcc"] is None


class TestFailure:
    def test_server_that_is_away_delays_and_says_why(self, settings, listener: User) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        ring(listener)
        deliver()

        message = Message.objects.get()
        assert (message.state, message.attempts) == (State.WAITING, 1)
        assert "ConnectionRefusedError" in message.last_error
        assert message.not_before > timezone.now()

    def test_message_goes_once_the_server_is_back(self, mailbox: Mailbox, settings, listener: User) -> None:
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
        ring(listener)
        deliver()
        settings.EMAIL_PORT = port
        call_command("deliver_notices", "--all")
        deliver()

        assert len(mailbox.letters) == 1
        assert Message.objects.get().state == State.SENT

    def test_pauses_grow(self, settings, listener: User) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        ring(listener)
        pauses = []
        for _ in range(3):
            deliver()
            message = Message.objects.get()
            pauses.append(message.not_before - timezone.now())
            Message.objects.retry_now()

        assert pauses[0] < pauses[1] < pauses[2]

    def test_address_that_does_not_exist_fails_for_good(self, mailbox: Mailbox, listener: User) -> None:
        other = UserFactory()
        mailbox.answers[listener.email] = "550 no such user"
        ring(listener, other)
        deliver()

        assert Message.objects.get(recipient=listener).state == State.FAILED
        assert "no such user" in Message.objects.get(recipient=listener).last_error
        assert [message["To"] for message in mailbox.letters] == [other.email]

    def test_full_mailbox_is_tried_again(self, mailbox: Mailbox, listener: User) -> None:
        mailbox.answers[listener.email] = "452 mailbox full"
        ring(listener)
        deliver()

        assert (Message.objects.get().state, Message.objects.get().attempts) == (State.WAITING, 1)

    def test_what_is_too_old_is_given_up(self, mailbox: Mailbox, listener: User) -> None:
        mailbox.answers[listener.email] = "452 mailbox full"
        ring(listener)
        deliver()
        Message.objects.update(due_at=timezone.now() - GIVEN_UP_AFTER * 2, not_before=timezone.now())
        send_due()

        assert Message.objects.get().state == State.FAILED

    def test_failed_message_can_be_sent_again(self, mailbox: Mailbox, listener: User) -> None:
        mailbox.answers[listener.email] = "550 no such user"
        ring(listener)
        deliver()
        mailbox.answers.clear()

        assert send_again([Message.objects.get().pk]) == 1
        deliver()
        assert len(mailbox.letters) == 1

    def test_message_whose_process_was_killed_is_not_repeated_but_listed(self, mailbox: Mailbox, listener) -> None:
        ring(listener)
        deliver()
        claimed = timezone.now() - datetime.timedelta(hours=1)
        Message.objects.update(state=State.SENDING, claimed_at=claimed, sent_at=None)
        deliver()

        assert len(mailbox.letters) == 1
        assert Message.objects.troubled().count() == 1

    def test_message_that_was_sent_is_never_sent_again(self, mailbox: Mailbox, listener: User) -> None:
        ring(listener)
        deliver()

        assert send_again([Message.objects.get().pk]) == 0


class TestDigest:
    @pytest.fixture(autouse=True)
    def _tuesday_noon(self, time_machine) -> None:
        self.clock = time_machine
        time_machine.move_to(datetime.datetime(2026, 11, 24, 12, 0, tzinfo=BANGKOK), tick=False)

    def at(self, day: int, hour: int = 8) -> None:
        self.clock.move_to(datetime.datetime(2026, 11, day, hour, 0, tzinfo=BANGKOK), tick=False)

    def test_day_is_told_in_one_email_next_morning(self, listener: User) -> None:
        for number in range(3):
            ring(listener, event=LeafFallen, number=number, text="ใบเหลือง")
        deliver()
        assert mail.outbox == []
        assert Notice.objects.count() == 3

        self.at(25)
        call_command("send_digests")
        assert len(mail.outbox) == 1
        assert "3" in mail.outbox[0].subject
        body = mail.outbox[0].body
        assert [f"ใบไม้ใบที่ {number} ร่วง" in body for number in range(3)] == [True, True, True]
        assert "24 พ.ย. 2569" in body

    def test_digest_is_sent_once_for_its_day(self, listener: User) -> None:
        ring(listener, event=LeafFallen)
        deliver()
        self.at(25)
        for _ in range(3):
            call_command("send_digests")
        deliver()

        assert len(mail.outbox) == 1

    def test_next_day_has_a_digest_of_its_own(self, listener: User) -> None:
        ring(listener, event=LeafFallen, number=1)
        deliver()
        self.at(25)
        deliver()
        ring(listener, event=LeafFallen, number=2)
        deliver()
        self.at(26)
        deliver()

        assert ["ใบที่ 1" in message.body for message in mail.outbox] == [True, False]

    def test_weekly_digest_comes_on_monday(self, listener: User) -> None:
        set_rhythms(user=listener, rhythms={LeafFallen.kind: Rhythm.WEEKLY})
        ring(listener, event=LeafFallen)
        deliver()
        self.at(29, hour=23)
        deliver()
        assert mail.outbox == []

        self.at(30)
        deliver()
        assert len(mail.outbox) == 1

    def test_what_was_read_on_the_site_is_left_out(self, listener: User) -> None:
        for number in (1, 2):
            ring(listener, event=LeafFallen, number=number)
        deliver()
        mark_read(user=listener, notice_ids=[Notice.objects.get(event__values__number=1).pk])
        self.at(25)
        deliver()

        assert "ใบที่ 1" not in mail.outbox[0].body
        assert "ใบที่ 2" in mail.outbox[0].body

    def test_digest_with_nothing_left_is_not_sent(self, listener: User) -> None:
        ring(listener, event=LeafFallen)
        deliver()
        mark_read(user=listener, notice_ids=[Notice.objects.get().pk])
        self.at(25)
        deliver()

        assert mail.outbox == []
        assert Message.objects.get().state == State.DROPPED

    def test_long_digest_says_how_many_more_there_are(self, listener: User) -> None:
        for number in range(MOST_IN_A_DIGEST + 7):
            ring(listener, event=LeafFallen, number=number)
        deliver()
        self.at(25)
        deliver()

        assert "7" in mail.outbox[0].body.split(reverse("notices_inbox"))[0].rsplit("\n", 2)[-1]

    def test_digest_carries_the_link_that_ends_all(self, listener: User, client) -> None:
        ring(listener, event=LeafFallen)
        deliver()
        self.at(25)
        deliver()
        client.post(mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>"))
        ring(listener, event=LeafFallen, number=2)
        ring(listener, number=2)
        deliver()
        self.at(26)
        deliver()

        assert len(mail.outbox) == 1
        assert Notice.objects.count() == 3
