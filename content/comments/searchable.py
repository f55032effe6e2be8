"""Comments are found as parts of their item, by whoever may read it; a hit opens the comment."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from content.comments.models import Comment
from content.core.markdown import plain_text
from search.documents import Section

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# Of a talk that went on for years, the end: an item must not grow without bounds in the index.
MOST_FOUND = 300


def comment_sections(page_ids: Collection[int]) -> Mapping[int, list[Section]]:
    """One query for the whole batch. What was deleted has no words any more and is left out."""
    found: dict[int, list[Section]] = defaultdict(list)
    comments = Comment.objects.present().filter(page_id__in=page_ids)
    for comment in comments.order_by("-created_at", "-pk").iterator():
        sections = found[comment.page_id]
        words = plain_text(comment.body)
        if words and len(sections) < MOST_FOUND:
            label = _("Question") if comment.is_question else _("Comment")
            # Its address of its own leads to the page of the talk on which it stands.
            sections.append(Section(words, reverse("comments_show", args=[comment.pk]), label))
    return {pk: sections[::-1] for pk, sections in found.items()}
