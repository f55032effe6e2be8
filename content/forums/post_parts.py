"""What the topic page itself shows beside the words of a post: files, reactions, and whom it answers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from content.forums.models import Post, PostFile, Reaction
from content.forums.models.topics import State
from content.forums.topic_page import register_post_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.forums.models import Topic


def files_of(posts: Sequence[Post], user: object, topic: Topic) -> dict[int, list[dict[str, object]]]:
    """The files of each post that is not deleted, but for those which its words show already."""
    shown = {post.pk: post for post in posts if post.state != State.DELETED}
    files: dict[int, list[dict[str, object]]] = defaultdict(list)
    for file in PostFile.objects.filter(post__in=shown):
        values = ("pk", "name", "size", "is_picture", "alt", "width", "height")
        if file.get_absolute_url() in shown[file.post_id].text:
            continue
        row = {name: getattr(file, name) for name in values}
        files[file.post_id].append({**row, "url": file.get_absolute_url()})
    return files


def reactions_of(posts: Sequence[Post], user: object, topic: Topic) -> dict[int, list[dict[str, object]]]:
    """Of each post the three kinds, how many said so, and whether the viewer did."""
    own = Count("pk", filter=Q(user_id=user.pk)) if user.is_authenticated else Count("pk", filter=Q(pk=None))
    rows = Reaction.objects.filter(post__in=[post.pk for post in posts]).values("post_id", "kind")
    counted = {
        (row["post_id"], row["kind"]): (row["count"], bool(row["own"]))
        for row in rows.annotate(count=Count("pk"), own=own)
    }
    return {
        post.pk: [
            {
                "kind": kind.value,
                "label": kind.label,
                "count": counted.get((post.pk, kind), (0, False))[0],
                "is_mine": counted.get((post.pk, kind), (0, False))[1],
            }
            for kind in Reaction.Kind
        ]
        for post in posts
        if post.state == State.VISIBLE
    }


def answered_of(posts: Sequence[Post], user: object, topic: Topic) -> dict[int, dict[str, str]]:
    """Whom a post answers and where; nothing where that post is not for everybody."""
    wanted = {post.reply_to_id for post in posts if post.reply_to_id}
    if not wanted:
        return {}
    here = [post for post in posts if post.pk in wanted]
    elsewhere = wanted - {post.pk for post in here}
    if elsewhere:
        here += Post.objects.filter(pk__in=elsewhere, topic=topic).select_related("author__profile")
    answered = {
        post.pk: {"who": post.author.public_name if post.author else _("Member"), "url": post.get_absolute_url()}
        for post in here
        if post.state == State.VISIBLE
    }
    return {post.pk: answered[post.reply_to_id] for post in posts if post.reply_to_id in answered}


def register() -> None:
    register_post_part("files", files_of)
    register_post_part("reactions", reactions_of)
    register_post_part("reply_to", answered_of)
