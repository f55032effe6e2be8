"""What the knowledge bank keeps of a person, for the archive of one's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

if TYPE_CHECKING:
    from content.people.models import User

MOST_ITEMS = 2000


def items_of(user: User) -> list[dict[str, object]]:
    """All that `user` is an author of, as it stands last: drafts too, in the form Wagtail keeps versions in."""
    pages = Page.objects.filter(item_authors__user=user).distinct().order_by("pk").select_related("latest_revision")
    return [
        {
            "title": page.title,
            "is_published": page.live,
            "first_published_at": page.first_published_at,
            "url": page.url_path,
            "content": page.latest_revision.content if page.latest_revision else page.specific.serializable_data(),
        }
        for page in pages[:MOST_ITEMS]
    ]
