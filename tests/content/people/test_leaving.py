"""Taking one's data along, changing the address, closing the account."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model

from content.people.account import export
from content.people.account.addresses import confirm_own_address
from content.people.account.closing import close_account
from content.people.administrators import LastAdministratorError
from content.people.models import Profile, User
from content.people.roles import RoleKey
from content.people.services import load_roles
from tests.factories.people import (
    AccountRequestFactory,
    InvitationFactory,
    SchoolFactory,
    TeamMembershipFactory,
    UserFactory,
    user_with_role,
)
from tests.support.smtp import path_in, text_of
from tests.support.two_factor import set_up

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.support.smtp import Mailbox

pytestmark = pytest.mark.django_db
PASSWORD = "รหัสผ่านที่ยาวพอ-2569"
NEW = "new@example.invalid"


@pytest.fixture
def person(site_tree: object) -> User:
    load_roles()
    user = user_with_role(
        RoleKey.CONTRIBUTOR,
        username="khru-noi",
        email="khru-noi@example.invalid",
        first_name="น้อย",
        profile__position="ครูผู้สอน",
        profile__school=SchoolFactory(),
    )
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def browser(client: Client, person: User) -> Client:
    client.post(reverse("account_login"), {"login": "khru-noi", "password": PASSWORD})
    return client


def close(client: Client, **fields: str) -> HttpResponse:
    return client.post(reverse("close_account"), {"password": PASSWORD, "is_sure": "on", **fields})


def archive_of(browser: Client) -> zipfile.ZipFile:
    """The archive that this person asks for and fetches."""
    browser.post(reverse("my_data"))
    response = browser.get(reverse("my_archive"))
    data = b"".join(response.streaming_content)
    response.close()
    return zipfile.ZipFile(io.BytesIO(data))


def test_archive_holds_account_profile_and_files(browser: Client, person: User, commits_at_once: None) -> None:
    document = get_document_model()(title="ใบงาน", uploaded_by_user=person)
    document.file.save("../ใบงาน ๑.txt", ContentFile("เนื้อหา".encode()), save=True)
    archive = archive_of(browser)

    assert json.loads(archive.read("account.json"))["email"] == person.email
    assert json.loads(archive.read("profile.json"))["position"] == "ครูผู้สอน"
    assert json.loads(archive.read("knowledge_items.json")) == []
    [name] = [name for name in archive.namelist() if name.startswith("documents/")]
    assert ".." not in name
    assert archive.read(name).decode() == "เนื้อหา"


def test_archive_holds_nothing_of_others(browser: Client, commits_at_once: None) -> None:
    other = UserFactory(email="other@example.invalid")
    document = get_document_model()(title="ของคนอื่น", uploaded_by_user=other)
    document.file.save("other.txt", ContentFile(b"x"), save=True)
    archive = archive_of(browser)

    assert not [name for name in archive.namelist() if name.startswith("documents/")]
    assert b"other@example.invalid" not in archive.read("account.json")


def test_archive_holds_no_secret(browser: Client, person: User, commits_at_once: None) -> None:
    archive = archive_of(browser)

    assert person.password.encode() not in b"".join(archive.read(name) for name in archive.namelist())


def test_file_that_is_gone_or_too_large_is_named(
    browser: Client, person: User, commits_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("gone.txt", "large.txt"):
        document = get_document_model()(title=name, uploaded_by_user=person)
        document.file.save(name, ContentFile(b"x" * 100 if name == "large.txt" else b"x"), save=True)
        if name == "gone.txt":
            document.file.storage.delete(document.file.name)
    monkeypatch.setattr(export, "MOST_FILE_BYTES", 50)
    archive = archive_of(browser)

    assert archive.read("left-out.txt").decode().count("documents/") == 2


def test_archive_is_made_by_a_button_after_the_password(person: User) -> None:
    client = Client()
    client.force_login(person)

    for response in (
        client.get(reverse("my_data")),
        client.post(reverse("my_data")),
        client.get(reverse("my_archive")),
    ):
        assert response["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("name", ["my_data", "my_archive", "close_account", "account_email"])
def test_visitor_is_asked_to_sign_in(client: Client, site_tree: object, name: str) -> None:
    for response in (client.get(reverse(name)), client.post(reverse(name))):
        assert response.status_code == 405 or response["Location"].startswith(reverse("account_login"))


def test_archive_is_made_a_few_times_an_hour(browser: Client) -> None:
    statuses = [browser.post(reverse("my_data")).status_code for _ in range(6)]

    assert statuses == [302] * 5 + [429]


def test_closing_removes_who_it_was_and_keeps_the_position(browser: Client, person: User) -> None:
    TeamMembershipFactory(user=person)
    confirm_own_address(person)
    set_up(person)
    InvitationFactory(email=person.email, account=person)
    AccountRequestFactory(email=person.email)
    other_device = Client()
    other_device.force_login(person)
    other_device.get(reverse("my_page"))
    response = close(browser)
    person.refresh_from_db()

    assert response["Location"] == "/"
    assert not person.is_active
    assert not person.has_usable_password()
    assert (person.first_name, person.email.endswith("@closed.invalid")) == ("", True)
    assert person.public_name == "ครูผู้สอน"
    assert Profile.objects.get(user=person).school is None
    assert not person.groups.exists()
    assert not person.team_memberships.exists()
    assert not EmailAddress.objects.filter(user=person).exists()
    assert other_device.get(reverse("my_page")).status_code == 302
    assert browser.get(reverse("my_page")).status_code == 302


def test_closed_account_neither_signs_in_nor_is_found(browser: Client, person: User) -> None:
    close(browser)
    client = Client()
    client.post(reverse("account_login"), {"login": "khru-noi", "password": PASSWORD})

    assert "_auth_user_id" not in client.session
    assert "khru-noi" not in str(list(User.objects.values()))


@pytest.mark.parametrize("fields", [{"password": "ผิด"}, {"password": ""}, {"is_sure": ""}, {"password": "\0" * 5}])
def test_closing_needs_password_and_certainty(browser: Client, person: User, fields: dict[str, str]) -> None:
    response = close(browser, **fields)
    person.refresh_from_db()

    assert response.status_code == 200
    assert "field__error" in response.content.decode()
    assert person.is_active


def test_closing_does_not_serve_to_guess_the_password(browser: Client, person: User) -> None:
    for _ in range(10):
        close(browser, password="ผิด")
    close(browser)
    person.refresh_from_db()

    assert person.is_active


def test_last_administrator_cannot_close(client: Client, administrator: User) -> None:
    administrator.set_password(PASSWORD)
    administrator.save()
    client.force_login(administrator)

    assert client.get(reverse("close_account")).context["is_last"]
    close(client)
    administrator.refresh_from_db()
    assert administrator.is_active
    with pytest.raises(LastAdministratorError):
        close_account(user=administrator)


def test_one_of_two_administrators_may_close(administrator: User) -> None:
    user_with_role(RoleKey.ADMINISTRATOR)
    close_account(user=administrator)

    assert not administrator.is_active


def test_new_address_counts_once_it_is_confirmed(
    browser: Client, person: User, mailbox: Mailbox, commits_at_once: None
) -> None:
    browser.post(reverse("account_email"), {"email": NEW, "action_add": "1"})
    person.refresh_from_db()
    assert person.email == "khru-noi@example.invalid"

    path = path_in(mailbox.to(NEW)[0], "/confirm-email/")
    assert browser.get(path).status_code == 200
    person.refresh_from_db()
    assert person.email == "khru-noi@example.invalid"

    browser.post(path)
    person.refresh_from_db()
    assert person.email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    assert NEW in text_of(mailbox.to("khru-noi@example.invalid")[-1])
    assert browser.post(path).status_code == 404


def test_address_that_was_given_to_another_meanwhile_is_not_taken(
    browser: Client, person: User, mailbox: Mailbox, commits_at_once: None
) -> None:
    browser.post(reverse("account_email"), {"email": NEW, "action_add": "1"})
    UserFactory(email=NEW)
    response = browser.post(path_in(mailbox.to(NEW)[0], "/confirm-email/"))
    person.refresh_from_db()

    assert response.status_code == 409
    assert person.email == "khru-noi@example.invalid"


@pytest.mark.parametrize("email", ["", "x", "a\0@example.invalid", "ก" * 10_000])
def test_bad_address_is_refused_in_words(browser: Client, email: str) -> None:
    response = browser.post(reverse("account_email"), {"email": email, "action_add": "1"})

    assert response.status_code == 200
    assert "field__error" in response.content.decode()


def test_address_of_another_is_neither_taken_nor_betrayed(browser: Client, person: User) -> None:
    UserFactory(email="taken@example.invalid")
    answers = {
        browser.post(reverse("account_email"), {"email": email, "action_add": "1"})["Location"]
        for email in ("taken@example.invalid", "free@example.invalid")
    }

    assert len(answers) == 1
    assert not EmailAddress.objects.filter(email="taken@example.invalid").exists()


def test_address_that_is_only_wished_for_keeps_nobody_out(browser: Client, office: Client) -> None:
    EmailAddress.objects.create(user=UserFactory(), email=NEW)
    response = office.post(
        reverse("invite"), {"email": NEW, "position": "ครู", "role": "member", "school": "", "work_group": ""}
    )

    assert response.status_code == 302


def test_address_changed_by_the_office_no_longer_signs_in(person: User) -> None:
    confirm_own_address(person)
    person.email = NEW
    person.save()
    confirm_own_address(person)
    client = Client()
    client.post(reverse("account_login"), {"login": "khru-noi@example.invalid", "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_link_that_is_no_link_is_told_in_words(client: Client, site_tree: object) -> None:
    url = reverse("account_confirm_email", args=["x:y:z"])

    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 404
