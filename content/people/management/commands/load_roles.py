"""Make the roles of the platform and give each exactly its permissions. May be run again at any time."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from content.people.services import load_roles


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: object, **options: object) -> None:
        roles = load_roles()
        if options["verbosity"] > 0:
            self.stdout.write(f"{len(roles)} roles: {', '.join(role.key for role in roles)}")
