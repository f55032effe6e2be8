"""Content security policies: strict for readers, the admin's own behind the sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.people.roles import RoleKey
from tests.factories.people import user_with_role

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/search/?q=x", "/accounts/login/", "/no-such-page/"])
def test_public_pages_allow_no_inline_code(client: Client, site_tree: object, path: str) -> None:
    policy = client.get(path)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_admin_has_a_policy_without_other_hosts(client: Client, site_tree: object) -> None:
    client.force_login(user_with_role(RoleKey.EDITOR))
    policy = client.get("/admin/")["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "http" not in policy
