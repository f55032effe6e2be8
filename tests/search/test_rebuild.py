"""An index that is missing or damaged is built anew by itself; a rebuild may use several processes."""

from __future__ import annotations

import pytest

from search import indexing
from search.backends import forget_backend
from search.service import SearchQuery, search
from tests.support.search import PUBLIC, document
from tests.support.waiting import wait_until


@pytest.fixture(autouse=True)
def _thread(settings, tmp_path):
    settings.KM_SEARCH_DRAIN = "thread"
    settings.KM_SEARCH_BACKEND = "search.backends.embedded.EmbeddedBackend"
    settings.KM_SEARCH_INDEX_DIR = tmp_path / "index"
    yield
    indexing.forget()


def found(text: str = "") -> list[str]:
    return [hit.key for hit in search(SearchQuery(text), PUBLIC).hits]


@pytest.mark.parametrize("victim", ["current", "meta.json", "*.store", "*.idx", "*.term", "*.fast"])
@pytest.mark.parametrize("damage", [b"", b"garbage" * 50])
@pytest.mark.django_db(transaction=True)
def test_damaged_index_is_built_anew_by_itself(things, settings, monkeypatch, victim, damage):
    monkeypatch.setattr("search.backends.embedded.backend.YOUNG", -1.0)
    things.add(document("thing:1", "โนรา", facets={"tag": ("ก",)}))
    indexing.rebuild()
    folder = settings.KM_SEARCH_INDEX_DIR
    name = (folder / "current").read_text()
    path = folder / "current" if victim == "current" else next((folder / name).glob(victim))
    path.write_bytes(damage)
    forget_backend()

    def answer():
        indexing._worker._woken_seldom = 0.0
        return search(SearchQuery("โนรา", facets=("tag",)), PUBLIC)

    assert not answer().available
    wait_until(lambda: [hit.key for hit in answer().hits] == ["thing:1"])


@pytest.mark.django_db(transaction=True)
def test_site_that_begins_without_an_index_builds_one_at_the_first_question(things):
    things.add(document("thing:1", "โนรา"))
    assert found("โนรา") == []
    wait_until(lambda: found("โนรา") == ["thing:1"])


@pytest.mark.django_db(transaction=True)
def test_rebuild_with_several_processes_gives_the_same_index(things):
    things.add(*(document(f"thing:{number}", f"โนราที่ {number}") for number in range(60)))
    assert indexing.rebuild(processes=2) == (60, 0)
    assert search(SearchQuery("โนรา"), PUBLIC).total == 60


@pytest.mark.django_db(transaction=True)
def test_document_that_cannot_be_prepared_keeps_no_other_away_from_several_processes(things):
    things.add(document("thing:1", "โนรา"), document("thing:2", "โนรา"), document("thing:3", None))
    assert indexing.rebuild(processes=2) == (2, 1)
