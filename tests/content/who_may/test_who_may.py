"""
Who may open what, by role: every address of accounts, writing, sheets, notices and the talk beside items.

"login" sends to the sign-in, "password" asks for the password again, "no" is 403, 404, 409 or 410, "yes" anything else.
Each row is one address (with the names that the scene gives its parts), what is sent there, and the answers in the
order of ROLES: anonymous, member, author, reviewer, editor, administrator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.content.who_may.scene import ROLES, people, things
from tests.support.shared_rows import rows_for_many_tests
from tests.support.site_tree import plant_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from pytest_django.plugin import DjangoDbBlocker

EVERYBODY = "yes yes yes yes yes yes"
SIGNED_IN = "login yes yes yes yes yes"
WRITERS = "login no yes yes yes yes"
AUTHOR_AND_EDITORS = "login no yes no yes yes"
AUTHOR = "login no yes no no no"
REVIEWERS = "login no no yes yes yes"
ADMINISTRATORS = "login no no no no yes"
NOBODY = "no no no no no no"


class Way(NamedTuple):
    name: str
    expected: str
    parts: tuple[str, ...] = ()
    method: str = "get"
    # A value that begins with @ is one of the scene.
    data: dict[str, str] | None = None


def post(name: str, expected: str, *parts: str, **data: str) -> Way:
    return Way(name, expected, parts, "post", data)


def get(name: str, expected: str, *parts: str, **data: str) -> Way:
    return Way(name, expected, parts, "get", data)


NOTE = {"action": "save", "note_type": "tip", "layout": "parts", "title": "ใหม่", "part_0": "ก"}
WAYS = [
    # Accounts
    get("account_login", EVERYBODY),
    get("two_factor_needed", SIGNED_IN),
    # A link that opens nothing says so in words; the right one is tried with the change of an address.
    get("account_confirm_email", EVERYBODY, "invitation link"),
    get("invitations", ADMINISTRATORS),
    get("invite", ADMINISTRATORS),
    post("invite", ADMINISTRATORS),
    get("import_staff", ADMINISTRATORS),
    post("import_staff", ADMINISTRATORS),
    post("confirm_import_staff", ADMINISTRATORS),
    get("import_staff_example", ADMINISTRATORS),
    post("send_invitation_again", ADMINISTRATORS, "invitation"),
    post("revoke_invitation", ADMINISTRATORS, "invitation"),
    get("accept_invitation", "yes no no no no no", "invitation link"),
    get("ask_for_account", EVERYBODY),
    get("account_request_sent", EVERYBODY),
    get("account_requests", ADMINISTRATORS),
    get("decide_account_request", ADMINISTRATORS, "account request"),
    post("decide_account_request", ADMINISTRATORS, "account request", role="member"),
    # Without keys there is no way in by others.
    get("google_login", NOBODY),
    get("google_callback", NOBODY),
    get("line_login", NOBODY),
    get("line_callback", NOBODY),
    get("socialaccount_connections", NOBODY),
    get("my_page", SIGNED_IN),
    get("my_profile", SIGNED_IN),
    get("my_sessions", SIGNED_IN),
    get("account_email", SIGNED_IN),
    get("my_data", "login password password password password password"),
    get("my_archive", "login password password password password password"),
    get("close_account", SIGNED_IN),
    # Writing
    get("writing:choose", SIGNED_IN),
    get("writing:mine", SIGNED_IN),
    get("writing:reviews", SIGNED_IN),
    get("writing:overdue", SIGNED_IN),
    get("writing:links", SIGNED_IN, q="ร่าง"),
    get("writing:tags", SIGNED_IN, q="ก"),
    post("writing:add_picture", WRITERS),
    get("writing:new", WRITERS, "kind"),
    post("writing:new", WRITERS, "kind", **NOTE),
    get("writing:edit", AUTHOR_AND_EDITORS, "draft"),
    post("writing:edit", AUTHOR_AND_EDITORS, "draft", token="@draft token", **NOTE),
    post("writing:take_over", AUTHOR_AND_EDITORS, "draft"),
    post("writing:discard", AUTHOR, "draft"),
    get("writing:review", AUTHOR_AND_EDITORS, "draft"),
    get("writing:review", WRITERS, "submitted"),
    post("writing:review", REVIEWERS, "submitted", action="approve", token="@submitted token"),
    post("writing:review", REVIEWERS, "submitted", action="decline", token="@submitted token", comment="ซ้ำ"),
    post("writing:comment", WRITERS, "submitted", text="เพิ่มรูป"),
    post("writing:settle", WRITERS, "submitted", "remark"),
    post("writing:withdraw", AUTHOR_AND_EDITORS, "submitted"),
    get("writing:versions", AUTHOR_AND_EDITORS, "draft"),
    get("writing:versions", WRITERS, "submitted"),
    get("writing:compare", AUTHOR_AND_EDITORS, "draft", a="@draft version", b="@draft version"),
    get("writing:compare", WRITERS, "submitted", a="@submitted version", b="@submitted version"),
    post("writing:restore", AUTHOR_AND_EDITORS, "draft", version="@draft version"),
    # Sheets and meetings
    get("meeting_sheet", SIGNED_IN, "meeting"),
    post("meeting_sheet", SIGNED_IN, "meeting"),
    post("meeting_measure", SIGNED_IN, "meeting"),
    post("reflection_room", SIGNED_IN),
    post("reflection_room", AUTHOR_AND_EDITORS, "sheet"),
    get("meeting_qr", EVERYBODY, "meeting"),
    post("meeting_open", AUTHOR_AND_EDITORS, "meeting", open="no"),
    get("meeting_booklet", "no yes yes yes yes yes", "meeting"),
    get("new_meeting", WRITERS),
    post("new_meeting", WRITERS, title="ประชุม"),
    get("reflection_paper", "no yes yes yes yes yes", "sheet"),
    get("check_commitment", AUTHOR_AND_EDITORS, "commitment"),
    post("check_commitment", AUTHOR_AND_EDITORS, "commitment"),
    # Notices
    get("notices_inbox", SIGNED_IN),
    post("notices_read_all", SIGNED_IN),
    post("notices_read", SIGNED_IN, "notice"),
    get("notices_settings", SIGNED_IN),
    get("notices_follows", SIGNED_IN),
    post("notices_follow", SIGNED_IN, "page", "public"),
    post("notices_follow", AUTHOR_AND_EDITORS, "page", "hidden"),
    get("notices_unsubscribe", EVERYBODY, "unsubscribing"),
    # The talk beside items
    post("comments_post", SIGNED_IN, "public", text="ขอบคุณ", token="1"),
    post("comments_post", AUTHOR_AND_EDITORS, "hidden", text="ขอบคุณ", token="1"),
    post("comments_vote", "login yes no yes yes yes", "public", helpful="yes"),
    post("comments_vote", "login no no no yes yes", "hidden", helpful="yes"),
    get("comments_show", EVERYBODY, "public question"),
    get("comments_show", "no no yes no yes yes", "hidden question"),
    get("comments_reply", SIGNED_IN, "public question"),
    get("comments_reply", AUTHOR_AND_EDITORS, "hidden question"),
    post("comments_reply", SIGNED_IN, "public question", text="ตอบ", token="2"),
    get("comments_edit", AUTHOR, "public question"),
    post("comments_edit", AUTHOR, "public question", text="แก้"),
    get("comments_delete", AUTHOR_AND_EDITORS, "public question"),
    post("comments_delete", AUTHOR_AND_EDITORS, "hidden question"),
    post("comments_answered", AUTHOR_AND_EDITORS, "public question"),
    post("comments_mended", AUTHOR_AND_EDITORS, "public vote"),
]
PLACES = ("content.people", "content.writing", "content.reflections", "content.notifications", "content.comments")


def outcome(response: HttpResponse) -> str:
    to = response.get("Location", "")
    if response.status_code == 401 or "/accounts/login/" in to:
        return "login"
    if "/reauthenticate/" in to:
        return "password"
    return "no" if response.status_code in {403, 404, 409, 410} else "yes"


def answer_to(user: object, way: Way, values: dict[str, object]) -> str:
    """What this person gets; what it changes is taken back."""
    client = Client()
    if user is not None:
        client.force_login(user)
    address = reverse(way.name, args=[values.get(part, part) for part in way.parts])
    data = {name: values[value[1:]] if value.startswith("@") else value for name, value in (way.data or {}).items()}
    with transaction.atomic():
        found = outcome(getattr(client, way.method)(address, data))
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[dict, dict]]:
    """The people and the things for all rows: making them costs more than asking."""
    with rows_for_many_tests(django_db_blocker):
        plant_site()
        who = people()
        yield who, {"kind": "notes", **things(who)}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: " ".join([way.method, way.name, *way.parts]))
def test_each_role_gets_what_the_table_says(way: Way, scene: tuple[dict, dict], db: None) -> None:
    who, values = scene

    assert {role: answer_to(who.get(role), way, values) for role in ROLES} == dict(
        zip(ROLES, way.expected.split(), strict=True)
    )


def views_of(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, str]]:
    """Name of every address, with its namespace, and the module of its view; those of the admin are left out."""
    for pattern in patterns:
        if str(pattern.pattern) == "admin/":
            continue
        if isinstance(pattern, URLResolver):
            yield from views_of(pattern.url_patterns, pattern.namespace or namespace)
        elif pattern.name:
            view = getattr(pattern.callback, "view_class", pattern.callback)
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name, view.__module__


def test_every_address_of_these_rooms_is_in_the_table() -> None:
    named = {way.name for way in WAYS}
    ours = {name for name, module in views_of(get_resolver().url_patterns) if module.startswith(PLACES)}

    assert len(ours) > 50
    assert ours - named == set()
