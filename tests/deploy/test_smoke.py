"""The check from outside finds nothing wrong with a sound site, and does not overlook a broken one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from content.people.roles import RoleKey
from content.website.models import NewsIndexPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django.fixtures import SettingsWrapper

    from tests.support.site_tree import SiteTree

SMOKE = Path(__file__).resolve().parents[2] / "deploy" / "smoke"
PASSWORD = "a-long-enough-password"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


class LiveSite:
    """
    The site on a port, served by the thread of the test while another process checks it.

    So it sees the data of the test's open transaction, and nothing has to be cleaned up.
    """

    def __init__(self) -> None:
        self.server = WSGIServer(("127.0.0.1", 0), Quiet)
        self.server.set_app(WSGIHandler())
        self.server.timeout = 0.05
        self.port = self.server.server_address[1]

    def smoke(self, *options: str) -> tuple[int, str]:
        command = [sys.executable, str(SMOKE), f"http://localhost:{self.port}", "--connect", "127.0.0.1"]
        process = subprocess.Popen(
            [*command, "--without-proxy", *options],
            env={"SMOKE_PASSWORD": PASSWORD, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        # As Django's test client does: the connection that holds the transaction outlives a request.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        try:
            while process.poll() is None:
                self.server.handle_request()
        finally:
            for signal in (request_started, request_finished):
                signal.connect(close_old_connections)
        return process.returncode, process.communicate()[0]


@pytest.fixture
def live_site(site_tree: SiteTree, settings: SettingsWrapper) -> Iterator[LiveSite]:
    settings.ALLOWED_HOSTS = ["localhost"]
    live = LiveSite()
    site_tree.site.hostname, site_tree.site.port = "localhost", live.port
    site_tree.site.save()
    site_tree.index(NewsIndexPage)
    yield live
    live.server.server_close()


def test_a_sound_site_passes(live_site: LiveSite, make_user: Callable[..., object]) -> None:
    call_command("load_roles", verbosity=0)
    administrator = make_user(role=RoleKey.ADMINISTRATOR)
    administrator.set_password(PASSWORD)
    administrator.save()

    code, output = live_site.smoke("--sign-in", administrator.username)

    assert (code, output.splitlines()[-1]) == (0, "all is well"), output


def test_an_administrator_without_codes_is_asked_for_them(
    live_site: LiveSite, make_user: Callable[..., object], settings: SettingsWrapper
) -> None:
    settings.KM_REQUIRE_MFA = True
    call_command("load_roles", verbosity=0)
    administrator = make_user(role=RoleKey.ADMINISTRATOR)
    administrator.set_password(PASSWORD)
    administrator.save()

    code, output = live_site.smoke("--sign-in", administrator.username)

    assert "ok   the admin asks for a second proof first" in output
    assert code == 0, output


def test_foreign_addresses_and_a_wrong_password_are_noticed(
    live_site: LiveSite, site_tree: SiteTree, make_user: Callable[..., object]
) -> None:
    site_tree.site.hostname = "another.example"
    site_tree.site.save()

    code, output = live_site.smoke("--sign-in", make_user().username)

    assert code == 1
    assert "FAIL feed is Atom of this site" in output
    assert "FAIL sign-in leads to the admin" in output


def test_a_site_that_is_away_is_noticed() -> None:
    done = subprocess.run(
        [sys.executable, str(SMOKE), "http://127.0.0.1:9"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "FAIL http://127.0.0.1:9 can be reached" in done.stdout
