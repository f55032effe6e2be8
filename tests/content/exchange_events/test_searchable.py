"""Exchange events in the one search: who finds them, where a hit leads, and what search hears of."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.core.audiences import audiences_of
from content.exchange_events.searchable import ExchangeEventSource
from content.exchange_events.services import holding
from content.forums.models import Category, Topic
from content.forums.moderation.services import topics
from content.forums.moderation.services.merging import merge
from content.people.models import Profile
from search.indexing import rebuild
from search.registry import kind_labels
from search.service import SearchQuery, search, suggest
from tests.factories.exchange_events import ExchangeEventFactory
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import SchoolFactory, UserFactory, WorkGroupFactory

if TYPE_CHECKING:
    from content.exchange_events.models import ExchangeEvent
    from search.documents import SearchDocument
    from search.query import Hit

pytestmark = pytest.mark.django_db
PUBLIC = frozenset({"public"})


def found(text: str, user: object = None) -> list[Hit]:
    hits = search(SearchQuery(text), audiences_of(user)).hits
    return [hit for hit in hits if hit.kind == ExchangeEventSource.kind]


def document_of(event: ExchangeEvent) -> SearchDocument:
    return next(iter(ExchangeEventSource().documents([f"exchange:{event.pk}"])))


def host_and_category(**fields: object) -> tuple[object, Category]:
    category, host = CategoryFactory(**fields), UserFactory(profile__position="ศึกษานิเทศก์")
    category.moderators.add(host)
    return host, category


def fields(**more: object) -> dict[str, object]:
    starts = timezone.now() + dt.timedelta(days=7)
    hours = {"starts_at": starts, "ends_at": starts + dt.timedelta(hours=2)}
    return {"title": "แลกเปลี่ยนเรื่องบัวลอย", "place": "ห้องประชุมใหญ่", "agenda": "ปั้นแป้งสามสี", **hours, **more}


@pytest.mark.parametrize("words", ["บัวลอย", "ห้องประชุมใหญ่", "ปั้นแป้ง", "ศึกษานิเทศก์"])
def test_called_event_is_found_by_title_place_agenda_and_host(words: str) -> None:
    host, category = host_and_category()
    event = holding.hold(user=host, category=category, fields=fields(), token="t")
    assert [hit.url.partition("#")[0] for hit in found(words)] == [event.get_absolute_url()]


def test_kind_is_named_in_thai() -> None:
    assert str(kind_labels()["exchange-event"]) == "กิจกรรมแลกเปลี่ยนเรียนรู้"


def test_hit_opens_the_agenda() -> None:
    event = ExchangeEventFactory(agenda="เล่าเรื่องสวนผัก")
    assert found("สวนผัก")[0].url == f"/exchange/{event.code}/#agenda"


def test_changed_event_is_found_by_its_new_words_only() -> None:
    host, category = host_and_category()
    event = holding.hold(user=host, category=category, fields=fields(), token="t")
    holding.change(user=host, event=event, fields=fields(place="ลานไทร"))
    assert (len(found("ลานไทร")), found("ห้องประชุมใหญ่")) == (1, [])


def test_cancelled_event_says_so() -> None:
    host, category = host_and_category()
    event = holding.hold(user=host, category=category, fields=fields(), token="t")
    assert found("บัวลอย")[0].state == ""
    holding.cancel(user=host, event=event, reason="น้ำท่วมทาง")
    assert found("บัวลอย")[0].state == "ยกเลิกแล้ว"
    assert len(found("น้ำท่วมทาง")) == 1


def test_deleted_event_is_gone_with_its_topic_too() -> None:
    ExchangeEventFactory(title="งานที่หนึ่ง").delete()
    ExchangeEventFactory(title="งานที่สอง").topic.delete()
    assert found("งานที่หนึ่ง") == found("งานที่สอง") == []
    assert search(SearchQuery("งานที่", facets=("kind",)), PUBLIC).total == 0


def test_door_of_an_online_meeting_is_nowhere() -> None:
    event = ExchangeEventFactory(place="", link="https://meet.example.invalid/zqkfmw")
    assert "zqkfmw" not in str(document_of(event))
    assert found("zqkfmw") == []


def test_event_of_members_is_found_by_members_only() -> None:
    event = ExchangeEventFactory(title="งานภายใน", topic__category__readers="members")
    assert [hit.key for hit in found("งานภายใน", UserFactory())] == [f"exchange:{event.pk}"]
    assert found("งานภายใน") == []
    assert suggest("งานภาย", PUBLIC) == []


def test_event_of_a_group_is_found_by_its_group_only() -> None:
    group, member, stranger = WorkGroupFactory(), UserFactory(), UserFactory()
    member.groups.add(group.group)
    ExchangeEventFactory(title="งานของกลุ่ม", topic__category=CategoryFactory(readers="work_group", work_group=group))
    assert [len(found("งานของกลุ่ม", user)) for user in (member, stranger, None)] == [1, 0, 0]


def test_closing_the_category_takes_its_events_from_others_at_once() -> None:
    event = ExchangeEventFactory(title="งานที่ปิดแล้ว")
    category = event.topic.category
    category.readers = "members"
    category.save()
    results = search(SearchQuery("งานที่ปิดแล้ว", facets=("kind",)), PUBLIC)
    assert (results.total, dict(results.facets).get("kind", ())) == (0, ())


def test_event_goes_where_its_topic_is_moved_or_merged() -> None:
    host, here = host_and_category()
    there = CategoryFactory(readers="members")
    there.moderators.add(host)
    moved = ExchangeEventFactory(title="งานที่ย้าย", topic__category=here)
    merged = ExchangeEventFactory(title="งานที่รวม", topic__category=here)
    topics.move(user=host, topic_id=moved.topic_id, category=there)
    merge(user=host, source_id=merged.topic_id, target_id=TopicFactory(category=there).pk)
    assert search(SearchQuery("งานที่"), PUBLIC).total == 0
    assert {hit.key for hit in found("งานที่", UserFactory())} == {f"exchange:{moved.pk}", f"exchange:{merged.pk}"}


@pytest.mark.parametrize("state", ["pending", "hidden", "deleted"])
def test_event_whose_topic_is_not_shown_is_no_document(state: str) -> None:
    event = ExchangeEventFactory(topic__state=state)
    assert list(ExchangeEventSource().documents([f"exchange:{event.pk}"])) == []


def test_database_is_asked_again() -> None:
    event = ExchangeEventFactory(title="งานที่ซ่อนไว้")
    assert found("งานที่ซ่อนไว้")
    Topic.objects.filter(pk=event.topic_id).update(state="hidden")
    assert found("งานที่ซ่อนไว้") == []


def test_position_of_the_host_is_written_anew() -> None:
    event = ExchangeEventFactory(title="งานของเจ้าภาพ", host__profile__position="ครู")
    profile = Profile.objects.get(user=event.host)
    profile.position = "ครูชำนาญการ"
    profile.save()
    results = search(SearchQuery("งานของเจ้าภาพ", facets=("role",)), PUBLIC)
    assert [count.value for count in results.facets["role"]] == ["ครูชำนาญการ"]


def test_filters_name_group_school_and_year() -> None:
    group, school = WorkGroupFactory(slug="supervision"), SchoolFactory(slug="ban-suan")
    starts = timezone.make_aware(dt.datetime(2027, 5, 15, 9, 0))
    event = ExchangeEventFactory(work_group=group, starts_at=starts)
    of_school = ExchangeEventFactory(topic__category__school=school)
    assert document_of(event).facets["group"] == ("supervision",)
    assert document_of(event).facets["year"] == ("2569",)
    assert document_of(of_school).facets["school"] == ("ban-suan",)


def test_rebuild_finds_every_event() -> None:
    events = ExchangeEventFactory.create_batch(2)
    assert list(ExchangeEventSource().keys()) == [f"exchange:{event.pk}" for event in events]
    rebuild()
    assert len(found("เวทีแลกเปลี่ยนครั้งที่")) == 2


@pytest.mark.parametrize(
    "key", ["exchange:", "exchange:x", "exchange:-1", "exchange:²", "exchange:" + "9" * 30, "page:1"]
)
def test_crafted_keys_are_nobody(key: str) -> None:
    ExchangeEventFactory()
    assert list(ExchangeEventSource().documents([key])) == []
    assert ExchangeEventSource().visible_keys([key], PUBLIC) == set()


def test_queries_do_not_grow_with_the_batch() -> None:
    def queries_of(count: int) -> int:
        keys = [f"exchange:{ExchangeEventFactory(work_group=WorkGroupFactory()).pk}" for _ in range(count)]
        with CaptureQueriesContext(connection) as asked:
            assert len(list(ExchangeEventSource().documents(keys))) == count
            ExchangeEventSource().visible_keys(keys, PUBLIC)
        return len(asked)

    assert queries_of(1) == queries_of(6)
