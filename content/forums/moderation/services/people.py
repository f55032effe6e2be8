"""Warnings and suspensions."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from content.forums.models import ModerationAction, Post, Sanction
from content.forums.moderation.events import PersonSuspended, PersonWarned, SuspensionLifted
from content.forums.moderation.log import Action, OvertakenError, done_by, overtaken, record
from content.forums.moderation.services.reports import settle
from content.forums.permissions import can_lift, can_sanction
from content.notifications.services import fire
from content.people.models import User
from themes.thai_dates import thai_datetime

# Days of a suspension that are offered; none: until it is lifted.
DAYS = (1, 3, 7, 30)


@transaction.atomic
def warn(*, user: User, post: Post, reason: str) -> Sanction:
    """Ask the author of a post to keep to the rules, once for each post. Raises `OvertakenError`."""
    person = _locked_author(user, post)
    if Sanction.objects.filter(user=person, post=post, kind=Sanction.Kind.WARNING).exists():
        raise _last(user, person, Action.WARN, post)
    sanction = Sanction.objects.create(user=person, kind=Sanction.Kind.WARNING, reason=reason, post=post, by=user)
    record(Action.WARN, actor=user, post=post, reason=reason)
    settle(post=post, user=user, outcome=Action.WARN)
    fire(PersonWarned(actor=user, sanction_id=sanction.pk, person_id=person.pk, text=reason))
    return sanction


@transaction.atomic
def suspend(*, user: User, post: Post, days: int | None, reason: str) -> Sanction:
    """Let the author of a post read and not write, for some days or until it is lifted. Raises `OvertakenError`."""
    person = _locked_author(user, post)
    if Sanction.objects.suspensions_in_force().filter(user=person).exists():
        raise _last(user, person, Action.SUSPEND)
    until = timezone.now() + datetime.timedelta(days=days) if days else None
    sanction = Sanction.objects.create(
        user=person, kind=Sanction.Kind.SUSPENSION, reason=reason, post=post, by=user, until=until
    )
    record(Action.SUSPEND, actor=user, post=post, reason=reason, days=days)
    settle(post=post, user=user, outcome=Action.SUSPEND)
    shown = thai_datetime(timezone.localtime(until)) if until else ""
    fire(PersonSuspended(actor=user, sanction_id=sanction.pk, person_id=person.pk, text=reason, until=shown))
    return sanction


@transaction.atomic
def lift(*, user: User, sanction_id: int, reason: str = "") -> Sanction:
    """Let somebody write again. Raises `Sanction.DoesNotExist`, `PermissionDenied` and `OvertakenError`."""
    sanction = Sanction.objects.select_for_update(of=("self",), no_key=True).get(
        pk=sanction_id, kind=Sanction.Kind.SUSPENSION
    )
    if not can_lift(user, sanction):
        raise PermissionDenied
    if not Sanction.objects.suspensions_in_force().filter(pk=sanction.pk).exists():
        raise _last(user, sanction.user, Action.LIFT)
    sanction.lifted_at = timezone.now()
    sanction.save(update_fields=["lifted_at"])
    category = sanction.post.topic.category if sanction.post else None
    record(Action.LIFT, actor=user, category=category, person=sanction.user, reason=reason)
    fire(SuspensionLifted(actor=user, sanction_id=sanction.pk, person_id=sanction.user_id, text=reason))
    return sanction


def _locked_author(user: User, post: Post) -> User:
    """The author, locked, so that two moderators do not sanction at once."""
    if not can_sanction(user, post):
        raise PermissionDenied
    return User.objects.select_for_update(of=("self",), no_key=True).get(pk=post.author_id)


def _last(user: User, person: User, action: str, post: Post | None = None) -> OvertakenError:
    actions = ModerationAction.objects.filter(person=person, action=action)
    if post is not None:
        actions = actions.filter(post_id_then=post.pk)
    last = actions.select_related("actor__profile").order_by("-created_at", "-pk").first()
    return done_by(user, last) if last else overtaken(user, post=post)
