"""Another process holds SQLite: what is to be embedded, and what was embedded, waits for it and is not lost."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from search import indexing, patience
from search.meaning import background, keeping
from search.meaning.models import DocumentVector
from search.models import PendingChange
from search.service import changed
from tests.support.embedding import LettersEmbedder
from tests.support.search import document

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("meaning")]


HOLD, LET_GO = "BEGIN IMMEDIATE", "ROLLBACK"


@pytest.fixture
def other():
    """The connection of another process."""
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite has one writer at a time.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        yield other
    # The next test gets a connection that waits again.
    connection.close()


@pytest.fixture
def release(other, monkeypatch):
    """The other process is done by the time this one looks again."""
    looked = []

    def look_again(seconds: float) -> None:
        looked.append(seconds)
        if len(looked) == 1:
            other.execute(LET_GO)

    monkeypatch.setattr(patience.time, "sleep", look_again)
    return looked


@pytest.fixture
def in_thread(settings, monkeypatch):
    """Changes are told when the test says so."""
    settings.KM_SEARCH_DRAIN = "thread"
    monkeypatch.setattr(indexing._worker, "wake", lambda: None)
    monkeypatch.setattr(background.worker, "wake", lambda: None)


def failing_once(monkeypatch, name: str) -> None:
    """Of the functions of `keeping`, this one finds the database locked the first time."""
    real = getattr(keeping, name)

    def locked(*args: object) -> object:
        monkeypatch.setattr(keeping, name, real)
        raise OperationalError("database is locked")

    monkeypatch.setattr(keeping, name, locked)


def test_change_whose_vector_could_not_be_noted_stays_in_the_outbox(things, in_thread, monkeypatch):
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    failing_once(monkeypatch, "note")
    assert indexing.drain() == (0, 0)
    assert list(PendingChange.objects.values_list("key", "attempts")) == [("thing:1", 0)]
    assert indexing.drain() == (1, 0)
    assert [row.key for row in DocumentVector.objects.waiting()] == ["thing:1"]
    assert not PendingChange.objects.exists()


def test_drain_waits_for_the_next_time_while_the_database_is_held(things, in_thread, other):
    things.add(document("thing:1", "โนรา"))
    changed(["thing:1"])
    other.execute(HOLD)
    assert indexing.drain() == (0, 0)
    other.execute(LET_GO)
    assert indexing.drain() == (1, 0)
    assert DocumentVector.objects.waiting().count() == 1


def test_what_a_rebuild_could_not_note_is_told_by_the_outbox(things, in_thread, monkeypatch):
    things.add(document("thing:1", "โนรา"), document("thing:2", "ข่าว"))
    failing_once(monkeypatch, "note")
    assert indexing.rebuild().documents == 2
    assert indexing.drain().applied == 2
    assert DocumentVector.objects.waiting().count() == 2


def test_vector_that_was_computed_waits_until_it_can_be_kept(other, release):
    keeping.note({"a": "โนรา\n"}, LettersEmbedder.name)
    row = keeping._claim()[0]
    vectors = keeping._vectors_of(row, {}, LettersEmbedder())
    other.execute(HOLD)
    keeping._store(row, vectors)
    assert release
    assert bytes(DocumentVector.objects.complete().get().title_vector) == vectors[0]


def test_inside_a_transaction_there_is_no_second_try(monkeypatch):
    tried = []

    def write() -> None:
        tried.append(1)
        raise OperationalError("database is locked")

    with pytest.raises(OperationalError), transaction.atomic():
        patience.patiently(write)
    assert len(tried) == 1


def test_patience_ends(monkeypatch):
    monkeypatch.setattr(patience.time, "sleep", lambda seconds: None)

    def write() -> None:
        raise OperationalError("database is locked")

    with pytest.raises(OperationalError):
        patience.patiently(write, seconds=0.0)


def test_thread_comes_back_when_the_claim_of_another_has_run_out(monkeypatch):
    monkeypatch.setattr(background, "_looked_for_missed", True)
    keeping.note({"a": "โนรา\n"}, LettersEmbedder.name)
    DocumentVector.objects.update(claim="x", claimed_until=timezone.now() + datetime.timedelta(minutes=1))
    assert 0 < background._some_in_thread() <= 60 + background.PAUSE
    DocumentVector.objects.update(claimed_until=timezone.now() - datetime.timedelta(seconds=1))
    assert background._some_in_thread() == background.PAUSE
    assert background._some_in_thread() is None
    assert keeping.progress() == (1, 1, 0)


def test_command_says_that_the_database_is_held(monkeypatch):
    def locked(*args: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("search.management.commands.search_vectors.compute_all", locked)
    with pytest.raises(CommandError, match="database is locked"):
        call_command("search_vectors")
