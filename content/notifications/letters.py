"""What a message says, made at the moment of sending: rights and choices may have changed since it was planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from content.notifications.rhythms import Rhythm
from content.notifications.settings_of import rhythms_of_user
from themes.thai_text import cut

if TYPE_CHECKING:
    import datetime

    from content.notifications.models import Message, Notice
    from content.people.models import User

# A longer digest is not read; the inbox has the rest.
MOST_IN_A_DIGEST = 50
LONGEST_EXCERPT = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """One notice as plain values."""

    kind: str
    label: str
    sentence: str
    text: str
    url: str
    happened_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is sent; `entries` is never empty and `left_out` says how many more there are."""

    message_id: int
    recipient: User
    rhythm: str
    entries: tuple[Entry, ...]
    left_out: int = 0

    @property
    def is_digest(self) -> bool:
        return self.rhythm != Rhythm.AT_ONCE


def entry_of(notice: Notice) -> Entry | None:
    """The notice in words; None where its kind is not installed any more."""
    event = notice.event.as_event()
    if event is None:
        return None
    return Entry(
        kind=event.kind,
        label=str(event.label),
        sentence=" ".join(event.sentence().split()),
        text=cut(event.text, LONGEST_EXCERPT),
        url=absolute(event.url),
        happened_at=notice.event.fired_at,
    )


def letter_of(message: Message) -> Letter | None:
    """
    What is still to be told; None where nothing is.

    Left out is what the person may not see any more, has since switched to the inbox only, or (of a digest) has read.
    """
    rhythms = rhythms_of_user(message.recipient_id)
    entries = []
    for notice in message.notices.with_event().newest_first():
        if message.rhythm != Rhythm.AT_ONCE and notice.read_at:
            continue
        if rhythms.get(notice.event.kind) in {None, Rhythm.OFF, Rhythm.INBOX}:
            continue
        event = notice.event.as_event()
        if event is not None and event.may_see(message.recipient):
            entries.append(notice)
    shown = tuple(entry for notice in entries[:MOST_IN_A_DIGEST] if (entry := entry_of(notice)))
    if not shown:
        return None
    return Letter(message.pk, message.recipient, message.rhythm, shown, max(0, len(entries) - MOST_IN_A_DIGEST))


def by_kind(entries: tuple[Entry, ...]) -> list[dict[str, object]]:
    """The entries of a digest under their kinds, in the order in which the kinds appear."""
    groups: dict[str, dict[str, object]] = {}
    for entry in entries:
        group = groups.setdefault(entry.kind, {"label": entry.label, "entries": []})
        group["entries"].append(entry)
    return list(groups.values())


def absolute(path: str) -> str:
    """The address as it works outside the site."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path or '/'}"
