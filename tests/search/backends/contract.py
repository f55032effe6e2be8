"""What holds on every backend. A test class inherits this and says how its backend is made."""

from __future__ import annotations

import threading

import pytest

from search.backends.base import BusyError, SearchBackend
from search.prepared import prepare
from tests.search.backends.asking import ask, keys
from tests.search.backends.contract_finding import FindingContract
from tests.search.backends.contract_listing import ListingContract
from tests.search.backends.contract_narrowing import NarrowingContract
from tests.support.search import document


class BackendContract(FindingContract, ListingContract, NarrowingContract):
    @pytest.fixture
    def backend(self) -> SearchBackend:
        raise NotImplementedError

    @pytest.fixture(autouse=True)
    def _empty(self, backend: SearchBackend) -> None:
        backend.clear()

    @pytest.fixture
    def put(self, backend: SearchBackend):
        def put(*documents, gone: tuple[str, ...] = ()) -> None:
            with backend.writing(timeout=5):
                backend.apply([prepare(item) for item in documents], gone)

        return put

    # Who may find

    AUDIENCES = {
        "public": {"public"},
        "members": {"members"},
        "group": {"group:3"},
        "both": {"group:3+group:7", "editors"},
        "author": {"user:5", "editors"},
    }

    @pytest.mark.parametrize(
        ("held", "seen"),
        [
            ({"public"}, {"public"}),
            ({"public", "members"}, {"public", "members"}),
            ({"public", "members", "group:3"}, {"public", "members", "group"}),
            ({"public", "group:7"}, {"public"}),
            ({"public", "group:3", "group:7"}, {"public", "group", "both"}),
            ({"public", "group:3+group:7"}, {"public", "both"}),
            ({"public", "user:5"}, {"public", "author"}),
            ({"public", "user:55"}, {"public"}),
            ({"public", "editors"}, {"public", "both", "author"}),
            (set(), set()),
        ],
    )
    @pytest.mark.parametrize("text", ["", "โนรา", "โนร่า"])
    def test_hits_totals_and_counts_keep_to_the_audience(self, backend, put, held, seen, text):
        put(*(document(name, "โนรา", audience=who, facets={"tag": (name,)}) for name, who in self.AUDIENCES.items()))
        answer = ask(backend, text, frozenset(held), facets=("kind", "tag"))
        assert set(keys(answer)) == seen
        assert answer.total == len(seen)
        assert {count.value for count in answer.facets["tag"]} == seen
        assert sum(count.count for count in answer.facets["kind"]) == len(seen)

    def test_filter_does_not_open_what_is_closed(self, backend, put):
        put(document("a", "โนรา", audience={"members"}, facets={"tag": ("ลับ",)}))
        answer = ask(backend, filters={"tag": ("ลับ",)}, facets=("tag", "kind"))
        assert (answer.total, answer.hits, answer.facets["tag"], answer.facets["kind"]) == (0, (), (), ())

    def test_changed_audience_holds(self, backend, put):
        put(document("a", "โนรา"))
        put(document("a", "โนรา", audience={"members"}))
        assert ask(backend, "โนรา").total == 0
        assert ask(backend, "โนรา", frozenset({"members"})).total == 1

    # Change

    def test_changed_document_replaces_the_old(self, backend, put):
        put(document("a", "ชื่อเดิมคือโนรา"))
        put(document("a", "ชื่อใหม่คือมะพร้าว"))
        assert ask(backend, "โนรา").total == 0
        assert keys(ask(backend, "มะพร้าว")) == ["a"]
        assert ask(backend).total == 1

    def test_gone_document_is_gone(self, backend, put):
        put(document("a", "โนรา"), document("b", "โนรา"))
        put(gone=("a", "never-there"))
        assert keys(ask(backend, "โนรา")) == ["b"]

    def test_clear_forgets_everything(self, backend, put):
        put(document("a", "โนรา"))
        backend.clear()
        assert ask(backend).total == 0

    def test_rebuild_replaces_everything(self, backend, put):
        put(document("old", "โนรา"))
        with backend.rebuilding() as beside:
            beside.add([prepare(document("new", "โนรา"))])
            assert keys(ask(backend, "โนรา")) == ["old"]
            beside.finish(lambda keys: [])
        assert keys(ask(backend, "โนรา")) == ["new"]

    def test_abandoned_rebuild_changes_nothing(self, backend, put):
        put(document("old", "โนรา"))
        with pytest.raises(ZeroDivisionError), backend.rebuilding() as beside:  # noqa: PT012 - the point is to leave early
            beside.add([prepare(document("new", "โนรา"))])
            raise ZeroDivisionError
        assert keys(ask(backend, "โนรา")) == ["old"]

    def test_state_counts_documents(self, backend, put):
        put(document("a"), document("b"))
        state = backend.state()
        assert (state.documents, state.problem) == (2, "")

    def test_one_writes_at_a_time(self, backend):
        refused = []

        def second() -> None:
            try:
                with backend.writing(timeout=0.05):
                    pass
            except BusyError as error:
                refused.append(error)

        with backend.writing(timeout=1):
            thread = threading.Thread(target=second)
            thread.start()
            thread.join()
        assert refused
