"""
Removing personal data from what was said and from its history, on request (PDPA).

Former versions lose their text, passages are masked where they stand, files go; so does what the log, notices, reports,
polls and drafts repeat of them (`forgetting`). The log tells how much and why, never the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from content.forums.models import PostVersion
from content.forums.models.posts import LONGEST_REASON
from content.forums.models.topics import LONGEST_TITLE
from content.forums.moderation.log import Action, NotPossibleError, record
from content.forums.moderation.services import forgetting
from content.forums.moderation.services.masking import Cover
from content.forums.moderation.services.reports import settle
from content.forums.permissions import can_moderate_topic
from content.forums.services.counting import lock_post
from content.forums.services.spreading import topic_changed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from content.forums.models import Post, Topic
    from content.people.models import User


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
    cover = Cover.of(passages)
    has_title = post.is_opening or in_whole_topic
    is_renamed = has_title and _mask_title(topic, cover)
    versions = _empty_versions(post, posts, cover)
    masked = [each for each in posts if _mask_post(each, cover)]
    files = _delete_files(post, file_ids)
    ids = [each.pk for each in posts]
    forgetting.forget_beside(topic, ids, cover)
    if has_title:
        forgetting.forget_answers(topic, cover)
    purged = Purged(cover.count, versions, files)
    forgetting.forget_in_notices(topic, {post.pk, *(each.pk for each in masked)}, cover)
    forgetting.forget_in_log(topic, ids, cover)
    if missing := cover.missing():
        # It was mistyped, and the data would stay.
        sentence = _("Not found: “%(passage)s”. Copy it from the post, so that each letter is the same.")
        raise NotPossibleError(sentence % {"passage": missing})
    if not any(purged) and not cover.count:
        raise NotPossibleError(_("There is nothing to remove: no former version, and no passage was named."))
    forgetting.forget_drafts(topic, cover)
    record(Action.PURGE, actor=user, post=post, reason=cover.words(reason), **purged._asdict())
    settle(post=post, user=user, outcome=Action.PURGE)
    topic_changed(topic, None if is_renamed or in_whole_topic else post)
    return purged


def _mask_post(post: Post, cover: Cover) -> bool:
    text, reason = cover.words(post.text), cover.words(post.state_reason)[:LONGEST_REASON]
    if (text, reason) == (post.text, post.state_reason):
        return False
    post.text, post.state_reason = text, reason
    post.save(update_fields=["text", "html", "rendered_as", "state_reason"])
    return True


def _mask_title(topic: Topic, cover: Cover) -> bool:
    """Notices and the log say the masked title then, also where they say the present one by the words of `cover`."""
    title = cover.words(topic.title)[:LONGEST_TITLE]
    if title == topic.title:
        return False
    cover.former_titles.add(topic.title)
    topic.title = title
    topic.save(update_fields=["title"])
    return True


def _empty_versions(post: Post, posts: list[Post], cover: Cover) -> int:
    """All former versions of the post, and of the others those that hold a passage; how many."""
    topic, going, count = post.topic, [], 0
    cover.title = topic.title
    for version in PostVersion.objects.filter(post__in=[each.pk for each in posts]).iterator():
        before = cover.count
        cover.words(f"{version.title}\n{version.tags}\n{version.text}\n{version.reason}")
        if version.post_id == post.pk or cover.count > before:
            going.append(version.pk)
            count += not version.is_purged
            if version.title:
                cover.former_titles.add(version.title)
    cover.former_titles.discard(topic.title)
    PostVersion.objects.filter(pk__in=going).update(text="", title="", tags="", reason="", is_purged=True)
    return count


def _delete_files(post: Post, file_ids: Collection[int]) -> int:
    files = list(post.files.filter(pk__in=list(file_ids)))
    for file in files:
        # The bytes follow once that is sure (`services.files`).
        file.delete()
    return len(files)
