"""What the forums keep of a person: the archive of one's own data, and what goes when an account is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.forums.models import PostFile, Topic
from content.people.account.closing import account_closed
from content.people.account.export import register_export, register_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files import File

    from content.people.models import User

MOST_POSTS = 20_000


def posts_of(user: User) -> list[dict[str, object]]:
    """
    All that `user` has written, in whatever state, with what it said before an edit.

    Topics are named by address: what others called a topic may not be theirs to read any more.
    """
    posts = user.forum_posts.prefetch_related("versions").order_by("pk")[:MOST_POSTS]
    return [
        {
            "topic": post.topic_id,
            "address": post.get_absolute_url(),
            "written": post.created_at,
            "edited": post.edited_at,
            "state": post.state,
            "text": post.text,
            "before": [
                {"text": version.text, "written": version.written_at}
                for version in post.versions.all()
                if not version.is_purged
            ],
        }
        for post in posts
    ]


def forum_life_of(user: User) -> dict[str, object]:
    """What `user` has begun, follows, has read, thought of posts, voted, reported, and was told by moderators."""
    return {
        "drafts": list(user.forum_drafts.values("title", "text", "tags", "options", "closes_on", "saved_at")),
        "followed_topics": list(user.topic_follows.values("topic", "since", "is_muted")),
        "followed_categories": list(user.category_follows.values("category", "since")),
        "read": list(user.topic_marks.values("topic", "last_number", "read_at")),
        "reactions": list(user.forum_reactions.values("post", "kind", "created_at")),
        "votes": _votes_of(user),
        "reports": list(user.forum_reports.values("post", "reason", "text", "created_at")),
        "sanctions": list(user.forum_sanctions.values("kind", "reason", "created_at", "until")),
    }


def _votes_of(user: User) -> list[dict[str, object]]:
    """The words of an answer are others': they stand there only where the topic may be read now."""
    votes = user.poll_votes.select_related("option__poll").order_by("pk")
    readable = set(
        Topic.objects.visible_to(user).filter(poll__in=votes.values("option__poll")).values_list("pk", flat=True)
    )
    return [
        {
            "topic": vote.option.poll.topic_id,
            "option": vote.option_id,
            **({"text": vote.option.text} if vote.option.poll.topic_id in readable else {}),
            "voted": vote.voted_at,
        }
        for vote in votes
    ]


def files_of(user: User) -> Iterator[tuple[str, File]]:
    for row in PostFile.objects.filter(owner=user).order_by("pk").iterator():
        yield row.name, row.file


def forget(sender: type, user: User, **kwargs: object) -> None:
    """
    What `user` wrote stays, under their position; what only they saw goes.

    They moderate no more: a locked account must not stand among those who are asked.
    """
    user.forum_drafts.all().delete()
    user.topic_marks.all().delete()
    user.category_marks.all().delete()
    user.topic_follows.all().delete()
    user.category_follows.all().delete()
    for row in PostFile.objects.filter(owner=user, post=None):
        row.delete()
    user.moderated_categories.remove(*user.moderated_categories.all())


def register() -> None:
    register_export("forum_posts", posts_of)
    register_export("forum_life", forum_life_of)
    register_files("forum_files", files_of)
    account_closed.connect(forget, dispatch_uid="forums.account_closed")
