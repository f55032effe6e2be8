"""What people choose to be sent, and the link that ends e-mails."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from content.notifications.models import NoticeSetting, QuietHours
from content.notifications.rhythms import Rhythm
from content.notifications.services import set_rhythms
from content.notifications.settings_of import rhythms_of_user
from content.notifications.unsubscribing import ALL_KINDS, unsubscribe_path
from tests.factories.people import UserFactory
from tests.support.events import BellRung, LeafFallen

if TYPE_CHECKING:
    from content.people.models import User

pytestmark = pytest.mark.django_db
SETTINGS = "/notices/settings/"


@pytest.fixture
def user(site_tree: object) -> User:
    return UserFactory()


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_every_kind_can_be_chosen(signed_in: Client) -> None:
    page = signed_in.get(SETTINGS).content.decode()

    assert BellRung.label in page
    assert LeafFallen.label in page


def test_choices_are_kept(signed_in: Client, user: User) -> None:
    signed_in.post(SETTINGS, {f"rhythm-{BellRung.kind}": "weekly", "quiet_from": "21:30", "quiet_until": "05:00"})

    rhythms = rhythms_of_user(user.pk)
    assert (rhythms[BellRung.kind], rhythms[LeafFallen.kind]) == (Rhythm.WEEKLY, Rhythm.DAILY)
    quiet = QuietHours.objects.get(user=user)
    assert (quiet.begins, quiet.ends) == (datetime.time(21, 30), datetime.time(5))


def test_emptied_quiet_hours_are_gone(signed_in: Client, user: User) -> None:
    QuietHours.objects.create(user=user)
    signed_in.post(SETTINGS, {"quiet_from": "", "quiet_until": ""})

    assert not QuietHours.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"quiet_from": "21:00", "quiet_until": ""}, "กรอกเวลาให้ครบทั้งสองช่อง"),
        ({"quiet_from": "สามทุ่ม", "quiet_until": "05:00"}, "quiet_from"),
        ({f"rhythm-{BellRung.kind}": "hourly"}, "hourly"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_kept_in_the_form(signed_in, user, fields, words: str) -> None:
    response = signed_in.post(SETTINGS, fields)

    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert 'class="field__error"' in page
    assert not NoticeSetting.objects.exists()
    assert not QuietHours.objects.exists()


def test_link_of_an_email_asks_before_it_ends_anything(client: Client, user: User) -> None:
    page = client.get(unsubscribe_path(user, BellRung.kind))

    assert BellRung.label in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert not NoticeSetting.objects.exists()


def test_link_ends_emails_of_its_kind_only(client: Client, user: User) -> None:
    client.post(unsubscribe_path(user, BellRung.kind))

    rhythms = rhythms_of_user(user.pk)
    assert (rhythms[BellRung.kind], rhythms[LeafFallen.kind]) == (Rhythm.INBOX, Rhythm.DAILY)


def test_link_of_a_digest_ends_all_and_leaves_off_what_was_off(client: Client, user: User) -> None:
    set_rhythms(user=user, rhythms={BellRung.kind: Rhythm.OFF})
    client.post(unsubscribe_path(user, ALL_KINDS))

    rhythms = rhythms_of_user(user.pk)
    assert (rhythms[BellRung.kind], rhythms[LeafFallen.kind]) == (Rhythm.OFF, Rhythm.INBOX)


def test_mail_program_needs_no_form_of_ours(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    path = unsubscribe_path(user, BellRung.kind)

    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_forged_or_outlived_links_are_not_found(client: Client, user: User) -> None:
    path = unsubscribe_path(user, BellRung.kind)
    assert client.post(f"{path[:-3]}xx/").status_code == 404
    assert client.get("/notices/unsubscribe/x/").status_code == 404
    assert client.get(unsubscribe_path(user, "gone")).status_code == 404

    user.delete()
    assert client.get(path).status_code == 404
