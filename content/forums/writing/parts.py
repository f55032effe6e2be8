"""What writing adds to other pages: to a topic the form for a reply and the poll, and to my page the drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.forums.models import Poll, PollVote, Topic
from content.forums.permissions import can_reply, can_vote, suspension_of
from content.forums.services.drafts import draft_of
from content.forums.topic_page import register_topic_part
from content.forums.writing.answers import refusal_of_topic, sent_tokens
from content.forums.writing.forms.posts import ReplyForm
from content.forums.writing.my_drafts import count_drafts
from content.people.my_page import register_section

if TYPE_CHECKING:
    from django.http import HttpRequest


def reply_part(topic: Topic, request: HttpRequest) -> dict[str, object] | None:
    """The form at the end of a topic with what was begun before. Why a topic is shut the page says itself."""
    user = request.user
    if not user.is_authenticated:
        return None
    if not can_reply(user, topic):
        return {"refusal": refusal_of_topic(user, topic) if suspension_of(user) else ""}
    draft = draft_of(user, topic=topic)
    return {
        "form": ReplyForm(initial={"text": draft.text, "token": draft.token} if draft else {}),
        "action": reverse("forums_reply", args=[topic.pk]),
        "draft_url": f"{reverse('forums_draft')}?topic={topic.pk}",
        "saved_at": draft.saved_at if draft else None,
        "sent": sent_tokens(request),
    }


def poll_part(topic: Topic, request: HttpRequest) -> dict[str, object] | None:
    """The poll with its results once they may be seen: after one's own vote, and when it is closed."""
    if topic.kind != Topic.Kind.POLL:
        return None
    poll = Poll.objects.filter(topic_id=topic.pk).first()
    if poll is None:
        return None
    poll.topic = topic
    user = request.user
    own = Q(votes__user_id=user.pk) if user.is_authenticated else Q(pk=None)
    options = list(poll.options.annotate(votes_given=Count("votes"), own_votes=Count("votes", filter=own)))
    has_voted = any(option.own_votes for option in options)
    shows_results = has_voted or not poll.is_open
    voters = PollVote.objects.filter(option__poll=poll).values("user_id").distinct().count() if shows_results else 0
    return {
        "options": [
            {
                "pk": option.pk,
                "text": option.text,
                "is_mine": bool(option.own_votes),
                "count": option.votes_given if shows_results else None,
                "percent": round(100 * option.votes_given / voters) if voters else 0,
            }
            for option in options
        ],
        "allows_several": poll.allows_several,
        "closes_at": poll.closes_at,
        "is_open": poll.is_open,
        "has_voted": has_voted,
        "shows_results": shows_results,
        "voters": voters,
        "may_vote": user.is_authenticated and can_vote(user, poll),
        "url": reverse("forums_vote", args=[topic.pk]),
    }


def register() -> None:
    register_topic_part("reply_form", reply_part)
    register_topic_part("poll", poll_part)
    register_section(
        key="forum_drafts",
        order=31,
        label=_("My drafts in the forums"),
        url="forums_drafts",
        count=count_drafts,
    )
