"""Pages of work groups and teams are found by the positions of their people, so they change with those."""

from __future__ import annotations

from django.db.models import Q
from django.db.models.signals import post_delete, post_save

from content.core.search_sources import page_key
from content.people.models import Profile, TeamMembership, User
from content.website.models import TeamPage, WorkGroupPage
from search.service import changed


def people_changed(sender: type, instance: Profile | TeamMembership | User, **kwargs: object) -> None:
    # A sign-in saves the account as well.
    if kwargs.get("raw") or kwargs.get("update_fields") == {"last_login"}:
        return
    user_id = instance.pk if isinstance(instance, User) else instance.user_id
    group_id = getattr(instance, "work_group_id", None)
    groups = WorkGroupPage.objects.filter(Q(work_group__people__user=user_id) | Q(work_group=group_id))
    teams = TeamPage.objects.filter(Q(team__memberships__user=user_id) | Q(team=getattr(instance, "team_id", None)))
    pages = [*groups.values_list("pk", flat=True), *teams.values_list("pk", flat=True)]
    changed([page_key(pk) for pk in pages])


def connect() -> None:
    for model in (Profile, TeamMembership, User):
        for signal in (post_save, post_delete):
            signal.connect(people_changed, sender=model, dispatch_uid=f"website.{model.__name__}.{id(signal)}")
