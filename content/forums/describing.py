"""Topics in the words of schema.org, for topics that everyone may read. People appear by position, never by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.audiences import PUBLIC
from content.core.json_ld import json_ld_script
from content.core.markdown import plain_text
from content.forums.audience import tokens_of
from content.forums.models.topics import State

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from content.forums.models import Post, Topic
    from content.forums.post_pages import PostPage

LONGEST_TEXT = 1000
MOST_DESCRIBED = 10


def describe_topic(request: HttpRequest, topic: Topic, page: PostPage, accepted: Post | None) -> SafeString | str:
    """A QAPage for a question, a DiscussionForumPosting for other topics; nothing where not everyone may read it."""
    opening = page.posts[0] if page.posts and page.posts[0].is_opening else None
    if opening is None or topic.state != State.VISIBLE or PUBLIC not in tokens_of(topic.category):
        return ""
    replies = [post for post in page.posts if post.state == State.VISIBLE and not post.is_opening]
    if topic.is_question:
        return json_ld_script({"@type": "QAPage", "mainEntity": _question(request, topic, opening, replies, accepted)})
    comments = [{"@type": "Comment", **_words(request, post)} for post in replies[:MOST_DESCRIBED]]
    return json_ld_script(
        {
            "@type": "DiscussionForumPosting",
            "headline": topic.title,
            **_words(request, opening),
            "url": request.build_absolute_uri(topic.get_absolute_url()),
            "commentCount": topic.reply_count,
            "comment": comments,
        }
    )


def _question(
    request: HttpRequest, topic: Topic, opening: Post, replies: list[Post], accepted: Post | None
) -> dict[str, object]:
    others = [post for post in replies if accepted is None or post.pk != accepted.pk][:MOST_DESCRIBED]
    question = {
        "@type": "Question",
        "name": topic.title,
        **_words(request, opening),
        "answerCount": topic.reply_count,
        "suggestedAnswer": [{"@type": "Answer", **_words(request, post)} for post in others],
    }
    if accepted is not None:
        question["acceptedAnswer"] = {"@type": "Answer", **_words(request, accepted)}
    return question


def _words(request: HttpRequest, post: Post) -> dict[str, object]:
    return {
        # Not `body`: nothing of its tags is left that would have to be cleaned, a dozen times for each view.
        "text": plain_text(post.rendered)[:LONGEST_TEXT],
        "dateCreated": post.created_at.isoformat(),
        "author": {"@type": "Person", "name": post.author.public_name if post.author else _("Member")},
        "url": request.build_absolute_uri(post.get_absolute_url()),
    }
