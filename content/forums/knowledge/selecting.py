"""The posts of a topic to choose from, a page at a time, as plain values for the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.forums.knowledge.composing import who_wrote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.forums.models import Post, Topic

POSTS_A_PAGE = 50
LONGEST_NUMBER = 9


def default_selection(topic: Topic) -> list[Post]:
    """What nearly every draft begins with: what the topic opens with, and the accepted answer."""
    posts = topic.posts.visible().filter(pk=topic.accepted_id) if topic.accepted_id else topic.posts.none()
    opening = topic.posts.visible().filter(number=1)
    return list((posts | opening).select_related("author__profile").in_order())


def post_rows(topic: Topic, selected: Sequence[Post], after: str) -> dict[str, object]:
    """
    `rows` of one page, `elsewhere` the chosen posts of the other pages, which the form carries along, and the numbers
    `before_page` and `next_page` that turn the page.
    """
    first = int(after) if after.isascii() and after.isdigit() and len(after) <= LONGEST_NUMBER else 0
    posts = topic.posts.visible().select_related("author__profile").in_order()
    page = list(posts.after(first)[: POSTS_A_PAGE + 1])
    has_more, page = len(page) > POSTS_A_PAGE, page[:POSTS_A_PAGE]
    chosen = {post.pk for post in selected}
    shown = {post.pk for post in page}
    before = list(topic.posts.visible().filter(number__lte=first).order_by("-number")[:POSTS_A_PAGE])
    return {
        "rows": [_row(topic, post, chosen) for post in page],
        "elsewhere": [_row(topic, post, chosen) for post in selected if post.pk not in shown],
        "previous_after": before[-1].number - 1 if before else None,
        "next_after": page[-1].number if has_more else None,
        "chosen_count": len(chosen),
    }


def _row(topic: Topic, post: Post, chosen: set[int]) -> dict[str, object]:
    return {
        "pk": post.pk,
        "number": post.number,
        "who": who_wrote(post),
        "body": post.body,
        "created_at": post.created_at,
        "is_opening": post.is_opening,
        "is_accepted": post.pk == topic.accepted_id,
        "is_chosen": post.pk in chosen,
    }
