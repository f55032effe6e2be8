"""From what was typed to the page: only what is valid, and without touching what has not changed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from content.core.models import RelatedPage
from content.files.keeping import keep_file, keep_picture
from content.knowledge.models import ItemAttachment, ItemAuthor, ItemReader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from content.knowledge.models import KnowledgeItem
    from content.people.models import User

PLAIN = ("summary", "academic_year", "audience", "licence", "dated", "review_date", "pillar")
PLACES = ("work_group", "school", "team")
PUBLISHED_AT = dt.time(8, 30)


def apply_common(page: KnowledgeItem, values: Mapping[str, object], user: User) -> None:
    """What every kind has."""
    for name in (*PLAIN, *PLACES):
        if name in values:
            setattr(page, name, values[name])
    if "title" in values:
        page.title = " ".join(values["title"].split()) or _("Untitled draft")
    if "publish_on" in values:
        page.go_live_at = _moment(values["publish_on"], page.go_live_at)
    _apply_lists(page, values)
    _apply_people(page, values, user)
    _apply_cover(page, values, user)
    _apply_files(page, values, user)


def _moment(day: dt.date | None, former: dt.datetime | None) -> dt.datetime | None:
    if day is None:
        return None
    if former is not None and timezone.localdate(former) == day:
        return former
    moment = timezone.make_aware(dt.datetime.combine(day, PUBLISHED_AT))
    # What lies behind us needs no waiting.
    return moment if moment > timezone.now() else None


def _apply_lists(page: KnowledgeItem, values: Mapping[str, object]) -> None:
    if "tags" in values and values["tags"] != sorted(row.tag.name for row in page.tagged_items.all()):
        page.tags.set(values["tags"])
    for name in ("learning_areas", "grades"):
        if name in values and {row.pk for row in values[name]} != {row.pk for row in getattr(page, name).all()}:
            setattr(page, name, list(values[name]))
    if "related" in values:
        _set_rows(page, "related_links", "target_id", values["related"], lambda pk: RelatedPage(target_id=pk))


def _apply_people(page: KnowledgeItem, values: Mapping[str, object], user: User) -> None:
    if "coauthors" in values:
        first = [page.owner_id] if page.owner_id else [row.user_id for row in page.item_authors.all()][:1]
        people = dict.fromkeys([*(first or [user.pk]), *(person.pk for person in values["coauthors"])])
        # An owner who was never named as author (an editor who typed it in for others) stays unnamed.
        named = [row.user_id for row in page.item_authors.all()]
        wanted = [pk for pk in people if pk != page.owner_id or pk in named or not named]
        _set_rows(page, "item_authors", "user_id", wanted or named, lambda pk: ItemAuthor(user_id=pk))
    if "readers" in values:
        readers = [person.pk for person in values["readers"]]
        _set_rows(page, "item_readers", "user_id", readers, lambda pk: ItemReader(user_id=pk))


def _apply_cover(page: KnowledgeItem, values: Mapping[str, object], user: User) -> None:
    words = values.get("cover_words", "")
    if values.get("cover_file"):
        page.cover = keep_picture(values["cover_file"], words or page.title, user)
    elif values.get("cover_away"):
        page.cover = None
    elif page.cover and words and words != page.cover.description and page.cover.uploaded_by_user_id == user.pk:
        page.cover.description = words
        page.cover.save(update_fields=["description"])


def _apply_files(page: KnowledgeItem, values: Mapping[str, object], user: User) -> None:
    if "files_kept" not in values:
        return
    wanted = [int(pk) for pk in values["files_kept"]]
    wanted += [keep_file(upload, user).pk for upload in values.get("files", ())]
    _set_rows(page, "item_attachments", "document_id", wanted, lambda pk: ItemAttachment(document_id=pk))


def _set_rows(
    page: KnowledgeItem, relation: str, key: str, wanted: Sequence[int], build: Callable[[int], object]
) -> None:
    """Make the child rows those of `wanted`, in its order; rows that stay keep their identity."""
    present = {getattr(row, key): row for row in getattr(page, relation).all()}
    if list(present) == list(wanted):
        return
    rows = []
    for number, pk in enumerate(dict.fromkeys(wanted)):
        row = present.get(pk) or build(pk)
        row.sort_order = number
        rows.append(row)
    setattr(page, relation, rows)
