"""The outbox: nothing is lost, nothing fails a save, nothing holds up anything else."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from search import indexing
from search.backends import get_backend
from search.models import PendingChange
from search.service import SearchQuery, changed, index_changed, paused, search
from tests.support.search import PUBLIC, document

pytestmark = pytest.mark.django_db


def found(text: str = "") -> list[str]:
    return [hit.key for hit in search(SearchQuery(text), PUBLIC).hits]


def test_change_is_found_with_the_next_search(things):
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    assert found("โนรา") == ["thing:1"]
    assert not PendingChange.objects.exists()


def test_thing_that_is_no_more_leaves_the_index(things):
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    assert found() == ["thing:1"]
    del things.things["thing:1"]
    changed(["thing:1"])
    assert found() == []
    assert get_backend().state().documents == 0


def test_change_that_is_rolled_back_is_not_queued(things):
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 - the point is to leave early
        changed(["thing:1"])
        raise ZeroDivisionError
    assert not PendingChange.objects.exists()


def test_nothing_to_change_queues_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        changed([])


def test_many_changes_are_queued_with_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        changed([f"thing:{number}" for number in range(100)])


def test_paused_changes_are_not_queued(things):
    with paused():
        changed(["thing:1"])
        with paused():
            pass
        changed(["thing:2"])
    changed(["thing:3"])
    assert list(PendingChange.objects.values_list("key", flat=True)) == ["thing:3"]


def test_broken_thing_keeps_no_other_away(things):
    things.add(document("thing:1", "โนรา"), document("thing:2", "โนรา"), document("thing:3", "โนรา"))
    things.broken = {"thing:2"}
    changed(["thing:1", "thing:2", "thing:3"])
    assert set(found("โนรา")) == {"thing:1", "thing:3"}
    row = PendingChange.objects.get()
    assert (row.key, row.attempts) == ("thing:2", 1)
    assert "this thing is broken" in row.last_error
    assert row.not_before > timezone.now()


def test_broken_thing_is_found_once_it_is_mended(things):
    things.add(document("thing:1", "โนรา"))
    things.broken = {"thing:1"}
    changed(["thing:1"])
    assert found() == []
    things.broken = set()
    assert indexing.drain() == (0, 0)
    PendingChange.objects.update(not_before=timezone.now())
    assert indexing.drain() == (1, 0)
    assert found() == ["thing:1"]


def test_pause_grows_with_each_failure_up_to_an_hour():
    pauses = [PendingChange.pause_after(attempts) for attempts in (1, 2, 3, 20, 30_000)]
    assert pauses[:3] == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert pauses[3:] == [timedelta(hours=1)] * 2


def test_engine_that_fails_loses_no_change(things, monkeypatch):
    things.add(document("thing:1", "โนรา"))
    backend = get_backend()

    def refuse(documents, gone):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(backend, "apply", refuse)
        changed(["thing:1"])
        assert found() == []
    row = PendingChange.objects.get()
    assert row.last_error == "OSError: disk full"
    PendingChange.objects.update(not_before=timezone.now())
    indexing.drain()
    assert found() == ["thing:1"]


def test_busy_engine_leaves_the_outbox_as_it_is(things):
    things.add(document("thing:1", "โนรา"))
    backend = get_backend()
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with backend.writing(timeout=1):
            holding.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    holding.wait(10)
    changed(["thing:1"])
    assert indexing.drain(patience=0.05) == (0, 0)
    done.set()
    thread.join()
    assert PendingChange.objects.get().attempts == 0


def test_more_than_a_batch_is_drained(things):
    things.add(*(document(f"thing:{number}", "โนรา") for number in range(indexing.BATCH + 10)))
    changed(things.keys())
    assert indexing.drain() == (indexing.BATCH + 10, 0)
    assert search(SearchQuery("โนรา"), PUBLIC).total == indexing.BATCH + 10


def test_key_waiting_twice_is_told_once(things):
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1", "thing:1"])
    changed(["thing:1"])
    assert PendingChange.objects.count() == 2
    assert indexing.drain() == (1, 0)


def test_those_who_keep_pages_hear_of_a_changed_index(things):
    heard = []

    def hear(**kwargs):
        heard.append(1)

    index_changed.connect(hear)
    try:
        things.add(document("thing:1", "โนรา"))
        changed(["thing:1"])
        indexing.drain()
        assert len(heard) == 1
        indexing.drain()
        assert len(heard) == 1
        indexing.rebuild()
        assert len(heard) == 2
    finally:
        index_changed.disconnect(hear)
