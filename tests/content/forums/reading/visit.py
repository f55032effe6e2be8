"""Visits of the forums as one reader or another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

if TYPE_CHECKING:
    from content.people.models import User


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def main_of(address: str, user: User | None = None) -> str:
    """What stands in the main part of a page that is there."""
    response = client_of(user).get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode().partition("<main")[2]
