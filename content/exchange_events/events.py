"""
What of exchange events is worth telling people.

They have no page of Wagtail's: who may know of one is asked of its topic, before something is told and each time the
inbox is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.core.audiences import audiences_of
from content.notifications.events import Event, register
from content.notifications.inbox_rules import register_rule
from content.notifications.rhythms import Rhythm

if TYPE_CHECKING:
    from content.exchange_events.models import ExchangeEvent
    from content.exchange_events.querysets import ExchangeEventQuerySet
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class AboutExchange(Event):
    """About one exchange event, to people who were found when it was fired."""

    exchange_id: int
    people: list[int] | tuple[int, ...] = ()
    # Written for people: day and hour in Thai.
    when: str = ""

    def recipients(self) -> list[int] | tuple[int, ...]:
        return self.people

    def may_see(self, user: User) -> bool:
        return not self._tokens.isdisjoint(audiences_of(user))

    @cached_property
    def exchange(self) -> ExchangeEvent | None:
        """Asked once for all who are told."""
        from content.exchange_events.models import ExchangeEvent  # Models load the events of all apps.

        return ExchangeEvent.objects.select_related("topic__category").filter(pk=self.exchange_id).first()

    @cached_property
    def _tokens(self) -> frozenset[str]:
        """Who holds one of these reads the topic; nobody does where it is not shown."""
        topic = self.exchange.discussion if self.exchange else None
        if topic is None or topic.state != "visible":
            return frozenset()
        return frozenset(topic.category.audience_tokens.values_list("token", flat=True))

    @property
    def words(self) -> dict[str, str]:
        return {"title": self.title, "when": self.when}


@register
@dataclass(frozen=True, kw_only=True)
class ExchangeSoon(AboutExchange):
    """A day before, and an hour before."""

    kind = "exchange-soon"
    label = gettext_lazy("An exchange event I take part in begins soon")

    # "day" or "hour".
    lead: str

    def key(self) -> str:
        # Moved to another hour, it is told of again.
        return f"{self.exchange_id}:{self.lead}:{self.when}"

    def may_see(self, user: User) -> bool:
        return user.pk in self._coming and super().may_see(user)

    @cached_property
    def _coming(self) -> frozenset[int]:
        """Who still takes part: a reminder may wait for a letter while somebody declines, or all is cancelled."""
        if self.exchange is None or self.exchange.is_cancelled:
            return frozenset()
        return frozenset(self.exchange.attendances.filter(answer="going").values_list("user_id", flat=True))

    def sentence(self) -> str:
        return _("“%(title)s” begins %(when)s.") % self.words


@register
@dataclass(frozen=True, kw_only=True)
class ExchangeChanged(AboutExchange):
    """Another hour, place, link or name."""

    kind = "exchange-changed"
    label = gettext_lazy("An exchange event I take part in was changed or cancelled")

    sequence: int
    is_cancelled: bool = False

    def key(self) -> str:
        return f"{self.exchange_id}:{self.sequence}"

    def sentence(self) -> str:
        if self.is_cancelled:
            return _("“%(title)s” (%(when)s) was cancelled.") % self.words
        return _("“%(title)s” was changed: %(when)s.") % self.words


@register
@dataclass(frozen=True, kw_only=True)
class PlaceFound(AboutExchange):
    """Somebody moved up from the waiting list."""

    kind = "exchange-place-found"
    label = gettext_lazy("I move up from the waiting list of an exchange event")

    moment: str

    def key(self) -> str:
        return f"{self.exchange_id}:{self.people[0]}:{self.moment}"

    def sentence(self) -> str:
        return _("You have a place at “%(title)s” (%(when)s).") % self.words


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
        return _("“%(title)s” is over. Write in a few lines what came of it.") % self.words


def _readable_exchanges(user: User) -> ExchangeEventQuerySet:
    """The event of a notice, where `user` may read it now."""
    from content.exchange_events.models import ExchangeEvent
    from content.forums.models import Category

    exchange_id = Cast(KeyTextTransform("exchange_id", OuterRef("event__values")), BigIntegerField())
    readable = Category.objects.visible_to(user).values("pk")
    return ExchangeEvent.objects.in_categories(readable).filter(pk=exchange_id)


def shown_in_inbox(user: User) -> Q:
    """The condition on a notice about an event: that `user` may read the event now."""
    return Q(Exists(_readable_exchanges(user)))


def reminder_shown_in_inbox(user: User) -> Q:
    """Also that it is held and that `user` takes part: else nothing begins soon."""
    own = _readable_exchanges(user).filter(attendances__user=user, attendances__answer="going")
    return Q(Exists(own.not_cancelled()))


register_rule([event.kind for event in (ExchangeChanged, PlaceFound, SummaryWanted)], shown_in_inbox)
register_rule([ExchangeSoon.kind], reminder_shown_in_inbox)
