"""The outbox with the engine that needs no server, and with its thread."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from search import indexing
from search.backends import get_backend
from search.models import PendingChange
from search.service import SearchQuery, changed, search
from tests.support.search import PUBLIC, document
from tests.support.waiting import wait_until

pytestmark = pytest.mark.django_db


def found(text: str = "") -> list[str]:
    return [hit.key for hit in search(SearchQuery(text), PUBLIC).hits]


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

    def test_commit_is_drained_by_the_thread_of_the_process(self, things):
        indexing.rebuild()
        things.add(document("thing:1", "โนรา"))
        with transaction.atomic():
            changed(["thing:1"])
            assert found() == []
        wait_until(lambda: found("โนรา") == ["thing:1"])
        wait_until(lambda: not PendingChange.objects.exists())

    def test_what_a_killed_process_left_is_drained_after_a_search(self, things):
        indexing.rebuild()
        things.add(document("thing:1", "โนรา"))
        PendingChange.objects.create(key="thing:1")
        indexing.forget()
        search(SearchQuery(), PUBLIC)
        wait_until(lambda: found("โนรา") == ["thing:1"])

    def test_failed_change_is_tried_again_by_itself(self, things):
        indexing.rebuild()
        things.add(document("thing:1", "โนรา"))
        things.broken = {"thing:1"}
        changed(["thing:1"])
        wait_until(lambda: PendingChange.objects.filter(attempts=1).exists())
        things.broken = set()
        wait_until(lambda: found("โนรา") == ["thing:1"])
