"""The log of every action: writing it, and saying what another moderator did first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from content.forums.models import ModerationAction
from themes.thai_dates import thai_datetime

if TYPE_CHECKING:
    from content.forums.models import Category, Post, Topic
    from content.people.models import User

Action = ModerationAction.Action


class OvertakenError(Exception):
    """
    What was to be done is done, or the matter has changed since the page was shown; the text says who did what.

    `is_own`: the same moderator did it, by pressing twice.
    """

    def __init__(self, sentence: str, *, is_own: bool = False) -> None:
        super().__init__(sentence)
        self.is_own = is_own


class NotPossibleError(Exception):
    """An action that would lose something or makes no sense; the text says why and what to do instead."""


def record(
    action: str,
    *,
    actor: User,
    category: Category | None = None,
    topic: Topic | None = None,
    post: Post | None = None,
    person: User | None = None,
    reason: str = "",
    **details: object,
) -> ModerationAction:
    """Write an action down. `details` say what was before and after, never the words of a post."""
    if post is not None:
        topic = topic or post.topic
        person = person or post.author
    if topic is not None:
        category = category or topic.category
    return ModerationAction.objects.create(
        action=action,
        actor=actor,
        category=category,
        topic=topic,
        post_id_then=post.pk if post else None,
        person=person,
        reason=reason,
        details=details,
    )


def overtaken(user: User, *, topic: Topic | None = None, post: Post | None = None) -> OvertakenError:
    """The last thing that was done about a topic or a post, as an error to raise."""
    if post is not None:
        actions = ModerationAction.objects.filter(post_id_then=post.pk)
    else:
        actions = ModerationAction.objects.filter(topic=topic, post_id_then=None)
    last = actions.select_related("actor__profile").order_by("-created_at", "-pk").first()
    if last is None:
        return OvertakenError(_("It has changed since this page was shown. Nothing was done; look at it again."))
    return done_by(user, last)


def done_by(user: User, last: ModerationAction) -> OvertakenError:
    is_own = last.actor_id == user.pk
    who = _("You") if is_own else last.actor.public_name if last.actor else _("Somebody")
    sentence = _("%(who)s did this first: %(action)s, %(moment)s. Nothing more was done.") % {
        "who": who,
        "action": last.get_action_display(),
        "moment": thai_datetime(timezone.localtime(last.created_at)),
    }
    return OvertakenError(sentence, is_own=is_own)
