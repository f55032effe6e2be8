"""The talk beside an item as plain values for the templates, as one viewer sees it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from content.comments.forms import CommentForm
from content.comments.models import LONGEST_REASON, Comment, Vote
from content.comments.permissions import can_moderate, is_author_of
from content.core.memory import remembered_content
from content.core.paging import pagination

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from content.knowledge.models import KnowledgeItem

PAGE_SIZE = 20
PARAMETER = "talk"


class _Talk(NamedTuple):
    """What is the same for all who may read the item. Read only: threads share it until content changes."""

    comments: tuple[tuple[Comment, tuple[Comment, ...]], ...]
    count: int
    pagination: dict[str, object]
    helpful: int
    not_helpful: int


def talk_beside(item: KnowledgeItem, request: HttpRequest) -> dict[str, object]:
    """Comments and votes of an item that the viewer may read, with what the viewer may do."""
    wanted = request.GET.get(PARAMETER)
    if wanted or request.user.is_authenticated:
        return _as_seen(item, request, _talk_of(item, wanted))
    # `key` lets the template keep the HTML too: all visitors see the same.
    return remembered_content(
        ("talk of visitors", item.pk), lambda: {**_as_seen(item, request, _talk_of(item)), "key": ("talk", item.pk)}
    )


def _talk_of(item: KnowledgeItem, wanted: str | None = None) -> _Talk:
    """One page of the talk. The first, which nearly everybody looks at, is remembered."""
    if wanted:
        return _read_talk(item.pk, wanted)
    return remembered_content(("talk", item.pk), lambda: _read_talk(item.pk, None))


def _read_talk(page_id: int, wanted: str | None) -> _Talk:
    top_level = Comment.objects.filter(page_id=page_id).top_level().oldest_first().select_related("author__profile")
    page = Paginator(top_level, PAGE_SIZE).get_page(wanted)
    comments = list(page.object_list)
    replies: dict[int, list[Comment]] = defaultdict(list)
    found = Comment.objects.present().filter(parent__in=[comment.pk for comment in comments])
    for reply in found.oldest_first().select_related("author__profile"):
        replies[reply.parent_id].append(reply)
    helpful, not_helpful = Vote.objects.filter(page_id=page_id).counts()
    return _Talk(
        comments=tuple((comment, tuple(replies[comment.pk])) for comment in comments),
        count=Comment.objects.filter(page_id=page_id).present().count(),
        pagination=pagination(page, {}, PARAMETER, "#talk"),
        helpful=helpful,
        not_helpful=not_helpful,
    )


def _as_seen(item: KnowledgeItem, request: HttpRequest, talk: _Talk) -> dict[str, object]:
    user = request.user
    may_write = user.is_authenticated
    is_author = may_write and is_author_of(user, item)
    moderates = may_write and can_moderate(user)
    viewer = _Viewer(user.pk if may_write else None, is_author=is_author, moderates=moderates)
    url = item.get_url(request) or "/"
    return {
        "comments": [viewer.row_of(comment, replies) for comment, replies in talk.comments],
        "count": talk.count,
        "pagination": talk.pagination,
        "form": CommentForm() if may_write else None,
        "post_url": reverse("comments_post", args=[item.pk]),
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': url})}",
        "votes": _votes_of(item, user, talk, may_vote=may_write and not is_author),
        "reasons": reasons_of(item) if is_author or moderates else [],
    }


def _votes_of(item: KnowledgeItem, user: object, talk: _Talk, *, may_vote: bool) -> dict[str, object]:
    """The counts, and one's own vote."""
    own = Vote.objects.filter(page_id=item.pk, user=user).first() if may_vote else None
    return {
        "helpful": talk.helpful,
        "not_helpful": talk.not_helpful,
        "own": "" if own is None else "yes" if own.is_helpful else "no",
        "reason": own.reason if own else "",
        "longest_reason": LONGEST_REASON,
        "url": reverse("comments_vote", args=[item.pk]) if may_vote else "",
    }


def reasons_of(item: KnowledgeItem) -> list[dict[str, object]]:
    """Why the item did not help, as long as nobody has said that it is mended."""
    votes = Vote.objects.open_complaints().filter(page_id=item.pk).select_related("user__profile")
    return [
        {
            "who": vote.user.public_name,
            "text": vote.reason,
            "voted_at": vote.voted_at,
            "url": reverse("comments_mended", args=[vote.pk]),
        }
        for vote in votes.order_by("-voted_at")[:PAGE_SIZE]
    ]


def page_number_of(comment: Comment) -> int:
    """The page of the talk on which a comment stands."""
    start = comment.parent or comment
    before = Comment.objects.filter(page_id=comment.page_id).top_level().filter(created_at__lt=start.created_at)
    return before.count() // PAGE_SIZE + 1


class _Viewer:
    """What the viewer may do with each comment, known without asking the database again."""

    def __init__(self, user_id: int | None, *, is_author: bool, moderates: bool) -> None:
        self.user_id = user_id
        self.is_author = is_author
        self.moderates = moderates

    def row_of(self, comment: Comment, replies: Iterable[Comment] = ()) -> dict[str, object]:
        is_own = self.user_id is not None and comment.author_id == self.user_id
        may_answer = comment.is_question and (is_own or self.is_author or self.moderates)
        may_reply = self.user_id is not None and comment.parent_id is None

        def url(name: str, *, when: bool) -> str:
            return reverse(name, args=[comment.pk]) if when and not comment.is_deleted else ""

        return {
            "pk": comment.pk,
            "who": comment.author.public_name if comment.author else _("Member"),
            "body": "" if comment.is_deleted else comment.body,
            "is_deleted": comment.is_deleted,
            "is_question": comment.is_question,
            "is_answered": comment.answered_at is not None,
            "created_at": comment.created_at,
            "edited_at": comment.edited_at,
            "reply_url": url("comments_reply", when=may_reply),
            "edit_url": url("comments_edit", when=is_own),
            "delete_url": url("comments_delete", when=is_own or self.moderates),
            "answered_url": url("comments_answered", when=may_answer),
            "replies": [self.row_of(reply) for reply in replies],
        }
