"""Exchange events in the search, for whoever may read their topic. The door of an online meeting is never in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.core.markdown import plain_text
from content.exchange_events.models import ExchangeEvent
from content.exchange_events.reading import hours_of, place_of
from content.forums.models import CategoryAudience
from content.people.models import School, WorkGroup
from content.taxonomy.years import academic_year_of
from search.documents import SearchDocument, Section
from search.registry import register
from search.service import Source
from themes.thai_dates import thai_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from content.forums.models import Topic

KEY_PREFIX = "exchange:"
ROWS_AT_A_TIME = 2_000


def key_of(pk: int) -> str:
    return f"{KEY_PREFIX}{pk}"


class ExchangeEventSource(Source):
    """Events to come, past and cancelled, whose topic is shown."""

    name = "exchange_events.exchangeevent"
    kind = "exchange-event"
    label = gettext_lazy("Exchange event")
    also_called = ("กิจกรรมแลกเปลี่ยน", "นัดแลกเปลี่ยน", "exchange event")

    def owns(self, key: str) -> bool:
        return key.startswith(KEY_PREFIX)

    def key_of(self, obj: object) -> str | None:
        return key_of(obj.pk) if isinstance(obj, ExchangeEvent) else None

    def keys(self) -> Iterable[str]:
        events = ExchangeEvent.objects.order_by("pk").values_list("pk", flat=True)
        return (key_of(pk) for pk in events.iterator(ROWS_AT_A_TIME))

    def documents(self, keys: Collection[str]) -> Iterable[SearchDocument]:
        owners = [f"category__{place}{name}" for place in ("", "space__") for name in ("work_group", "team", "school")]
        places = [f"{topic}__{owner}" for topic in ("topic", "topic__merged_into") for owner in owners]
        events = ExchangeEvent.objects.filter(pk__in=_ids(keys)).select_related("host__profile", "work_group", *places)
        tokens = ("topic__category__audience_tokens", "topic__merged_into__category__audience_tokens")
        for event in events.prefetch_related(*tokens):
            topic = event.topic.merged_into or event.topic
            audience = frozenset(row.token for row in topic.category.audience_tokens.all())
            if topic.state == "visible" and audience:
                yield _document(event, topic, audience)

    def visible_keys(self, keys: Collection[str], audiences: frozenset[str]) -> set[str]:
        readable = CategoryAudience.objects.filter(token__in=audiences).values("category_id")
        events = ExchangeEvent.objects.filter(pk__in=_ids(keys)).in_categories(readable)
        return {key_of(pk) for pk in events.values_list("pk", flat=True)}


def _ids(keys: Collection[str]) -> set[int]:
    """The ids in these keys; a crafted one names nothing."""
    numbers = (key.removeprefix(KEY_PREFIX) for key in keys if key.startswith(KEY_PREFIX))
    return {int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 19}


def _document(event: ExchangeEvent, topic: Topic, audience: frozenset[str]) -> SearchDocument:
    day = timezone.localdate(event.starts_at)
    host = event.host.public_name if event.host else ""
    group = event.work_group or topic.category.owner
    sections = (("agenda", _("Agenda"), event.agenda_html), ("summary", _("What came of it"), event.summary_html))
    return SearchDocument(
        key=key_of(event.pk),
        kind=ExchangeEventSource.kind,
        title=event.title,
        url=event.get_absolute_url(),
        audience=audience,
        body="\n".join(part for part in (event.cancel_reason, str(event.work_group or "")) if part),
        sections=tuple(
            Section(words, anchor, label) for anchor, label, html in sections if (words := plain_text(html))
        ),
        trail=(topic.category.space.name, topic.category.name),
        state=_("Cancelled") if event.is_cancelled else "",
        facets={
            "group": (group.slug,) if isinstance(group, WorkGroup) else (),
            "school": (group.slug,) if isinstance(group, School) else (),
            "role": (host,) if host else (),
            "year": (str(academic_year_of(day) + 543),),
        },
        facts=tuple(fact for fact in (thai_date(day, "short"), hours_of(event), place_of(event), host) if fact),
        date=day,
        changed=event.updated_at,
    )


register(ExchangeEventSource())
