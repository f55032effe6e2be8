"""People are told how much is new in the searches they keep; not what, for rights may change until they look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy, ngettext

from content.notifications.events import Event, register
from content.notifications.rhythms import Rhythm
from content.notifications.services import fire
from search.service import saved_search_hits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@register
@dataclass(frozen=True, kw_only=True)
class SavedSearchGrew(Event):
    """A kept search finds what its owner has not seen."""

    kind = "saved-search-grew"
    label = gettext_lazy("New in a search I keep")
    default_rhythm = Rhythm.DAILY

    saved_id: int
    user_id: int
    newest: str
    count: int

    def recipients(self) -> Iterable[int]:
        return [self.user_id]

    def key(self) -> str:
        return f"{self.saved_id}:{self.newest}:{self.count}"

    def sentence(self) -> str:
        return ngettext(
            "%(count)d new thing in your search “%(title)s”",
            "%(count)d new things in your search “%(title)s”",
            self.count,
        ) % {"count": self.count, "title": self.title}


def hits_found(sender: type, saved: object, hits: Sequence[object], **kwargs: object) -> None:
    fire(
        SavedSearchGrew(
            url=saved.get_absolute_url(),
            title=saved.name,
            saved_id=saved.pk,
            user_id=saved.user_id,
            newest=hits[0].key,
            count=len(hits),
        )
    )


def connect() -> None:
    saved_search_hits.connect(hits_found, dispatch_uid="notifications.saved_search_hits")
