"""What people have in a topic goes with its posts: what they read, follow, have begun to write, and made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from content.forums.models import KnowledgeFromTopic, PostDraft, SimilarQuestions, TopicFollow, TopicMark

if TYPE_CHECKING:
    from collections.abc import Collection

    from content.forums.models import Topic
    from content.forums.moderation.services.merging import Reading


def carry_marks(source: Topic, target: Topic, reading: Reading) -> None:
    """
    Whoever had read both topics has read the merged one; everybody else up to the first post that is new to them.

    A mark that would say "nothing read" is none.
    """
    in_source = dict(TopicMark.objects.filter(topic=source).values_list("user_id", "last_number"))
    in_target = dict(TopicMark.objects.filter(topic=target).values_list("user_id", "last_number"))
    read = {
        user_id: reading.read_up_to(in_target.get(user_id, 0), in_source.get(user_id, 0))
        for user_id in in_source.keys() | in_target.keys()
    }
    _write_marks(target, read)
    TopicMark.objects.filter(topic=source).delete()


def split_marks(source: Topic, new: Topic, numbers: Collection[int]) -> None:
    """Whoever had read some of the posts that were split off has read as many of the new topic."""
    moved = sorted(numbers)
    rows = TopicMark.objects.filter(topic=source).values_list("user_id", "last_number")
    _write_marks(new, {user_id: sum(number <= last for number in moved) for user_id, last in rows})


def _write_marks(topic: Topic, read: dict[int, int]) -> None:
    TopicMark.objects.filter(topic=topic, user_id__in=[pk for pk, number in read.items() if number < 1]).delete()
    now = timezone.now()
    marks = [TopicMark(topic=topic, user_id=pk, last_number=n, read_at=now) for pk, n in read.items() if n > 0]
    TopicMark.objects.bulk_create(
        marks, update_conflicts=True, unique_fields=["user", "topic"], update_fields=["last_number"], batch_size=500
    )


def carry_follows(source: Topic, target: Topic) -> None:
    """Who follows or has muted the target has said so; the others bring what they said about the source."""
    copy_follows(source, target)
    TopicFollow.objects.filter(topic=source).delete()


def copy_follows(source: Topic, target: Topic) -> None:
    rows = TopicFollow.objects.filter(topic=source)
    copies = [TopicFollow(topic=target, user_id=r.user_id, is_muted=r.is_muted, since=r.since) for r in rows]
    TopicFollow.objects.bulk_create(copies, ignore_conflicts=True, batch_size=500)


def carry_drafts(source: Topic, target: Topic) -> None:
    """A begun reply waits in the target, behind the one begun there: also where that is too long to post as it is."""
    begun = {draft.user_id: draft for draft in PostDraft.objects.filter(topic=target)}
    for draft in PostDraft.objects.filter(topic=source):
        other = begun.get(draft.user_id)
        if other is None:
            draft.topic = target
            draft.save(update_fields=["topic"])
        else:
            other.text = f"{other.text}\n\n{draft.text}".strip()
            other.save(update_fields=["text"])
            draft.delete()


def carry_knowledge(source: Topic, target: Topic) -> None:
    """Items drafted from the source stand on top of the target."""
    known = set(KnowledgeFromTopic.objects.filter(topic=target).values_list("page_id", flat=True))
    KnowledgeFromTopic.objects.filter(topic=source).exclude(page_id__in=known).update(topic=target)
    if not SimilarQuestions.objects.filter(topic=target).exists():
        SimilarQuestions.objects.filter(topic=source).update(topic=target)
