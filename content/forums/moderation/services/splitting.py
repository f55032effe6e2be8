"""Taking posts out of a topic into a new one of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from content.forums.models import Post, Topic
from content.forums.models.topics import State
from content.forums.moderation.log import Action, NotPossibleError, OvertakenError, record
from content.forums.moderation.services.carrying import copy_follows, split_marks
from content.forums.moderation.services.topics import check_visible, locked_topic
from content.forums.permissions import can_manage_category
from content.forums.services.counting import recount_categories, recount_topic
from content.forums.services.posting import submission_of
from content.forums.services.spreading import topic_changed

if TYPE_CHECKING:
    from collections.abc import Collection

    from content.forums.models import Category
    from content.people.models import User

MOST_POSTS = 1_000


@transaction.atomic
def split(
    *,
    user: User,
    topic_id: int,
    numbers: Collection[int],
    category: Category,
    title: str,
    kind: str,
    token: str,
    reason: str = "",
) -> Topic:
    """
    Begin a topic with posts of another, in their order. The first of them is its opening, whoever wrote it asks.

    The same form sent again gives the topic it made. Raises `NotPossibleError` and `OvertakenError`.
    """
    source = locked_topic(user, topic_id)
    if not can_manage_category(user, category):
        raise PermissionDenied
    # What is asked for is part of it: a form the browser brought back may name other posts.
    asked = f"{sorted(numbers)}\n{category.pk}\n{kind}"
    submission = submission_of(token, source.pk, title, asked)
    made = Topic.objects.filter(submission=submission, actions__action=Action.SPLIT).first()
    if made:
        return made
    check_visible(source)
    posts = _chosen(source, numbers)
    opening = posts[0]
    new = Topic.objects.create(
        category=category,
        kind=kind,
        title=title,
        author=opening.author,
        created_at=opening.created_at,
        last_posted_at=opening.created_at,
        last_poster=opening.author,
        submission=submission,
    )
    new.tags.add(*source.tags.all())
    former = [post.number for post in posts]
    for number, post in enumerate(posts, start=1):
        post.topic, post.number = new, number
    Post.objects.bulk_update(posts, ["topic", "number"], batch_size=500)
    split_marks(source, new, former)
    copy_follows(source, new)
    recount_topic(new)
    recount_topic(source)
    recount_categories([source.category_id, new.category_id])
    details = {"title": source.title, "from_id": source.category_id, "to": title, "to_id": category.pk}
    record(Action.SPLIT, actor=user, topic=source, reason=reason, into=new.pk, posts=len(posts), **details)
    record(Action.SPLIT, actor=user, topic=new, reason=reason, split_from=source.pk, posts=len(posts), **details)
    topic_changed(source)
    topic_changed(new)
    return new


def _chosen(source: Topic, numbers: Collection[int]) -> list[Post]:
    wanted = set(numbers)
    if 1 in wanted:
        raise NotPossibleError(_("The opening stays with its topic. Leave out post 1, or move the whole topic."))
    if len(wanted) > MOST_POSTS:
        raise NotPossibleError(_("At most %(most)d posts are split off at once.") % {"most": MOST_POSTS})
    posts = list(source.posts.filter(number__in=wanted).select_related("author").order_by("number"))
    if len(posts) < len(wanted):
        missing = ", ".join(str(number) for number in sorted(wanted - {post.number for post in posts})[:10])
        raise OvertakenError(
            _("These posts are not in the topic, or no longer: %(numbers)s. Look at it again.") % {"numbers": missing}
        )
    if not posts:
        raise NotPossibleError(_("Choose at least one post."))
    if posts[0].state != State.VISIBLE:
        raise NotPossibleError(_("The first of the chosen posts begins the new topic, so it must be visible."))
    return posts
