"""Items that are followed, and what sheets remind of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.knowledge.events import ItemAdded, ItemChanged
from content.knowledge.models import ItemAuthor
from content.notifications.models import Follow
from content.reflections.events import CommitmentDue
from tests.content.notifications.event_rows.row import Row, row
from tests.factories.notes import NotePageFactory
from tests.factories.people import UserFactory, WorkGroupFactory
from tests.factories.reflections import ReflectionPageFactory, commitment
from tests.factories.taxonomy import LearningAreaFactory

if TYPE_CHECKING:
    from content.knowledge.models import KnowledgeItem


def restrict(page: KnowledgeItem) -> None:
    """From now on only the authors of an item read it."""
    page.audience = "people"
    page.save()


@row(ItemAdded)
def item_added() -> Row:
    group, area = WorkGroupFactory(), LearningAreaFactory()
    page = NotePageFactory(work_group=group, learning_areas=[area])
    follower, of_both = UserFactory(), UserFactory()
    Follow.objects.create(user=follower, learning_area=area)
    # Who follows two of what the item belongs to hears of it once.
    Follow.objects.create(user=of_both, learning_area=area)
    Follow.objects.create(user=of_both, work_group=group)
    return Row(ItemAdded(page=page), (follower, of_both), lambda: restrict(page))


@row(ItemChanged)
def item_changed() -> Row:
    page, follower = NotePageFactory(), UserFactory()
    Follow.objects.create(user=follower, page=page)
    return Row(ItemChanged(page=page, revision_id=2), (follower,), lambda: restrict(page))


@row(CommitmentDue)
def commitment_due() -> Row:
    owner = UserFactory()
    page = ReflectionPageFactory(item_authors=[ItemAuthor(user=owner)], commitments=[commitment()])
    event = CommitmentDue(
        page=page, text="ติดผลสรุป", commitment_id=page.commitments.get().pk, due="2026-06-05", is_late=True
    )
    return Row(event, (owner,), page.unpublish)
