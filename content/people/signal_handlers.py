"""Membership of Django groups follows profiles and teams, whoever changes them."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.search.index import insert_or_update_object

from content.people.administrators import note_before_deletion, refuse_after_deletion
from content.people.models import Profile, TeamMembership, User
from content.people.services import sync_groups
from content.people.two_factor import signal_handlers as two_factor


def membership_changed(sender: type, instance: Profile | TeamMembership, **kwargs: object) -> None:
    user = User.objects.filter(pk=instance.user_id).first()
    if user and not kwargs.get("raw"):
        sync_groups(user)


def profile_changed(sender: type, instance: Profile, *, raw: bool = False, **kwargs: object) -> None:
    """The admin finds a person by position, which the account itself does not hold."""
    user = User.objects.filter(pk=instance.user_id).first()
    if user and not raw:
        insert_or_update_object(user)


def connect() -> None:
    two_factor.connect()
    pre_delete.connect(note_before_deletion, sender=User, dispatch_uid="people.note_before_deletion")
    post_delete.connect(refuse_after_deletion, sender=User, dispatch_uid="people.refuse_after_deletion")
    post_save.connect(profile_changed, sender=Profile, dispatch_uid="people.profile_changed")
    for model in (Profile, TeamMembership):
        for signal in (post_save, post_delete):
            signal.connect(membership_changed, sender=model, dispatch_uid=f"people.{model.__name__}.{id(signal)}")
