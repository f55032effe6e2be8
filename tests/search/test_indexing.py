"""The outbox: nothing is lost, nothing fails a save, nothing holds up anything else."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
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


class TestEmbedded:
    @pytest.fixture(autouse=True)
    def _embedded(self, settings, tmp_path):
        settings.KM_SEARCH_BACKEND = "search.backends.embedded.EmbeddedBackend"
        settings.KM_SEARCH_INDEX_DIR = tmp_path / "index"

    def test_missing_index_finds_nothing_and_says_so_in_the_log(self, caplog):
        results = search(SearchQuery("โนรา", facets=("kind",)), PUBLIC)
        assert (results.total, results.hits, results.available) == (0, (), False)
        assert "rebuild_search" in caplog.text

    def test_first_change_builds_a_missing_index_whole(self, things):
        things.add(document("thing:1", "โนรา"), document("thing:2", "โนรา"))
        changed(["thing:1"])
        assert set(found("โนรา")) == {"thing:1", "thing:2"}
        assert not PendingChange.objects.exists()

    def test_rebuild_command_builds_and_shows_progress(self, things, capsys):
        things.add(*(document(f"thing:{number}", "โนรา") for number in range(3)))
        changed(["thing:1"])
        call_command("rebuild_search")
        shown = capsys.readouterr().out
        assert "things: 3" in shown
        assert "holds 3 documents" in shown
        assert not PendingChange.objects.exists()
        call_command("rebuild_search", "--if-needed")
        assert "ready: 3 documents" in capsys.readouterr().out

    def test_rebuild_command_names_what_failed(self, things):
        things.add(document("thing:1", "โนรา"), document("thing:2", "โนรา"))
        things.broken = {"thing:2"}
        with pytest.raises(CommandError, match="1 items could not be indexed"):
            call_command("rebuild_search")
        assert found("โนรา") == ["thing:1"]

    def test_second_rebuild_command_is_refused(self, things):
        with get_backend().rebuilding(), pytest.raises(CommandError, match="being rebuilt by another"):
            call_command("rebuild_search")

    def test_change_made_while_rebuilding_is_found_afterwards(self, things):
        things.add(document("thing:1", "โนรา"))
        indexing.rebuild()

        def progress(name, count):
            things.add(document("thing:1", "มะพร้าว"))
            changed(["thing:1"])
            indexing.drain()

        indexing.rebuild(progress)
        assert found("มะพร้าว") == ["thing:1"]
        assert found("โนรา") == []

    def test_drain_command_tells_and_reports(self, things, capsys):
        indexing.rebuild()
        things.add(document("thing:1", "โนรา"))
        things.broken = {"thing:2"}
        changed(["thing:1", "thing:2"])
        with pytest.raises(CommandError, match="this thing is broken"):
            call_command("drain_search")
        assert "1 changes told, 1 failed, 1 waiting" in capsys.readouterr().out
        things.broken = set()
        call_command("drain_search", "--all")
        assert "1 changes told, 0 failed, 0 waiting" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
class TestThread:
    @pytest.fixture(autouse=True)
    def _thread(self, settings, tmp_path):
        settings.KM_SEARCH_DRAIN = "thread"
        settings.KM_SEARCH_BACKEND = "search.backends.embedded.EmbeddedBackend"
        settings.KM_SEARCH_INDEX_DIR = tmp_path / "index"
        yield
        indexing.forget()

    def wait(self, condition) -> None:
        deadline = threading.Event()
        for _ in range(200):
            if condition():
                return
            deadline.wait(0.05)
        raise AssertionError("nothing happened within 10 s")

    def test_commit_is_drained_by_the_thread_of_the_process(self, things):
        indexing.rebuild()
        things.add(document("thing:1", "โนรา"))
        with transaction.atomic():
            changed(["thing:1"])
            assert found() == []
        self.wait(lambda: found("โนรา") == ["thing:1"])
        self.wait(lambda: not PendingChange.objects.exists())

    def test_what_a_killed_process_left_is_drained_after_a_search(self, things):
        indexing.rebuild()
        things.add(document("thing:1", "โนรา"))
        PendingChange.objects.create(key="thing:1")
        indexing.forget()
        search(SearchQuery(), PUBLIC)
        self.wait(lambda: found("โนรา") == ["thing:1"])

    def test_failed_change_is_tried_again_by_itself(self, things):
        indexing.rebuild()
        things.add(document("thing:1", "โนรา"))
        things.broken = {"thing:1"}
        changed(["thing:1"])
        self.wait(lambda: PendingChange.objects.filter(attempts=1).exists())
        things.broken = set()
        self.wait(lambda: found("โนรา") == ["thing:1"])
