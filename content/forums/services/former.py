"""What a post says, and what it said before: named, compared, kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from content.forums.models import PostVersion
from content.forums.models.posts import LONGEST_REASON

if TYPE_CHECKING:
    from content.forums.models import Post
    from content.people.models import User


class Said(NamedTuple):
    """Title and tags are those of the topic, of an opening only."""

    text: str
    title: str = ""
    tags: tuple[str, ...] = ()

    def words(self) -> str:
        return "\n".join((self.title, *self.tags, self.text))

    def is_same(self, other: Said) -> bool:
        """Tags are told apart without regard to capitals, and their order says nothing."""
        return self[:2] == other[:2] and _plain(self.tags) == _plain(other.tags)


def said_by(post: Post) -> Said:
    if not post.is_opening:
        return Said(post.text)
    return Said(post.text, post.topic.title, tuple(sorted(post.topic.tags.names())))


def version_of(post: Post) -> str:
    """Names what the post says: a form that was opened upon it gives the name back."""
    said = said_by(post)
    parts = "\n".join((said.title, *_plain(said.tags), said.text))
    return hashlib.sha256(parts.encode(errors="replace")).hexdigest()[:32]


def keep_version(post: Post, *, user: User, reason: str) -> None:
    """Keep what the post says before it says something else."""
    said = said_by(post)
    PostVersion.objects.create(
        post=post,
        text=said.text,
        title=said.title,
        tags=", ".join(said.tags),
        written_at=post.edited_at or post.created_at,
        replaced_by=user,
        reason=reason[:LONGEST_REASON],
    )


def _plain(tags: tuple[str, ...]) -> list[str]:
    return sorted({tag.casefold() for tag in tags})
