"""An engine that stands in for another: readers notice nothing, and nothing is lost."""

from __future__ import annotations

import pytest
from django.utils import timezone

from search import indexing
from search.backends import get_backend
from search.backends.base import AwayError, IndexState
from search.backends.failover import FailoverBackend
from search.backends.memory import MemoryBackend
from search.models import PendingChange
from search.service import SearchQuery, changed, search
from tests.search.backends.contract import BackendContract
from tests.support.search import PUBLIC, document


class MovableBackend(MemoryBackend):
    """An engine that goes away and comes back as the test says."""

    is_away = False

    def _go(self) -> None:
        if self.is_away:
            raise AwayError("The cluster is away.")

    def search(self, request):
        self._go()
        return super().search(request)

    def vocabulary(self):
        self._go()
        return super().vocabulary()

    def holding(self, terms, audiences):
        self._go()
        return super().holding(terms, audiences)

    def starting_with(self, start, audiences, limit, kinds=()):
        self._go()
        return super().starting_with(start, audiences, limit, kinds)

    def writing(self, timeout):
        self._go()
        return super().writing(timeout)

    def apply(self, documents, gone):
        self._go()
        super().apply(documents, gone)

    def rebuilding(self):
        self._go()
        return super().rebuilding()

    def state(self) -> IndexState:
        return IndexState(problem="The cluster is away.", away=True) if self.is_away else super().state()


@pytest.mark.django_db
class TestFailoverBackend(BackendContract):
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls) -> FailoverBackend:
        return FailoverBackend(MemoryBackend(), MemoryBackend())


@pytest.fixture
def engine(db, settings, tmp_path, monkeypatch) -> FailoverBackend:
    settings.KM_SEARCH_INDEX_DIR = tmp_path
    settings.KM_SEARCH_BACKEND = "tests.search.backends.test_failover.movable"
    # Each question tries the first engine again.
    monkeypatch.setattr("search.backends.failover.LEFT_ALONE", 0.0)
    return get_backend()


def movable() -> FailoverBackend:
    return FailoverBackend(MovableBackend(), MemoryBackend())


def found(text: str = "โนรา") -> list[str]:
    return [hit.key for hit in search(SearchQuery(text), PUBLIC).hits]


def let_time_pass() -> None:
    PendingChange.objects.update(not_before=timezone.now())
    indexing.drain()


def test_second_engine_answers_while_the_first_is_away(engine, things):
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    assert found() == ["thing:1"]
    engine.first.is_away = True
    assert found() == ["thing:1"]


def test_change_during_an_outage_is_found_at_once_and_kept_for_the_first(engine, things):
    engine.first.is_away = True
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    assert found() == ["thing:1"]
    assert PendingChange.objects.kept_for_engine().count() == 1


def test_first_engine_answers_again_only_when_it_knows_all_changes(engine, things):
    engine.first.is_away = True
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    assert found() == ["thing:1"]
    engine.first.is_away = False
    engine.second.clear()
    assert found() == []
    let_time_pass()
    engine.second.clear()
    assert found() == ["thing:1"]
    assert not PendingChange.objects.exists()


def test_document_that_went_during_an_outage_is_gone_from_both(engine, things):
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    assert found() == ["thing:1"]
    engine.first.is_away = True
    del things.things["thing:1"]
    changed(["thing:1"])
    assert found() == []
    engine.first.is_away = False
    let_time_pass()
    assert found() == []
    assert (engine.first.state().documents, engine.second.state().documents) == (0, 0)


def test_another_process_knows_that_the_first_engine_is_behind(engine, things):
    engine.first.is_away = True
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    indexing.drain()
    engine.first.is_away = False
    other = FailoverBackend(engine.first, engine.second)
    assert not other._may_ask_first()


def test_reader_does_not_wait_for_a_missing_engine_twice(engine, monkeypatch):
    monkeypatch.setattr("search.backends.failover.LEFT_ALONE", 60.0)
    asked = []
    go = engine.first._go
    monkeypatch.setattr(engine.first, "_go", lambda: asked.append(1) or go())
    engine.first.is_away = True
    for _ in range(5):
        found()
    assert len(asked) == 1


def test_change_that_was_told_is_not_prepared_again_during_the_outage(engine, things, monkeypatch):
    engine.first.is_away = True
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    indexing.drain()
    monkeypatch.setattr(things, "documents", lambda keys: pytest.fail("prepared again"))
    let_time_pass()
    assert PendingChange.objects.get().attempts == 1


def test_rebuild_without_the_first_engine_builds_the_second_and_keeps_the_changes(engine, things):
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    engine.first.is_away = True
    with pytest.raises(AwayError, match="Only the engine that stands in"):
        indexing.rebuild()
    assert engine.second.state().documents == 1
    assert PendingChange.objects.count() == 1


def test_state_says_who_answers_for_whom(engine):
    assert engine.state().stands_in_for == ""
    engine.first.is_away = True
    state = engine.state()
    assert (state.problem, state.stands_in_for) == ("", "The cluster is away.")


def test_outage_and_return_are_logged_once_each(engine, things, caplog):
    engine.first.is_away = True
    found()
    found()
    engine.first.is_away = False
    found()
    found()
    messages = [record.message for record in caplog.records if record.name == "search.backends.failover"]
    assert messages == [
        "The first search engine is away, the second answers: The cluster is away.",
        "The first search engine answers again.",
    ]
