"""
Removing personal data from what was said and from its history, on request (PDPA).

Former versions lose their text, passages are masked where they stand, files go. The log tells how much and why, never
the words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from content.forums.models import PostVersion
from content.forums.models.topics import LONGEST_TITLE
from content.forums.moderation.log import Action, NotPossibleError, record
from content.forums.moderation.services.reports import settle
from content.forums.permissions import can_moderate_topic
from content.forums.services.counting import lock_post
from content.forums.services.spreading import topic_changed
from content.notifications.models import FiredEvent
from search.text.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from content.forums.models import Post, Topic
    from content.people.models import User

MASK = "█████"
SPACES = re.compile(r"\s+")


class Purged(NamedTuple):
    """How much was removed."""

    passages: int = 0
    versions: int = 0
    files: int = 0


@transaction.atomic
def purge(
    *,
    user: User,
    post_id: int,
    passages: Sequence[str] = (),
    in_whole_topic: bool = False,
    file_ids: Collection[int] = (),
    reason: str,
) -> Purged:
    """
    Empty the former versions of a post, mask `passages` in it, and delete files of it.

    With `in_whole_topic` the passages are masked in every post of the topic, and former versions that hold them are
    emptied. Raises `NotPossibleError` where a passage is not there.
    """
    post = lock_post(post_id)
    topic = post.topic
    if not can_moderate_topic(user, topic):
        raise PermissionDenied
    posts = [post, *topic.posts.exclude(pk=post.pk)] if in_whole_topic else [post]
    found = {passage: 0 for passage in passages if passage.strip()}
    masked_title, masked_posts = _mask_title(topic, post, found, in_whole_topic=in_whole_topic), []
    versions = _empty_versions(post, posts, found)
    for each in posts:
        if _mask_post(each, found):
            masked_posts.append(each)
    _check_found(found)
    files = _delete_files(post, file_ids)
    if not (masked_title or masked_posts or versions or files):
        raise NotPossibleError(_("There is nothing to remove: no former version, and no passage was named."))
    _forget_notices([post, *masked_posts])
    purged = Purged(sum(found.values()), versions, files)
    record(Action.PURGE, actor=user, post=post, reason=reason, **purged._asdict())
    settle(post=post, user=user, outcome=Action.PURGE)
    topic_changed(topic, None if masked_title or in_whole_topic else post)
    return purged


def mask(text: str, passage: str) -> tuple[str, int]:
    """
    The text with each occurrence of the passage covered, and how many there were.

    Compared as search compares: Thai digits, hidden characters and doubled marks do not keep them apart.
    """
    spelled = normalise(text)
    wanted = SPACES.sub(" ", normalise(passage).text).strip()
    if not wanted:
        return text, 0
    pattern = re.compile(r"\s+".join(re.escape(part) for part in wanted.split(" ")))
    spans = [spelled.span(*match.span()) for match in pattern.finditer(spelled.text)]
    for start, end in reversed(spans):
        text = text[:start] + MASK + text[end:]
    return text, len(spans)


def _mask_post(post: Post, found: dict[str, int]) -> bool:
    text = _mask_all(post.text, found)
    if text == post.text:
        return False
    post.text = text
    post.save(update_fields=["text", "html", "rendered_as"])
    return True


def _mask_title(topic: Topic, post: Post, found: dict[str, int], *, in_whole_topic: bool) -> bool:
    if not (post.is_opening or in_whole_topic):
        return False
    title = _mask_all(topic.title, found)[:LONGEST_TITLE]
    if title == topic.title:
        return False
    # Notices of events without a page of the knowledge bank: those of the forums.
    FiredEvent.objects.filter(page=None, title=topic.title).update(title=title)
    topic.title = title
    topic.save(update_fields=["title"])
    return True


def _mask_all(text: str, found: dict[str, int]) -> str:
    for passage in found:
        text, count = mask(text, passage)
        found[passage] += count
    return text


def _empty_versions(post: Post, posts: list[Post], found: dict[str, int]) -> int:
    """All former versions of the post, and of the others those that hold a passage."""
    going = []
    for version in PostVersion.objects.filter(post__in=[each.pk for each in posts], is_purged=False).iterator():
        before = sum(found.values())
        _mask_all(f"{version.title}\n{version.text}", found)
        if version.post_id == post.pk or sum(found.values()) > before:
            going.append(version.pk)
    return PostVersion.objects.filter(pk__in=going).update(text="", title="", is_purged=True)


def _check_found(found: dict[str, int]) -> None:
    """A passage that is nowhere was mistyped, and the data would stay."""
    missing = [passage for passage, count in found.items() if not count]
    if missing:
        raise NotPossibleError(
            _("Not found: “%(passage)s”. Copy it from the post, so that each letter is the same.")
            % {"passage": missing[0]}
        )


def _delete_files(post: Post, file_ids: Collection[int]) -> int:
    files = list(post.files.filter(pk__in=list(file_ids)))
    for file in files:
        # The bytes follow once that is sure (`services.files`).
        file.delete()
    return len(files)


def _forget_notices(posts: list[Post]) -> None:
    """Notices quote what they tell of."""
    FiredEvent.objects.filter(url__in=[post.get_absolute_url() for post in posts]).exclude(text="").update(text="")
