"""What one person has begun to write in the forums, for the list from which they go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from content.forums.models import PostDraft
from content.forums.permissions import can_read_category, can_read_topic, can_reply, can_start

if TYPE_CHECKING:
    from content.people.models import User

# One draft a place: nobody has begun as many, and a list must end somewhere.
MOST_SHOWN = 200
OWNERS = ("work_group__group", "team__group", "school__group")


def count_drafts(user: User) -> int:
    return PostDraft.objects.filter(user=user).count()


def draft_rows(user: User) -> list[dict[str, object]]:
    """
    The drafts of `user`, newest first. A fixed number of queries.

    `url` is the form that holds the draft, empty where one may not write there any more: `text` is then what is left to
    copy. A place that is no longer theirs to read is not named.
    """
    places = [f"{way}{owner}" for way in ("category__", "category__space__") for owner in OWNERS]
    drafts = PostDraft.objects.filter(user=user).select_related(
        "category__space", "topic__category__space", *places, *(f"topic__{place}" for place in places)
    )
    drafts = drafts.prefetch_related("category__audience_tokens", "topic__category__audience_tokens")
    return [_row(user, draft) for draft in drafts[:MOST_SHOWN]]


def _row(user: User, draft: PostDraft) -> dict[str, object]:
    return {
        "pk": draft.pk,
        "saved_at": draft.saved_at,
        "text": "\n\n".join(part for part in (draft.text, draft.options) if part.strip()),
        **(_new_topic(user, draft) if draft.topic is None else _reply(user, draft)),
    }


def _new_topic(user: User, draft: PostDraft) -> dict[str, object]:
    category = draft.category
    is_read = can_read_category(user, category)
    return {
        "title": draft.title or _("without a title"),
        "kind_label": _("New topic"),
        "place": category.name if is_read else "",
        "url": reverse("forums_start", args=[category.slug]) if can_start(user, category) else "",
    }


def _reply(user: User, draft: PostDraft) -> dict[str, object]:
    topic = draft.topic
    is_read = can_read_topic(user, topic)
    return {
        "title": topic.title if is_read else _("A topic that is no longer open to you"),
        "kind_label": _("Reply"),
        "place": topic.category.name if is_read else "",
        "url": reverse("forums_reply", args=[topic.pk]) if can_reply(user, topic) else "",
    }
