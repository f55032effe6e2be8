"""
The posts of a topic as plain values for `forums/_post.html`, and what other parts of the forums add to them.

A part tells what it shows in the `ready` of the app configuration (`content.forums.apps`):

    register_post_part("reactions", reactions_of)     # (posts, user, topic) -> {post pk: value}
    register_topic_part("poll", poll_of)              # (topic, request) -> value

The value stands in each row, or in the context of the page, under the given name. A part asks one query for the whole
page, never one a post.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.core.memory import remembered_for_ever
from content.forums import permissions
from content.forums.models.topics import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.http import HttpRequest

    from content.forums.models import Post, Topic

    PostPart = Callable[[Sequence[Post], object, Topic], Mapping[int, object]]
    TopicPart = Callable[[Topic, HttpRequest], object]

PAGE_SIZE = 50
LONGEST_KEPT = 20_000

_post_parts: dict[str, PostPart] = {}
_topic_parts: dict[str, TopicPart] = {}


def register_post_part(name: str, part: PostPart) -> None:
    """Let every row of a post carry `part(posts, user, topic)[post.pk]` as `row.<name>`; None where it has none."""
    _post_parts[name] = part


def register_topic_part(name: str, part: TopicPart) -> None:
    """Let the topic page carry `part(topic, request)` in its context as `<name>`."""
    _topic_parts[name] = part


def topic_parts(topic: Topic, request: HttpRequest) -> dict[str, object]:
    """What the parts add to the context of the page."""
    return {name: part(topic, request) for name, part in _topic_parts.items()}


def post_rows(posts: Sequence[Post], user: object, topic: Topic) -> list[dict[str, object]]:
    """
    The posts as plain values, as `user` sees them.

    `topic` is the topic of all of them, with `category.space` selected and `category.audience_tokens` prefetched.
    """
    for post in posts:
        # One object for all, so that no rule asks the database for the topic of each post.
        post.topic = topic
    viewer = _Viewer(user, topic)
    parts = {name: part(posts, user, topic) for name, part in _post_parts.items()}
    return [{**viewer.row_of(post), **{name: values.get(post.pk) for name, values in parts.items()}} for post in posts]


def add_html(rows: Iterable[dict[str, object]], topic: Mapping[str, object]) -> None:
    """
    Give each row its `html`, made once for all to whom the post looks the same, and for as long as it does.

    A page of fifty posts takes ten times as long where each is made anew. Whatever `forums/_post.html` shows must stand
    in the row; of `topic` it reads no more than the `pk`.
    """
    for row in rows:
        values = tuple((name, repr(value)) for name, value in row.items() if name != "body")
        context = {"row": row, "topic": topic}
        row["html"] = remembered_for_ever(
            ("post", get_language(), topic["pk"], values),
            partial(render_to_string, "forums/_post.html", context),
            worth=_is_short,
        )


def _is_short(html: str) -> bool:
    """Two thousand of the longest posts there may be would fill the memory of a small server."""
    return len(html) <= LONGEST_KEPT


class _Viewer:
    """What the viewer may see of each post and do with it, known without asking the database again."""

    def __init__(self, user: object, topic: Topic) -> None:
        self.user = user
        self.topic = topic
        self.moderates = permissions.can_moderate_topic(user, topic)
        self.may_reply = permissions.can_reply(user, topic)
        self.may_accept = permissions.can_accept(user, topic)

    def row_of(self, post: Post) -> dict[str, object]:
        is_deleted = post.state == State.DELETED
        name = post.author.public_name if post.author else _("Member")
        return {
            "pk": post.pk,
            "number": post.number,
            "who": "" if is_deleted else name,
            "who_role": "" if is_deleted else name,
            # Cleaned only where it is shown: most posts are shown as they were before.
            "body": "" if is_deleted else (lambda: post.body),
            "version": post.rendered_as,
            "state": post.state,
            "state_reason": post.state_reason if self.moderates else "",
            "is_own": self.user.is_authenticated and post.author_id == self.user.pk,
            "is_opening": post.is_opening,
            "is_accepted": post.pk == self.topic.accepted_id,
            "created_at": post.created_at,
            "edited_at": None if is_deleted else post.edited_at,
            "permalink": post.get_absolute_url(),
            "may": self.may(post),
        }

    def may(self, post: Post) -> dict[str, bool]:
        is_visible = post.state == State.VISIBLE
        return {
            "reply": is_visible and self.may_reply,
            "edit": permissions.can_edit(self.user, post),
            "delete": permissions.can_delete(self.user, post),
            "react": permissions.can_react(self.user, post),
            "accept": is_visible and not post.is_opening and self.may_accept,
            "report": permissions.can_report(self.user, post),
            "moderate": self.moderates,
        }
