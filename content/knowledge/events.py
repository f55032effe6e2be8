"""What those who follow an item, a tag, a learning area or a work group are told when something is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.notifications.events import Event, register
from content.notifications.models import Follow
from content.notifications.rhythms import Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable


@register
@dataclass(frozen=True, kw_only=True)
class ItemAdded(Event):
    """An item was published for the first time. Asked for its recipients, `page` is the item itself."""

    kind = "item-added"
    label = gettext_lazy("New item of a tag, learning area or work group I follow")
    default_rhythm = Rhythm.DAILY

    def recipients(self) -> Iterable[int]:
        item = self.page
        follows = Follow.objects.of_any(
            tags=[tag.pk for tag in item.tags.all()],
            learning_areas=[area.pk for area in item.learning_areas.all()],
            work_group=item.work_group_id,
        )
        return follows.values_list("user_id", flat=True)

    def key(self) -> str:
        return str(self.page.pk)

    def sentence(self) -> str:
        return _("New in what you follow: “%(title)s”") % {"title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class ItemChanged(Event):
    """A new version of an item was published."""

    kind = "item-changed"
    label = gettext_lazy("Item I follow changed")
    default_rhythm = Rhythm.DAILY

    revision_id: int | None = None

    def recipients(self) -> Iterable[int]:
        return Follow.objects.of_page(self.page).values_list("user_id", flat=True)

    def key(self) -> str:
        return f"{self.page.pk}:{self.revision_id}"

    def sentence(self) -> str:
        return _("“%(title)s”, which you follow, has a new version.") % {"title": self.title}
