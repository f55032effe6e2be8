"""
Where else a purged passage or a former title stands: the log, notices, reports, sanctions, polls, drafts, file names.

Each function takes it from there, inside the transaction of the purge.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from content.forums.models import ModerationAction, PollOption, PostDraft, PostFile, Report, Sanction, Topic
from content.forums.models.moderation import LONGEST_REASON
from content.forums.models.topics import LONGEST_TITLE
from content.notifications.models import LONGEST_TITLE as LONGEST_NOTICE
from content.notifications.models import FiredEvent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from django.db.models import Model, QuerySet

    from content.forums.moderation.services.masking import Cover

# Parameters of one query.
MOST_AT_ONCE = 500
# Where the log names the other topic of a merge or a split.
OTHER_TOPIC = ("merged", "into", "split_from")


def forget_beside(topic: Topic, post_ids: Collection[int], cover: Cover) -> None:
    """What was written about the posts, and what is named after them."""
    _rewrite(Topic.objects.filter(merged_into=topic), ["title"], cover, LONGEST_TITLE)
    for ids in _handfuls(post_ids):
        _rewrite(Report.objects.filter(post__in=ids), ["text"], cover, LONGEST_REASON)
        _rewrite(Sanction.objects.filter(post__in=ids), ["reason"], cover, LONGEST_REASON)
        _rewrite(PostFile.objects.filter(post__in=ids), ["name", "alt"], cover, 200)


def forget_answers(topic: Topic, cover: Cover) -> None:
    """The answers of its poll belong to the opening."""
    _rewrite(PollOption.objects.filter(poll__topic=topic), ["text"], cover, 150)


def forget_drafts(topic: Topic, cover: Cover) -> None:
    """Begun replies may quote the passage. They are nobody's to count but their writers'."""
    _rewrite(PostDraft.objects.filter(topic=topic), ["text"], cover)


def forget_in_log(topic: Topic, post_ids: Collection[int], cover: Cover) -> None:
    """The log keeps what was done; names and reasons lose the words, at the other topic of a merge or split too."""
    own = list(ModerationAction.objects.filter(topic=topic))
    others = {action.details.get(name) for action in own for name in OTHER_TOPIC} - {None}
    others.update(Topic.objects.filter(merged_into=topic).values_list("pk", flat=True))
    rows = {action.pk: action for action in own}
    rows.update(ModerationAction.objects.filter(topic__in=others).in_bulk())
    for ids in _handfuls(post_ids):
        rows.update(ModerationAction.objects.filter(post_id_then__in=ids).in_bulk())
    changed = []
    for action in rows.values():
        details = {
            name: cover.name(value) if isinstance(value, str) else value for name, value in action.details.items()
        }
        reason = cover.words(action.reason)[:LONGEST_REASON]
        if (details, reason) != (action.details, action.reason):
            action.details, action.reason = details, reason
            changed.append(action)
    ModerationAction.objects.bulk_update(changed, ["details", "reason"], batch_size=MOST_AT_ONCE)


def forget_in_notices(topic: Topic, quoted: Iterable[int], cover: Cover) -> None:
    """
    Notices say the title as it was then, and quote what they tell of: of the posts `quoted` that goes as a whole.

    They are found by where they lead, by the titles the topic has had, and by the sanctions for its posts.
    """
    posts = {pk: reverse("forums_post", args=[pk]) for pk in topic.posts.values_list("pk", flat=True)}
    topics = [topic.pk, *topic.merged_topics.values_list("pk", flat=True)]
    urls = [*posts.values(), *(reverse("forums_topic", args=[pk]) for pk in topics)]
    silent = {posts[pk] for pk in quoted}
    titled = Q(title__in=[topic.title, *cover.former_titles])
    events = dict(FiredEvent.objects.filter(titled, page=None).in_bulk())
    for some in _handfuls(urls):
        events.update(FiredEvent.objects.filter(url__in=some).in_bulk())
    for some in _handfuls(Sanction.objects.filter(post__topic=topic).values_list("pk", flat=True)):
        events.update(FiredEvent.objects.filter(page=None, values__sanction_id__in=some).in_bulk())
    changed = []
    ours = {*urls, topic.category.get_absolute_url()}
    for event in events.values():
        # Of another topic that has or had the same title, it is no former title.
        title = (cover.name if event.url in ours else cover.words)(event.title)[:LONGEST_NOTICE]
        text = "" if event.url in silent else cover.words(event.text)
        if (title, text) != (event.title, event.text):
            event.title, event.text = title, text
            changed.append(event)
    FiredEvent.objects.bulk_update(changed, ["title", "text"], batch_size=MOST_AT_ONCE)


def _rewrite(rows: QuerySet[Model], fields: list[str], cover: Cover, longest: int | None = None) -> None:
    changed = []
    for row in rows:
        before = [getattr(row, name) for name in fields]
        after = [cover.words(text)[:longest] for text in before]
        if after != before:
            for name, text in zip(fields, after, strict=True):
                setattr(row, name, text)
            changed.append(row)
    rows.model.objects.bulk_update(changed, fields, batch_size=MOST_AT_ONCE)


def _handfuls(ids: Iterable[int | str]) -> Iterator[list[int | str]]:
    rest = iter(ids)
    while some := list(islice(rest, MOST_AT_ONCE)):
        yield some
