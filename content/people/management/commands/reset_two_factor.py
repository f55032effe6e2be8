"""Take the second sign-in step from an account whose telephone and recovery codes are lost, and end its sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.utils import filter_users_by_email, filter_users_by_username
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from content.people.two_factor.services import reset_two_factor

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("account", help="user name or e-mail address")

    def handle(self, *args: object, **options: object) -> None:
        name = options["account"]
        users = filter_users_by_email(name) if "@" in name else list(filter_users_by_username(name))
        if len(users) != 1:
            raise CommandError(_("There is no account %(name)s.") % {"name": name})
        reset_two_factor(user=users[0])
        self.stdout.write(
            _("%(name)s signs in with the password alone, once, and sets the codes up anew.") % {"name": name}
        )
