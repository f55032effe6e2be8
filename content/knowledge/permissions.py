"""
Nobody approves their own text: the rule, where every path of Wagtail asks for it.

Wagtail asks a page for what a user may do with it (`permissions_for_user`) before it publishes, in the editor, in bulk
actions and in `Revision.publish`. Knowledge items answer with one sentence more: whoever has written may not publish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import PagePermissionTester

if TYPE_CHECKING:
    from content.knowledge.models import KnowledgeItem


def has_written(user: object, item: KnowledgeItem) -> bool:
    """
    Whether `user` began the item or is, or ever was, named among its authors.

    Taking one's name off the list does not make one a reviewer. Someone who only mended the text of others is none of
    its authors.
    """
    from content.knowledge.models import ItemAuthor, ItemWriter  # Those models ask this rule.

    if item.owner_id is not None and item.owner_id == user.pk:
        return True
    named = ItemAuthor.objects.filter(page_id=item.pk, user_id=user.pk).values("page_id")
    once_named = ItemWriter.objects.filter(page_id=item.pk, user_id=user.pk).values("page_id")
    return named.union(once_named).exists()


class ItemPermissions(PagePermissionTester):
    """What a user may do with a knowledge item: as everywhere, but not publish what they have written themselves."""

    def may_publish_others(self) -> bool:
        """Whether the user would be allowed to publish it, had somebody else written it."""
        return super().can_publish()

    def can_publish(self) -> bool:
        return super().can_publish() and not has_written(self.user, self.page)

    def can_unschedule(self) -> bool:
        # Taking an approval back approves nothing.
        return super().can_publish()


class ShelfPermissions(PagePermissionTester):
    """On the list of a kind nobody publishes in one go with writing: the first version is always one's own."""

    def can_publish_subpage(self) -> bool:
        return False
