"""Keeping searches and finding out what is new in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from search.models import SavedSearch
from search.query import LARGEST_PAGE
from search.saved_searches import LONGEST_NAME, MOST_SAVED, canonical, default_name
from search.service import search
from search.signals import saved_search_hits
from search.text.characters import one_line

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from search.query import Hit, SearchResults


class TooManySavedError(Exception):
    """This person keeps as many searches as one may."""


class NothingAskedError(Exception):
    """There is no question to keep."""


def save_search(*, user: AbstractBaseUser, query_string: str, name: str) -> SavedSearch:
    """Keep a search. The same question again gets the new name."""
    query = canonical(query_string)
    if not query:
        raise NothingAskedError
    saved = SavedSearch(user=user, query=query)
    saved.name = one_line(name)[:LONGEST_NAME] or default_name(saved.question())[:LONGEST_NAME]
    seen = _newest_keys(saved)
    with transaction.atomic():
        known = SavedSearch.objects.filter(user=user, query=query).first()
        if known is None and SavedSearch.objects.filter(user=user).count() >= MOST_SAVED:
            raise TooManySavedError
        kept, _ = SavedSearch.objects.update_or_create(
            user=user, query=query, defaults={"name": saved.name}, create_defaults={"name": saved.name, "seen": seen}
        )
    return kept


def look_at(*, saved: SavedSearch) -> SavedSearch:
    """The person looks now: what there is, is no longer new."""
    saved.seen, saved.told, saved.looked_at = _newest_keys(saved), [], timezone.now()
    saved.save(update_fields=["seen", "told", "looked_at"])
    return saved


def new_hits(saved: SavedSearch) -> tuple[Hit, ...]:
    """What this person may see now and had not yet found when they last looked."""
    results = _newest(saved)
    seen = set(saved.seen)
    hits = results.hits
    if results.total > len(hits):
        # Beyond the last one seen, older things move up when newer ones go.
        places = [place for place, hit in enumerate(hits) if hit.key in seen]
        hits = hits[: places[-1]] if places else hits
    return tuple(hit for hit in hits if hit.key not in seen)


def tell_of_new_hits() -> int:
    """Send `saved_search_hits` for each search with hits that its person was not told of; how many were sent."""
    if not saved_search_hits.has_listeners(SavedSearch):
        return 0
    sent = 0
    for saved in SavedSearch.objects.select_related("user").filter(user__is_active=True).iterator(chunk_size=200):
        told = set(saved.told)
        hits = tuple(hit for hit in new_hits(saved) if hit.key not in told)
        if not hits:
            continue
        with transaction.atomic():
            saved_search_hits.send(sender=SavedSearch, saved=saved, hits=hits)
            saved.told = [*saved.told, *(hit.key for hit in hits)][-LARGEST_PAGE * 5 :]
            saved.save(update_fields=["told"])
        sent += 1
    return sent


def _newest(saved: SavedSearch) -> SearchResults:
    audiences = import_string(settings.KM_AUDIENCES_OF)(saved.user)
    query = replace(saved.question(), sort="newest", page=1, page_size=LARGEST_PAGE, facets=())
    return search(query, audiences)


def _newest_keys(saved: SavedSearch) -> list[str]:
    return [hit.key for hit in _newest(saved).hits]
