"""Events, and a second channel, for the tests of what tells people."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from content.notifications.events import Event, register
from content.notifications.rhythms import Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.notifications.letters import Letter
    from content.people.models import User


@register
@dataclass(frozen=True, kw_only=True)
class BellRung(Event):
    """Tells the listeners at once."""

    kind = "test-bell-rung"
    label = "กระดิ่งดัง"

    number: int = 1
    listeners: tuple[int, ...] = ()

    def recipients(self) -> tuple[int, ...]:
        return self.listeners

    def key(self) -> str:
        return str(self.number)

    def sentence(self) -> str:
        return f"กระดิ่งดังครั้งที่ {self.number}"


@register
@dataclass(frozen=True, kw_only=True)
class LeafFallen(BellRung):
    """Tells in the daily digest."""

    kind = "test-leaf-fallen"
    label = "ใบไม้ร่วง"
    default_rhythm = Rhythm.DAILY

    def sentence(self) -> str:
        return f"ใบไม้ใบที่ {self.number} ร่วง"


class PostcardChannel:
    """Reaches everybody and keeps whom it has sent to."""

    name = "postcard"
    label = "ไปรษณียบัตร"
    sent: ClassVar[list[int]] = []

    def reaches(self, user: User) -> bool:
        return True

    @contextmanager
    def opened(self) -> Iterator[PostcardChannel]:
        yield self

    def send(self, letter: Letter) -> None:
        self.sent.append(letter.recipient.pk)
