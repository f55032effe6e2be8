"""What of exchange events is worth telling people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.notifications.events import Event, register
from content.notifications.rhythms import Rhythm

if TYPE_CHECKING:
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class AboutExchange(Event):
    """About one exchange event, to people who were found when it was fired."""

    exchange_id: int
    people: list[int] | tuple[int, ...] = ()

    def recipients(self) -> list[int] | tuple[int, ...]:
        return self.people

    def may_see(self, user: User) -> bool:
        from content.exchange_events.models import ExchangeEvent  # Models load the events of all apps.
        from content.exchange_events.permissions import can_read_event

        event = ExchangeEvent.objects.select_related("topic__category__space").filter(pk=self.exchange_id).first()
        return event is not None and can_read_event(user, event)


@register
@dataclass(frozen=True, kw_only=True)
class ExchangeSoon(AboutExchange):
    """A day before, and an hour before."""

    kind = "exchange-soon"
    label = gettext_lazy("An exchange event I take part in begins soon")

    # Written for people: day and hour in Thai.
    when: str
    # "day" or "hour".
    lead: str

    def key(self) -> str:
        # Moved to another hour, it is told of again.
        return f"{self.exchange_id}:{self.lead}:{self.when}"

    def sentence(self) -> str:
        return _("“%(title)s” begins %(when)s.") % {"title": self.title, "when": self.when}


@register
@dataclass(frozen=True, kw_only=True)
class ExchangeChanged(AboutExchange):
    """Another hour, place, link or name."""

    kind = "exchange-changed"
    label = gettext_lazy("An exchange event I take part in was changed or cancelled")

    sequence: int
    when: str
    is_cancelled: bool = False

    def key(self) -> str:
        return f"{self.exchange_id}:{self.sequence}"

    def sentence(self) -> str:
        words = {"title": self.title, "when": self.when}
        if self.is_cancelled:
            return _("“%(title)s” (%(when)s) was cancelled.") % words
        return _("“%(title)s” was changed: %(when)s.") % words


@register
@dataclass(frozen=True, kw_only=True)
class PlaceFound(AboutExchange):
    """Somebody moved up from the waiting list."""

    kind = "exchange-place-found"
    label = gettext_lazy("I move up from the waiting list of an exchange event")

    moment: str
    when: str

    def key(self) -> str:
        return f"{self.exchange_id}:{self.people[0]}:{self.moment}"

    def sentence(self) -> str:
        return _("You have a place at “%(title)s” (%(when)s).") % {"title": self.title, "when": self.when}


@register
@dataclass(frozen=True, kw_only=True)
class SummaryWanted(AboutExchange):
    """Asks the host once, when the event is over."""

    kind = "exchange-summary-wanted"
    label = gettext_lazy("An exchange event I hosted needs its summary")
    default_rhythm = Rhythm.AT_ONCE

    def key(self) -> str:
        return str(self.exchange_id)

    def sentence(self) -> str:
        return _("“%(title)s” is over. Write in a few lines what came of it.") % {"title": self.title}
