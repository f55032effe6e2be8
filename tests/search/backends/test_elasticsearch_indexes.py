"""The indexes in the cluster: late writers, several processes, abandoned work, other versions, accounts."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings

from search.backends.base import AwayError, BusyError, IndexUnavailableError, RefusedError
from search.backends.elasticsearch import ElasticsearchBackend
from search.prepared import prepare
from tests.search.backends.asking import ask, keys
from tests.support.elasticsearch import open_server
from tests.support.live_site import free_port
from tests.support.search import document

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db


@pytest.fixture
def backend(elasticsearch: str) -> Iterator[ElasticsearchBackend]:
    backend = ElasticsearchBackend(f"test-{secrets.token_hex(4)}")
    backend.clear()
    yield backend
    names = backend._indexes._all()
    backend._indexes.remove([*names, backend._indexes._writers])


def put(backend: ElasticsearchBackend, *documents, gone: tuple[str, ...] = ()) -> None:
    with backend.writing(timeout=10):
        backend.apply([prepare(item) for item in documents], gone)


def names(backend: ElasticsearchBackend) -> list[str]:
    return sorted(backend._indexes._all())


def test_late_old_write_never_overwrites_a_newer_one(backend):
    old_turn = backend._indexes.turn()
    put(backend, document("a", "มะพร้าว"))
    with pytest.raises(RefusedError, match="a:"):
        backend._indexes.write(backend._indexes.in_use, [prepare(document("a", "โนรา"))], (), old_turn)
    assert keys(ask(backend, "มะพร้าว")) == ["a"]


def test_late_old_write_does_not_bring_back_what_went(backend):
    put(backend, document("a", "โนรา"))
    old_turn = backend._indexes.turn()
    put(backend, gone=("a",))
    with pytest.raises(RefusedError):
        backend._indexes.write(backend._indexes.in_use, [prepare(document("a", "โนรา"))], (), old_turn)
    assert ask(backend).total == 0


def test_document_the_cluster_cannot_take_keeps_no_other_away(backend):
    broken = prepare(document("broken", "โนรา"))
    object.__setattr__(broken, "when", 2**80)
    with backend.writing(timeout=5), pytest.raises(RefusedError) as refused:
        backend.apply([prepare(document("a", "โนรา")), broken], ())
    assert list(refused.value.problems) == ["broken"]
    put(backend)
    assert keys(ask(backend, "โนรา")) == ["a"]


def test_change_while_an_index_is_built_reaches_both(backend):
    put(backend, document("a", "โนรา"), document("b", "โนรา"))
    with backend.rebuilding() as beside:
        put(backend, document("b", "มะพร้าว"), document("c", "โนรา"), gone=("a",))
        assert set(keys(ask(backend, "โนรา"))) == {"c"}
        # What was read from the database before those changes comes late.
        beside.add([prepare(document("a", "โนรา")), prepare(document("b", "โนรา"))])
        beside.finish(lambda keys: pytest.fail("nothing is left to catch up with"))
    assert keys(ask(backend, "โนรา")) == ["c"]
    assert keys(ask(backend, "มะพร้าว")) == ["b"]
    assert backend.state().documents == 2


def test_index_of_a_killed_rebuild_is_removed_by_the_next_write(backend):
    before = names(backend)
    backend._indexes.make(backend._indexes.building)
    assert len(names(backend)) == 2
    put(backend, document("a", "โนรา"))
    assert names(backend) == before


def test_what_a_killed_rebuild_left_is_removed_by_the_next(backend):
    for aliases in ((), (backend._indexes.building,)):
        backend._indexes.make(*aliases)
    with backend.rebuilding() as beside:
        assert len(names(backend)) == 2
        beside.finish(lambda keys: [])
    assert names(backend) == [beside.name]


def test_second_rebuild_is_refused(backend):
    with backend.rebuilding(), pytest.raises(BusyError), ElasticsearchBackend(backend._prefix).rebuilding():
        pass


def test_index_of_another_version_is_not_read_and_goes_with_the_rebuild(backend, monkeypatch):
    put(backend, document("a", "โนรา"))
    monkeypatch.setattr("search.backends.elasticsearch.indexes.index_version", lambda: "9.9.9-abcd")
    newer = ElasticsearchBackend(backend._prefix)
    with pytest.raises(IndexUnavailableError, match="rebuild_search"):
        ask(newer, "โนรา")
    assert "rebuild_search" in newer.state().problem
    with newer.rebuilding() as beside:
        beside.add([prepare(document("b", "โนรา"))])
        # The older program still answers, and leaves changes to the newer one.
        assert keys(ask(backend, "โนรา")) == ["a"]
        with backend.writing(timeout=5), pytest.raises(IndexUnavailableError, match="Another version"):
            backend.apply([prepare(document("c", "โนรา"))], ())
        beside.finish(lambda keys: [])
    assert keys(ask(newer, "โนรา")) == ["b"]
    assert names(newer) == [beside.name]


def test_sites_that_share_a_cluster_do_not_touch_one_another(backend):
    neighbour = ElasticsearchBackend(f"{backend._prefix}-2")
    neighbour.clear()
    put(neighbour, document("a", "โนรา"))
    backend.clear()
    with backend.rebuilding() as beside:
        beside.finish(lambda keys: [])
    assert keys(ask(neighbour, "โนรา")) == ["a"]
    neighbour._indexes.remove([*names(neighbour), neighbour._indexes._writers])


def test_write_to_a_removed_index_does_not_bring_it_back(backend):
    removed = names(backend)[0]
    backend._indexes.remove([removed])
    with backend.writing(timeout=5), pytest.raises(IndexUnavailableError, match="rebuild_search"):
        backend.apply([prepare(document("a", "โนรา"))], ())
    assert names(backend) == []


def test_page_far_beyond_the_window_of_the_cluster_is_answered(backend):
    put(backend, document("a", "โนรา"))
    assert ask(backend, "โนรา", offset=40_000).hits == ()


def test_missing_server_says_where_it_was_sought():
    url = f"http://127.0.0.1:{free_port()}"
    with override_settings(KM_ELASTICSEARCH_URLS=[url]):
        backend = ElasticsearchBackend("test-nobody")
        with pytest.raises(AwayError, match=url):
            ask(backend, "โนรา")
        assert backend.state().away


def test_account_is_sent_and_a_wrong_one_is_named(caplog):
    caplog.set_level(logging.INFO)
    right = {"KM_ELASTICSEARCH_USER": "elastic", "KM_ELASTICSEARCH_PASSWORD": "only-for-this-test"}
    with open_server(password="only-for-this-test") as node, override_settings(KM_ELASTICSEARCH_URLS=[node.url]):
        with override_settings(**right):
            backend = ElasticsearchBackend("test-account")
            backend.clear()
            put(backend, document("a", "โนรา"))
            assert keys(ask(backend, "โนรา")) == ["a"]
        for wrong in ({}, {**right, "KM_ELASTICSEARCH_PASSWORD": "mistyped-secret"}):
            with override_settings(**wrong):
                state = ElasticsearchBackend("test-account").state()
                assert state.away
                assert "KM_ELASTICSEARCH_PASSWORD" in state.problem
    assert "mistyped-secret" not in caplog.text
    assert "only-for-this-test" not in caplog.text
