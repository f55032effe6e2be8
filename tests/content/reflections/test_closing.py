"""Who called a meeting closes it on its page, and opens it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from content.people.roles import RoleKey
from content.reflections.models import MeetingPage
from tests.content.reflections.writing import written
from tests.factories.people import user_with_role

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.usefixtures("site_tree")


@pytest.fixture
def caller(meeting: MeetingPage) -> User:
    person = user_with_role(RoleKey.CONTRIBUTOR)
    MeetingPage.objects.filter(pk=meeting.pk).update(owner=person)
    return person


def press(client: Client, meeting: MeetingPage, value: str) -> HttpResponse:
    return client.post(reverse("meeting_open", args=[meeting.code]), {"open": value})


def is_open(meeting: MeetingPage) -> bool:
    return MeetingPage.objects.get(pk=meeting.pk).is_open


def test_caller_closes_and_opens_again(client: Client, meeting: MeetingPage, caller: User, path: str) -> None:
    client.force_login(caller)
    assert 'name="open" value="no"' in client.get(meeting.url).content.decode()
    assert press(client, meeting, "no")["Location"] == meeting.url
    assert not is_open(meeting)
    assert client.post(path, written()).status_code == 403
    press(client, meeting, "yes")
    assert client.post(path, written()).status_code == 302


def test_editor_closes_meetings_of_others(client: Client, meeting: MeetingPage, caller: User) -> None:
    client.force_login(user_with_role(RoleKey.EDITOR))
    press(client, meeting, "no")
    assert not is_open(meeting)


def test_others_see_no_button_and_are_refused(client: Client, meeting: MeetingPage, caller: User, make_user) -> None:
    assert press(client, meeting, "no").status_code == 302
    for person in (make_user(), user_with_role(RoleKey.REVIEWER)):
        client.force_login(person)
        assert not client.get(meeting.url).context["may_change"]
        assert press(client, meeting, "no").status_code == 403
    assert is_open(meeting)


def test_link_changes_nothing(client: Client, meeting: MeetingPage, caller: User) -> None:
    client.force_login(caller)
    assert client.get(reverse("meeting_open", args=[meeting.code])).status_code == 405


def test_publishing_an_older_draft_does_not_open_it_again(client: Client, meeting: MeetingPage, caller: User) -> None:
    draft = MeetingPage.objects.get(pk=meeting.pk)
    draft.place = "ห้องประชุมเล็ก"
    draft.save_revision()
    client.force_login(caller)
    press(client, meeting, "no")
    MeetingPage.objects.get(pk=meeting.pk).get_latest_revision().publish()
    kept = MeetingPage.objects.get(pk=meeting.pk)
    assert (kept.is_open, kept.place) == (False, "ห้องประชุมเล็ก")
