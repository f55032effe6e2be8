"""Drafting an item of the knowledge bank from posts of a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict

from content.forums.knowledge.carrying import carry_files, files_of, with_addresses
from content.forums.knowledge.composing import answers_from
from content.forums.knowledge.permissions import can_draft_from
from content.forums.models import Category, KnowledgeFromTopic
from content.knowledge.models import ItemWriter, KnowledgeItem
from content.people.models import WorkGroup
from content.writing.forms.fields import MOST_TAGS
from content.writing.services.drafts import start_draft

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from content.forums.models import Post, Topic
    from content.people.models import User
    from content.writing.forms.item import ItemForm
    from content.writing.registry import Outline, WritingKind

PLACES = ("work_group", "team", "school")


class DoesNotFit(Exception):
    """The chosen posts are more than one item holds."""


@transaction.atomic
def draft_from_topic(
    *, user: User, topic: Topic, posts: Sequence[Post], kind: WritingKind, outline: Outline, title: str, key: UUID
) -> KnowledgeItem:
    """
    Make a draft of `user` out of these posts of the topic, with copies of their pictures and files.

    Everybody whose words it holds is credited and may not approve it. Raises `PermissionDenied`, `DoesNotFit`, and
    what `start_draft` raises: of a form sent again whose draft holds copies, `ChangedMeanwhile` with that draft.
    """
    if not can_draft_from(user, topic):
        raise PermissionDenied
    answers = answers_from(topic, posts, outline)

    def form_of(addresses: Mapping[int, str]) -> ItemForm:
        typed = QueryDict(mutable=True)
        typed.update({"title": title, "tags": _typed_tags(topic), "licence": KnowledgeItem.Licence.CC_BY})
        typed.update(audience_within(topic.category, user))
        typed.update(kind.compose(outline.value, [with_addresses(answer, addresses) for answer in answers]))
        return kind.form_class(typed, page=None, user=user)

    form = form_of({})
    if not form.is_valid():
        raise DoesNotFit(form.errors.as_text())
    page, is_new = start_draft(user=user, kind=kind, form=form, key=key)
    if is_new:
        carry_files(page, user, files_of(topic, posts), form_of)
    origin, _is_new = KnowledgeFromTopic.objects.get_or_create(
        topic=topic, page_id=page.pk, defaults={"created_by": user}
    )
    contributors = {post.author_id for post in posts} - {None}
    origin.posts.add(*(post.pk for post in posts))
    origin.contributors.add(*contributors)
    writers = [ItemWriter(page_id=page.pk, user_id=pk) for pk in sorted(contributors)]
    ItemWriter.objects.bulk_create(writers, ignore_conflicts=True)
    return page


def audience_within(category: Category, user: User) -> dict[str, str]:
    """The readers of the category as the audience of an item, and the work group whose reviewers it goes to."""
    place = category.space if category.readers == Category.AS_SPACE else category
    readers = category.effective_readers
    fields = {"audience": str(readers)}
    if readers in PLACES:
        fields[readers] = str(getattr(place, f"{readers}_id") or "")
    owner = category.owner
    profile = getattr(user, "profile", None)
    of_drafter = profile.work_group_id if profile else None
    fields.setdefault("work_group", str((owner.pk if isinstance(owner, WorkGroup) else of_drafter) or ""))
    return fields


def _typed_tags(topic: Topic) -> str:
    """As many as an item may have; a topic that was merged from several may have more."""
    names = [tag.name.replace('"', "") for tag in topic.tags.order_by("name")[:MOST_TAGS]]
    return ", ".join(f'"{name}"' for name in names)
