"""What the steps of a load share: the data, what has been made or found so far, and how a page is made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from content.demo.schema.files import FILE_OF_COLLECTION, SITE_FILE
from content.demo.schema.findings import BrokenData, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model
    from wagtail.models import Page

    from content.demo.district import District
    from content.forums.models import Topic
    from content.people.models import User

# An hour at which offices publish; pages of one day keep the order in which they were made.
PUBLISHED_AT = dt.time(8, 30)


@dataclass
class MadePage:
    """A page of this load that still needs its first version."""

    page: Page
    moment: dt.datetime
    author: User | None


@dataclass
class Tally:
    """How many records of one step were made and how many were there already."""

    made: int = 0
    present: int = 0

    def count(self, *, made: bool) -> None:
        self.made += made
        self.present += not made


@dataclass
class Load:
    district: District
    with_accounts: bool = False
    users: dict[str, User] = field(default_factory=dict)
    # Groups, schools and taxonomy by collection and slug, code or name.
    found: dict[str, dict[str, Model]] = field(default_factory=dict)
    # Pages by collection and slug.
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    made_pages: list[MadePage] = field(default_factory=list)
    made_topics: list[Topic] = field(default_factory=list)
    # Files written to disk, for they do not go away when the transaction is rolled back.
    written_files: list[Callable[[], None]] = field(default_factory=list)

    @property
    def words(self) -> dict[str, str]:
        return self.district.site["wording"]

    def add_page(
        self,
        key: tuple[str, str],
        parent: Page,
        slug: str,
        build: Callable[[], Page],
        *,
        day: str,
        author: User | None = None,
    ) -> bool:
        """
        Put the page that `build` makes below `parent`, unless one with its slug is there. Answers whether it was made.

        `build` is asked only when the page is needed, so that a second load does no work.
        """
        present = parent.get_children().filter(slug=slug).first()
        if present:
            self.pages[key] = present
            return False
        page = build()
        page.slug = slug
        page.owner = author
        moment = moment_of(day)
        page.first_published_at = page.last_published_at = page.latest_revision_created_at = moment
        # A node that has been loaded before does not know of children added since.
        parent.refresh_from_db(fields=["path", "numchild"])
        try:
            parent.add_child(instance=page)
        except ValidationError as error:
            raise BrokenData(_problems(key, slug, error)) from error
        self.pages[key] = page
        self.made_pages.append(MadePage(page, moment, author))
        return True

    def forget_files(self) -> None:
        """Remove the files of a load that failed."""
        for remove in self.written_files:
            remove()
        self.written_files.clear()


def moment_of(day: str) -> dt.datetime:
    """The moment of publication on a day, never later than now."""
    moment = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), PUBLISHED_AT))
    return min(moment, timezone.now())


def _problems(key: tuple[str, str], slug: str, error: ValidationError) -> Iterator[Problem]:
    """What the rules of a page type find wrong with a record whose shape is right."""
    place = Place(FILE_OF_COLLECTION.get(key[0], SITE_FILE), slug)
    for name, messages in getattr(error, "message_dict", {"": error.messages}).items():
        where = place if name in {"", NON_FIELD_ERRORS} else place.at(name)
        yield from (Problem(where, message) for message in messages)
