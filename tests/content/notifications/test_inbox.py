"""The inbox on the site: what it shows, to whom, and how notices are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from content.notes.models import NotePage
from content.notifications.delivery import deliver
from content.notifications.models import Notice
from content.notifications.services import fire
from tests.factories.people import UserFactory
from tests.support.events import BellRung

if TYPE_CHECKING:
    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.django_db
INBOX = "/notices/"


@pytest.fixture
def user(site_tree: object) -> User:
    return UserFactory()


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def tell(user: User, number: int = 1, **fields: object) -> Notice:
    fire(BellRung(listeners=(user.pk,), number=number, **fields))
    deliver()
    return Notice.objects.latest("pk")


def text_of(client: Client, path: str = INBOX) -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", [INBOX, "/notices/settings/", "/notices/follows/"])
def test_visitors_are_sent_to_sign_in(client: Client, site_tree, path: str) -> None:
    assert client.get(path).headers["Location"].startswith(reverse("account_login"))


def test_shows_what_one_was_told(signed_in: Client, user: User) -> None:
    tell(user, url="/somewhere/", text="<script>alert(1)</script>")

    page = text_of(signed_in)
    assert "กระดิ่งดังครั้งที่ 1" in page
    assert 'href="/somewhere/"' in page
    assert "<script>alert" not in page


def test_shows_nothing_of_others(signed_in: Client) -> None:
    tell(UserFactory())

    assert "กระดิ่ง" not in text_of(signed_in)


def test_empty_inbox_says_what_it_is_for(signed_in: Client) -> None:
    assert "ยังไม่มีการแจ้งเตือน" in text_of(signed_in)


def test_header_counts_the_unread(signed_in: Client, user: User) -> None:
    tell(user)
    tell(user, 2)
    page = signed_in.get("/")

    assert page.context["unread_notices"] == 2
    assert "การแจ้งเตือนที่ยังไม่ได้อ่าน" in page.content.decode()


def test_header_of_visitors_counts_nothing(client: Client, user: User, django_assert_num_queries) -> None:
    tell(user)

    assert client.get("/").context["unread_notices"] == 0


def test_reading_one_by_its_button(signed_in: Client, user: User) -> None:
    notice, other = tell(user), tell(user, 2)
    response = signed_in.post(reverse("notices_read", args=[notice.pk]), {"next": "/notices/?show=unread"})

    assert response.headers["Location"] == "/notices/?show=unread"
    assert Notice.objects.get(pk=notice.pk).read_at
    assert Notice.objects.get(pk=other.pk).read_at is None


def test_reading_those_of_others_does_nothing(signed_in: Client) -> None:
    notice = tell(UserFactory())
    signed_in.post(reverse("notices_read", args=[notice.pk]))

    assert Notice.objects.get().read_at is None


def test_a_get_reads_nothing(signed_in: Client, user: User) -> None:
    notice = tell(user)
    for path in (INBOX, reverse("notices_read", args=[notice.pk]), reverse("notices_read_all")):
        signed_in.get(path)

    assert Notice.objects.get().read_at is None


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_reading_leads_to_no_other_host(signed_in: Client, user: User, target: str) -> None:
    response = signed_in.post(reverse("notices_read", args=[tell(user).pk]), {"next": target})

    assert response.headers["Location"] == INBOX


def test_reading_all_leaves_what_came_meanwhile(signed_in: Client, user: User) -> None:
    seen, newer = tell(user), tell(user, 2)
    signed_in.post(reverse("notices_read_all"), {"up_to": str(seen.pk)})

    assert Notice.objects.get(pk=seen.pk).read_at
    assert Notice.objects.get(pk=newer.pk).read_at is None


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "9" * 40])
def test_reading_all_up_to_nonsense_reads_nothing_or_all_of_one_s_own(signed_in: Client, user, number: str) -> None:
    tell(user)
    assert signed_in.post(reverse("notices_read_all"), {"up_to": number}).status_code == 302


def test_enormous_numbers_in_addresses_are_not_found(signed_in: Client) -> None:
    enormous = 10**30
    assert signed_in.post(f"/notices/{enormous}/read/").status_code == 404
    assert signed_in.post(f"/notices/follows/page/{enormous}/").status_code == 404


def test_unread_only(signed_in: Client, user: User) -> None:
    Notice.objects.filter(pk=tell(user).pk).update(read_at=timezone.now())
    tell(user, 2)

    page = text_of(signed_in, "/notices/?show=unread")
    assert "ครั้งที่ 2" in page
    assert "ครั้งที่ 1" not in page


def test_notice_of_a_page_hidden_since_is_neither_listed_nor_counted(signed_in: Client, user: User, site_tree) -> None:
    page = site_tree.add(NotePage, title="เคยเปิด", note_type=NotePage.NoteType.TIP, body="ก")
    tell(user, page=page)
    assert "กระดิ่ง" in text_of(signed_in)
    page.audience = "people"
    page.save()

    response = signed_in.get(INBOX)
    assert "กระดิ่ง" not in response.content.decode()
    assert response.context["unread_notices"] == 0
    assert response.context["total"] == 0


def test_notice_of_work_on_a_draft_is_shown_where_its_event_says_so(signed_in, user, site_tree, monkeypatch) -> None:
    monkeypatch.setattr(BellRung, "hidden_with_page", False)
    monkeypatch.setattr(BellRung, "may_see", lambda event, user: True)
    page = site_tree.add(NotePage, title="ร่าง", note_type=NotePage.NoteType.TIP, body="ก")
    page.unpublish()
    tell(user, page=page)

    assert "กระดิ่ง" in text_of(signed_in)


def test_notice_of_a_feature_that_is_gone_shows_its_title(signed_in: Client, user: User) -> None:
    notice = tell(user, title="เรื่องเก่า")
    notice.event.kind = "gone"
    notice.event.save()

    assert "เรื่องเก่า" in text_of(signed_in)


def test_pages_of_the_inbox(signed_in: Client, user: User) -> None:
    for number in range(25):
        fire(BellRung(listeners=(user.pk,), number=number))
    deliver()

    assert len(signed_in.get(INBOX).context["rows"]) == 20
    assert len(signed_in.get(f"{INBOX}?page=2").context["rows"]) == 5
    assert signed_in.get(f"{INBOX}?page=x&show=y").status_code == 200


def test_queries_do_not_grow_with_notices(signed_in: Client, user: User, django_assert_max_num_queries) -> None:
    for number in range(20):
        fire(BellRung(actor=UserFactory(), listeners=(user.pk,), number=number))
    deliver()
    signed_in.get(INBOX)
    with django_assert_max_num_queries(16) as few:
        signed_in.get(INBOX)
    Notice.objects.filter(pk__in=Notice.objects.order_by("-pk").values("pk")[:19]).delete()
    with django_assert_max_num_queries(len(few)):
        signed_in.get(INBOX)
