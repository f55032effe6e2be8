"""
Accounts to try the roles of the platform with, one for each.

Their passwords are known to everyone who can read this file: they are made only where settings allow it
(`KM_DEMO_ACCOUNTS`) or where the operator asks for them by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.demo.load.context import Tally
from content.demo.load.people import add_profile
from content.people.models import User
from content.people.roles import RoleKey
from content.people.services import give_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.demo.load.context import Load


@dataclass(frozen=True)
class DemoAccount:
    role: RoleKey
    username: str
    password: str


def password_of(username: str) -> str:
    return f"demo-{username}-2569"


def load_accounts(load: Load) -> Tally:
    tally = Tally()
    if not load.with_accounts:
        return tally
    for record in load.district.site["accounts"]:
        made = record["username"] not in load.users
        if made:
            user = User(username=record["username"], email=f"{record['username']}@example.invalid")
            user.set_password(password_of(record["username"]))
            user.save()
            add_profile(load, user, record["position"], record["work_group"], record["school"])
            give_role(user=user, role=RoleKey(record["role"]))
            if record["role"] == RoleKey.REVIEWER and record["work_group"]:
                user.groups.add(load.found["work_groups"][record["work_group"]].reviewer_group)
            load.users[record["username"]] = user
        tally.count(made=made)
    return tally


def usable_accounts(site: dict) -> Iterator[DemoAccount]:
    """The accounts that exist and still have their known password."""
    users = {user.username: user for user in User.objects.filter(is_active=True)}
    for record in site["accounts"]:
        username = record["username"]
        if username in users and users[username].check_password(password_of(username)):
            yield DemoAccount(RoleKey(record["role"]), username, password_of(username))
