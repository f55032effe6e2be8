"""The topic page as plain values for its templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from content.core.audiences import audiences_of
from content.core.memory import remembered
from content.forums import permissions
from content.forums.describing import describe_topic
from content.forums.listing import has_states
from content.forums.models import TopicFollow
from content.forums.models.topics import State
from content.forums.topic_page import add_html, post_rows, topic_parts
from content.forums.trace import trace_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from content.forums.models import Post, Topic
    from content.forums.post_pages import PostPage


def topic_context(request: HttpRequest, topic: Topic, page: PostPage, last_read: int) -> dict[str, object]:
    """What `forums/topic.html` reads. `last_read` is the number of the last post the viewer had read before."""
    user = request.user
    accepted = accepted_post(topic, page.posts)
    shown = page.posts if accepted is None else [*page.posts, accepted]
    rows = post_rows(shown, user, topic)
    accepted_row = rows.pop() if accepted else None
    for row in rows:
        row["is_new"] = 0 < last_read < row["number"] and not row["is_own"]
    values = topic_values(topic)
    add_html(rows, values)
    has_unread = user.is_authenticated and last_read < topic.last_shown
    # What comes after it is asked for by the script of the page: a post of one's own that is held stands there already.
    last_number = page.last_number if page.is_last else topic.last_shown
    return {
        "topic": {**values, "has_unread": has_unread and not page.is_last, "last_number": last_number},
        "posts": rows,
        "accepted": accepted_row,
        "trace": _trace(topic, user) if page.is_last else [],
        "knowledge": None,
        "may": topic_rights(user, topic),
        "paging": page,
        "follow": follow_of(user, topic),
        "breadcrumbs": place_rows(topic),
        "sign_in_url": "" if user.is_authenticated else _sign_in_url(request),
        "json_ld": describe_topic(request, topic, page, accepted),
        **topic_parts(topic, request),
    }


def _trace(topic: Topic, user: object) -> list[dict[str, object]]:
    return remembered(("forum trace", topic.pk, audiences_of(user)), lambda: trace_of(topic, user))


def accepted_post(topic: Topic, posts: Sequence[Post]) -> Post | None:
    """The accepted answer where it is shown; asked for where it does not stand among `posts`."""
    if topic.accepted_id is None:
        return None
    here = next((post for post in posts if post.pk == topic.accepted_id), None)
    if here is not None:
        return here if here.state == State.VISIBLE else None
    return topic.posts.visible().filter(pk=topic.accepted_id).select_related("author__profile").first()


def topic_values(topic: Topic) -> dict[str, object]:
    category = topic.category
    return {
        "pk": topic.pk,
        "title": topic.title,
        "kind": topic.kind,
        "kind_label": topic.get_kind_display(),
        "state": topic.state,
        "is_pending": topic.state == State.PENDING,
        "is_question": topic.is_question,
        "is_solved": topic.is_solved,
        "is_pinned": topic.is_pinned,
        "is_locked": topic.is_locked,
        "is_closed": category.is_closed,
        "has_states": has_states(topic),
        "who": topic.author.public_name if topic.author else _("Member"),
        "created_at": topic.created_at,
        "last_posted_at": topic.last_posted_at,
        "reply_count": topic.reply_count,
        "url": topic.get_absolute_url(),
        "category": {"name": category.name, "slug": category.slug, "url": category.get_absolute_url()},
        "tags": remembered(("topic tags", topic.pk), lambda: tag_rows(topic)),
    }


def tag_rows(topic: Topic) -> list[dict[str, str]]:
    return [{"name": tag.name, "url": reverse("forums_tag", args=[tag.slug])} for tag in topic.tags.all()]


def topic_rights(user: object, topic: Topic) -> dict[str, bool]:
    return {
        "reply": permissions.can_reply(user, topic),
        "moderate": permissions.can_moderate_topic(user, topic),
        "accept": permissions.can_accept(user, topic),
        "follow": user.is_authenticated,
        "turn_to_knowledge": permissions.can_turn_to_knowledge(user, topic),
    }


def follow_of(user: object, topic: Topic) -> dict[str, object] | None:
    """Whether the viewer follows the topic, has muted it, or neither."""
    if not user.is_authenticated:
        return None
    muted = TopicFollow.objects.filter(user=user, topic=topic).values_list("is_muted", flat=True).first()
    return {
        "is_followed": muted is False,
        "is_muted": muted is True,
        "url": reverse("forums_follow_topic", args=[topic.pk]),
    }


def place_rows(topic: Topic) -> list[dict[str, str]]:
    return [
        {"title": _("Exchange forums"), "url": reverse("forums_home")},
        {"title": topic.category.name, "url": topic.category.get_absolute_url()},
    ]


def _sign_in_url(request: HttpRequest) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
