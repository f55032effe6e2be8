"""
What is worth telling people.

A feature declares its events in its own `events.py`, named in the past tense, and fires them in its services:

    @register
    @dataclass(frozen=True, kw_only=True)
    class CommentPosted(Event):
        kind = "comment-posted"
        label = _("New comment on my item")

        comment_id: int

        def recipients(self):
            return authors_of(self.page)

        def key(self):
            return str(self.comment_id)

        def sentence(self):
            return _("%(who)s commented on “%(title)s”.") % {"who": self.who, "title": self.title}

    fire(CommentPosted(actor=user, page=item, text=comment.text, comment_id=comment.pk))
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _

from content.core.audiences import MEMBERS, PUBLIC, audiences_of, tokens_of
from content.notifications.rhythms import Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise
    from wagtail.models import Page

    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class Event:
    """
    Something that happened. It is stored with the content and made again from its row when it is delivered.

    Fields that a subclass adds must be text, numbers, truth values or None: they are stored as JSON.
    """

    # A stable name: it stands in stored rows and in people's settings.
    kind: ClassVar[str] = ""
    # How the kind reads among a person's settings.
    label: ClassVar[str | _StrPromise] = ""
    default_rhythm: ClassVar[Rhythm] = Rhythm.AT_ONCE
    # Whether the inbox hides the notice from those who may not read the page (any longer). Where people hear of a page
    # that is not theirs to read as published (a draft to review), say no and answer `may_see`.
    hidden_with_page: ClassVar[bool] = True
    # Whether who did it may be among those who hear of it.
    tells_actor: ClassVar[bool] = False

    actor: User | None = None
    page: Page | None = None
    # Address within the site and title of the thing it is about; those of the page where left empty.
    url: str = ""
    title: str = ""
    # What was said, as plain text. Shown shortened.
    text: str = ""

    def recipients(self) -> Iterable[User | int | None]:
        """The people to tell, or their ids. Asked once, when the event is fired."""
        raise NotImplementedError

    def key(self) -> str:
        """Names this event among those of its kind: the same key is told once, however often it is fired."""
        raise NotImplementedError

    def may_see(self, user: User) -> bool:
        """Whether `user` may know of it. Asked before each delivery, for rights change meanwhile."""
        if self.page is None:
            return True
        if not self.page.live:
            return False
        tokens = tokens_of(self.page.pk)
        return PUBLIC in tokens or MEMBERS in tokens or not tokens.isdisjoint(audiences_of(user))

    def sentence(self) -> str:
        """One line for the inbox and the subject of the e-mail."""
        return f"{self.label}: {self.title}"

    @property
    def who(self) -> str:
        """The actor as others see people: by position."""
        return self.actor.public_name if self.actor else _("Somebody")

    def own_values(self) -> dict[str, object]:
        """The fields that the subclass added."""
        base = {field.name for field in fields(Event)}
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name not in base}


_kinds: dict[str, type[Event]] = {}


def register(event_class: type[Event]) -> type[Event]:
    """Make a kind of event known, so that people can choose its rhythm and its notices can be delivered."""
    # A lazy label is not looked at: translations are not ready while apps are loaded.
    if not event_class.kind or (isinstance(event_class.label, str) and not event_class.label):
        raise ValueError(f"{event_class.__name__} needs a kind and a label")
    known = _kinds.setdefault(event_class.kind, event_class)
    if known.__qualname__ != event_class.__qualname__:
        raise ValueError(f"{event_class.__name__} and {known.__name__} have the same kind {event_class.kind!r}")
    _kinds[event_class.kind] = event_class
    return event_class


def event_kinds() -> tuple[type[Event], ...]:
    """All kinds in the order in which they were registered."""
    return tuple(_kinds.values())


def event_class(kind: str) -> type[Event] | None:
    """The class of a kind; None where its feature is not installed any more."""
    return _kinds.get(kind)
