"""
Who may do what in the forums; the only place where these rules are written.

What a viewer may not see answers 404 (`can_read_*`), what they may see and not do answers 403.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from content.core.audiences import audiences_of, group_token
from content.core.memory import remembered
from content.forums.audience import can_read
from content.forums.models import Category, Sanction
from content.forums.models.topics import State

if TYPE_CHECKING:
    from content.forums.models import Poll, Post, Topic

MODERATE_ALL = "forums.moderate_every_category"


def can_moderate(user: object, category: Category) -> bool:
    """Moderators of the category, and whoever moderates all."""
    return moderates_all(user) or category.pk in moderated_ids(user)


def moderates_all(user: object) -> bool:
    return user.is_authenticated and user.has_perm(MODERATE_ALL) and may_act(user)


def moderated_ids(user: object) -> frozenset[int]:
    """
    The categories that name `user` as moderator, none while they are suspended; kept on the user object for the length
    of a request.
    """
    if not user.is_authenticated:
        return frozenset()
    held = getattr(user, "_moderated_category_ids", None)
    if held is None:
        named = remembered(("forum moderators",), _moderators)
        held = user._moderated_category_ids = named.get(user.pk, frozenset())
    return held if held and may_act(user) else frozenset()


def _moderators() -> dict[int, frozenset[int]]:
    """The categories each moderator is named in: few people, asked of whoever reads a topic."""
    found: dict[int, set[int]] = defaultdict(set)
    for user_id, category_id in Category.moderators.through.objects.values_list("user_id", "category_id"):
        found[user_id].add(category_id)
    return {user_id: frozenset(ids) for user_id, ids in found.items()}


def moderates_any(user: object) -> bool:
    return moderates_all(user) or bool(moderated_ids(user))


def can_read_category(user: object, category: Category) -> bool:
    return can_read(user, category)


def can_read_topic(user: object, topic: Topic) -> bool:
    """A held topic is seen by its author and moderators, a hidden or deleted one by moderators only."""
    if not can_read(user, topic.category):
        return False
    if topic.state == State.VISIBLE:
        return True
    if topic.state == State.PENDING and user.is_authenticated and topic.author_id == user.pk:
        return True
    return can_moderate(user, topic.category)


def can_read_post(user: object, post: Post) -> bool:
    """Whether the words of a post are for `user`; the empty place of a deleted one is not reading it."""
    if not can_read_topic(user, post.topic):
        return False
    if post.state == State.VISIBLE:
        return True
    if post.state == State.PENDING and user.is_authenticated and post.author_id == user.pk:
        return True
    return can_moderate(user, post.topic.category)


def suspension_of(user: object) -> Sanction | None:
    """The suspension in force, if there is one; asked once a request."""
    if not hasattr(user, "_forum_suspension"):
        in_force = Sanction.objects.suspensions_in_force().filter(user=user)
        user._forum_suspension = in_force.order_by("-created_at").first()
    return user._forum_suspension


def may_act(user: object) -> bool:
    """Write, press and moderate: whoever is suspended only reads, moderators too."""
    return user.is_authenticated and user.is_active and suspension_of(user) is None


def can_start(user: object, category: Category) -> bool:
    if not may_act(user) or not can_read(user, category):
        return False
    if can_moderate(user, category):
        return True
    if category.is_closed or category.starters == Category.Starters.MODERATORS:
        return False
    if category.starters == Category.Starters.GROUP:
        return category.owner is not None and group_token(category.owner.group) in audiences_of(user)
    return True


def can_announce(user: object, category: Category) -> bool:
    """Announcements are a moderator's."""
    return can_start(user, category) and can_moderate(user, category)


def can_reply(user: object, topic: Topic) -> bool:
    """Nobody replies to what is not shown; in a locked topic or a closed category only moderators do."""
    if topic.state != State.VISIBLE or not may_act(user) or not can_read(user, topic.category):
        return False
    return not (topic.is_locked or topic.category.is_closed) or can_moderate(user, topic.category)


def can_edit(user: object, post: Post) -> bool:
    """One's own post while one may still reply; moderators any that is not deleted."""
    if post.state == State.DELETED or not can_read_topic(user, post.topic) or not may_act(user):
        return False
    if can_moderate(user, post.topic.category):
        return True
    return post.author_id == user.pk and post.state != State.HIDDEN and not is_shut(post.topic)


def is_shut(topic: Topic) -> bool:
    return topic.is_locked or topic.category.is_closed or topic.state not in {State.VISIBLE, State.PENDING}


def can_delete(user: object, post: Post) -> bool:
    """One's own post; an opening goes with its topic, so its author deletes it only as long as nobody has replied."""
    if not can_edit(user, post):
        return False
    if can_moderate(user, post.topic.category):
        return True
    return not post.is_opening or post.topic.reply_count == 0


def can_accept(user: object, topic: Topic) -> bool:
    """The asker and moderators say which reply answers a question; also in a locked topic."""
    if not topic.is_question or topic.state != State.VISIBLE or not may_act(user):
        return False
    if not can_read(user, topic.category):
        return False
    return topic.author_id == user.pk or can_moderate(user, topic.category)


def can_react(user: object, post: Post) -> bool:
    """To posts of others; in a locked topic too, for thanks are no reply."""
    if post.state != State.VISIBLE or post.topic.state != State.VISIBLE or not may_act(user):
        return False
    return post.author_id != user.pk and can_read(user, post.topic.category)


def can_report(user: object, post: Post) -> bool:
    """Whoever may read a post of somebody else, even while suspended."""
    if not user.is_authenticated or not user.is_active or post.state != State.VISIBLE:
        return False
    return post.author_id != user.pk and can_read_topic(user, post.topic)


def can_vote(user: object, poll: Poll) -> bool:
    return poll.is_open and not poll.topic.is_locked and can_reply(user, poll.topic)


def can_moderate_topic(user: object, topic: Topic) -> bool:
    """Pin, lock, move, merge, split, hide: where the moderator may also read."""
    return can_manage_category(user, topic.category)


def can_manage_category(user: object, category: Category) -> bool:
    """Close it, set its slow mode; and be the one who moves topics into it."""
    return can_moderate(user, category) and can_read(user, category)


def can_sanction(user: object, post: Post) -> bool:
    """Warn or suspend who wrote a post one moderates: not oneself, and nobody who moderates everywhere."""
    author = post.author
    if author is None or author.pk == user.pk or not can_moderate_topic(user, post.topic):
        return False
    return not author.has_perm(MODERATE_ALL)


def can_lift(user: object, sanction: Sanction) -> bool:
    """Whoever moderates everywhere, who set it, and moderators of the category in which it was set."""
    if sanction.user_id == user.pk:
        return False
    if moderates_all(user) or (sanction.by_id == user.pk and moderates_any(user)):
        return True
    return sanction.post is not None and can_moderate(user, sanction.post.topic.category)


def can_read_log(user: object) -> bool:
    """Moderators read what was done in their categories, who moderates everywhere and administrators all of it."""
    return moderates_any(user) or (user.is_authenticated and can_read_whole_log(user))


def can_read_whole_log(user: object) -> bool:
    return moderates_all(user) or user.has_perm("forums.view_moderationaction")


def can_turn_to_knowledge(user: object, topic: Topic) -> bool:
    """Whoever may write in the topic drafts a note from it; review decides whether it becomes knowledge."""
    if topic.state != State.VISIBLE or not may_act(user):
        return False
    return can_read(user, topic.category)
