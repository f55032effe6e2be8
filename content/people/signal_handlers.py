"""Membership of Django groups follows profiles and teams, whoever changes them."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save

from content.people.models import Profile, TeamMembership, User
from content.people.services import sync_groups
from content.people.two_factor import signal_handlers as two_factor


def membership_changed(sender: type, instance: Profile | TeamMembership, **kwargs: object) -> None:
    user = User.objects.filter(pk=instance.user_id).first()
    if user and not kwargs.get("raw"):
        sync_groups(user)


def connect() -> None:
    two_factor.connect()
    for model in (Profile, TeamMembership):
        for signal in (post_save, post_delete):
            signal.connect(membership_changed, sender=model, dispatch_uid=f"people.{model.__name__}.{id(signal)}")
