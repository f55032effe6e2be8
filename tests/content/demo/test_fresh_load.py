"""Loading into a database without a site, and what stops it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as live_settings
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from content.demo import loading
from content.demo.load.group_pages import load_team_pages
from content.demo.load.people import load_teams
from content.people.models import User
from content.website.models import HomePage
from tests.support.row_counts import row_counts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def stop_after(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`stop_after(step)` leaves out the steps of a load that come later; `then` is done in their place."""

    def leave_out(step: object, then: Callable[[object], object] | None = None) -> None:
        names = [function for _label, function in loading.STEPS]
        steps = loading.STEPS[: names.index(step) + 1]
        monkeypatch.setattr(loading, "STEPS", (*steps, ("then", then)) if then else steps)

    return leave_out


class Stumble(Exception):
    pass


def stumble(load: object) -> None:
    raise Stumble


def test_a_load_that_fails_leaves_nothing_behind(stop_after: Callable[..., None], bare_database: None) -> None:
    stop_after(load_team_pages, then=stumble)
    before = row_counts()
    folder = live_settings.MEDIA_ROOT / "original_images"
    pictures = set(folder.rglob("*.webp"))

    with pytest.raises(Stumble):
        call_command("load_demo", verbosity=0)

    assert row_counts() == before
    assert set(folder.rglob("*.webp")) == pictures


def test_accounts_with_known_passwords_are_made_only_where_asked_for(
    stop_after: Callable[..., None], bare_database: None, settings: object
) -> None:
    stop_after(loading.accounts.load_accounts)
    settings.KM_DEMO_ACCOUNTS = False

    call_command("load_demo", verbosity=0)

    assert not any(user.has_usable_password() for user in User.objects.all())

    call_command("load_demo", with_accounts=True, verbosity=0)

    assert User.objects.get(username="editor").check_password("demo-editor-2569")


def test_what_a_page_type_refuses_is_told_with_file_and_record(
    stop_after: Callable[..., None], data_folder: Path, bare_database: None
) -> None:
    stop_after(loading.exchange.load_reflections)
    path = data_folder / "one_pages.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["one_pages"][0]["keywords"] = ["คำ"] * 40
    path.write_text(json.dumps(content), encoding="utf-8")
    before = row_counts()

    with pytest.raises(CommandError) as caught:
        call_command("load_demo", data=data_folder, verbosity=0)

    assert "one_pages.json" in str(caught.value)
    assert "op-start-integrated" in str(caught.value)
    assert row_counts() == before


def test_a_site_of_another_kind_is_left_alone(stop_after: Callable[..., None], bare_database: None) -> None:
    stop_after(load_teams)
    other = Page.get_first_root_node().add_child(instance=Page(title="ของเดิม", slug="own"))
    site = Site.objects.get()
    site.root_page = other
    site.save()

    with pytest.raises(CommandError):
        call_command("load_demo", verbosity=0)

    assert not HomePage.objects.exists()
    assert Site.objects.get().root_page_id == other.pk


def test_if_empty_leaves_alone_a_first_page_that_was_edited(
    stop_after: Callable[..., None], bare_database: None
) -> None:
    stop_after(load_teams)
    welcome = Page.objects.get(depth=2)
    welcome.title = "สวัสดี"
    welcome.save_revision().publish()

    call_command("load_demo", if_empty=True, verbosity=0)

    assert not HomePage.objects.exists()
