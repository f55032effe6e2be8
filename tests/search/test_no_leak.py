"""
No leak through any door of search, on any engine: viewers x documents x questions.

Each document holds a made-up word of its own. What a viewer may not find must show up nowhere: not in hits, counts and
groups, not as “did you mean”, a suggestion or something related, not in a saved search, a feed or the page. What they
may find must be found: a door that is shut to all would keep every secret.
"""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import numpy as np
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import backends, lexicons
from search.backends.elasticsearch import ElasticsearchBackend
from search.backends.embedded import EmbeddedBackend
from search.backends.failover import FailoverBackend
from search.backends.memory import MemoryBackend
from search.documents import may_find
from search.meaning.matrix import Entry
from search.meaning.nearest import matrix
from search.models import SavedSearch
from search.prepared import prepare
from search.query import SearchQuery
from search.saving import new_hits
from search.service import related, same_question, search, similar, suggest
from search.suggestions import forget_values
from search.text.dictionary import is_word
from search.text.keyboard import other_layouts
from tests.factories.people import UserFactory
from tests.support.embedding import LettersEmbedder
from tests.support.search import ThingSource, document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.backends.base import SearchBackend
    from search.documents import SearchDocument
    from search.query import Hit, SearchResults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("meaning")]
# Words that no dictionary holds, and how each may be mistyped.
OWN = ("พลิงโกร้ง", "ซะเทิบฟูน", "ฆูระมิ้ง", "เฒกชุงลาบ", "ณัวพริดเก๊ง")
MISTYPED = ("พลิงโกรง", "ซะเทิบฟูม", "ฆุระมิ้ง", "เฒกชูงลาบ", "ณัวพริดเก้ง")
SHARED = ("โนรา", "มะพร้าว", "ทะเลน้อย", "อาหารกลางวัน", "โภชนาการ")
TOKENS = ("public", "members", "group:1", "group:2", "team:1", "group:1+group:2", "members+team:1")
QUESTIONS = ("", *SHARED, *OWN, *MISTYPED, *(other_layouts(word)[0] for word in OWN), "โนรา -มะพร้าว", '"โนรา"')
# So many examples, and on the engine that takes long for each; each opens fifty doors.
MANY = 300 if os.environ.get("KM_SOAK") else 10
FEW = 300 if os.environ.get("KM_SOAK") else 3
held_now: frozenset[str] = frozenset()


def audiences_of_viewer(user: object) -> frozenset[str]:
    """What KM_AUDIENCES_OF names here: nobody who is not signed in holds more than what is public."""
    return held_now if getattr(user, "is_authenticated", False) else frozenset({"public"})


@st.composite
def collections(draw: st.DrawFn) -> list[SearchDocument]:
    count = draw(st.integers(1, len(OWN)))
    return [
        document(
            f"thing:{number}",
            f"{' '.join(draw(st.lists(st.sampled_from(SHARED), min_size=1, max_size=2)))} {own}",
            kind=draw(st.sampled_from(["note", "unit"])),
            body=" ".join(draw(st.lists(st.sampled_from(SHARED), max_size=3))),
            audience=draw(st.frozensets(st.sampled_from(TOKENS), min_size=1, max_size=2)),
            facets={"tag": (own,), "role": (f"ครู{own}",)},
            trail=(f"ทาง{own}",),
        )
        for number, own in enumerate(OWN[:count])
    ]


SITUATION = {
    "documents": collections(),
    "held": st.frozensets(st.sampled_from(TOKENS), max_size=4),
    "text": st.sampled_from(QUESTIONS),
    "tags": st.lists(st.sampled_from(OWN), max_size=1),
}
COMMON = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module", params=["memory", "failover", "embedded"])
def engine(request, tmp_path_factory) -> SearchBackend:
    if request.param == "embedded":
        return EmbeddedBackend(tmp_path_factory.mktemp("index"))
    return MemoryBackend() if request.param == "memory" else FailoverBackend(MemoryBackend(), MemoryBackend())


@pytest.fixture(scope="module")
def cluster(elasticsearch) -> ElasticsearchBackend:
    return ElasticsearchBackend(f"test-{secrets.token_hex(4)}")


@pytest.fixture
def viewer(settings, site_tree):
    settings.KM_AUDIENCES_OF = f"{__name__}.audiences_of_viewer"
    return UserFactory()


def test_words_are_made_up():
    assert not any(is_word(word) for word in OWN)


@settings(COMMON, max_examples=MANY)
@given(**SITUATION)
def test_no_door_of_search_tells_what_is_closed(engine, viewer, documents, held, text, tags):
    through_every_door(engine, viewer, documents, held, text, tags)


@settings(COMMON, max_examples=FEW)
@given(**SITUATION)
def test_no_door_of_search_tells_what_is_closed_in_the_cluster(cluster, viewer, documents, held, text, tags):
    through_every_door(cluster, viewer, documents, held, text, tags)


@contextmanager
def filled(engine: SearchBackend, documents: list[SearchDocument]) -> Iterator[None]:
    """The engine of this process, its vectors and the database hold these documents and no others."""
    before = backends._in_use
    backends._in_use = engine
    if engine.state().problem:
        engine.clear()
    with engine.writing(timeout=10):
        engine.apply([prepare(item) for item in documents], [f"thing:{number}" for number in range(len(OWN))])
    vectors = LettersEmbedder().passages([item.title for item in documents])
    files = matrix().files
    files.folder.mkdir(parents=True, exist_ok=True)
    entries = (Entry(item.key, "d", np.stack([row, row])) for item, row in zip(documents, vectors, strict=True))
    files.create(entries, (secrets.randbits(30), ""))
    forget_values()
    lexicons._kept.pop(engine, None)
    try:
        with ThingSource() as things:
            things.add(*documents)
            yield
    finally:
        backends._in_use = before


def through_every_door(
    engine: SearchBackend,
    viewer: object,
    documents: list[SearchDocument],
    held: frozenset[str],
    text: str,
    tags: list[str],
) -> None:
    global held_now
    held_now = held
    owns = {item.key: item.title.split()[-1] for item in documents}
    allowed = {item.key for item in documents if may_find(item.audience, held)}
    hidden = {own for key, own in owns.items() if key not in allowed}
    # What was typed is said again, whatever it is, and as it reads on the other keyboard.
    typed = {text, *other_layouts(text), *tags}
    secret = hidden - typed
    closed_to_all = {owns[item.key] for item in documents if not may_find(item.audience, frozenset({"public"}))}
    with filled(engine, documents):
        query = SearchQuery(text, filters={"tag": tuple(tags)} if tags else {}, facets=("kind", "tag"))
        results = search(query, held, by_kind=True)
        assert {hit.key for hit in all_hits(results)} <= allowed
        assert not tells(told_by(results), secret)
        assert max([0, results.total, *(count.count for count in results.facets.get("kind", ()))]) <= len(allowed)
        assert all(relief.total <= len(allowed) for relief in results.relief)
        assert not {count.value for count in results.facets.get("tag", ())} & (secret - set(tags))
        beside = [*similar(text, held, 9), *same_question(text, held, 9)]
        beside += [hit for key in owns for hit in related(key, held, 9, title=text)]
        assert {hit.key for hit in beside} <= allowed
        for own in OWN:
            offered = [suggest(beginning, held) for beginning in (own[:3], f"ครู{own[:2]}")]
            assert not tells(str(offered), hidden)
            exact = {hit.key for hit in search(SearchQuery(own, exact=True), held).hits}
            assert {key for key in allowed if owns[key] == own} <= exact <= allowed
        address = urlencode({"q": text, "tag": tags}, doseq=True)
        saved = SavedSearch(user=viewer, query=address, name="x")
        assert {hit.key for hit in new_hits(saved)} <= allowed
        client = Client()
        assert not tells(client.get(f"/search/feed/?{address}").content.decode(), closed_to_all - typed)
        client.force_login(viewer)
        assert not tells(client.get(f"/search/?{address}&view=grouped").content.decode(), secret)


def all_hits(results: SearchResults) -> list[Hit]:
    return [*results.hits, *results.near, *(hit for group in results.groups for hit in group.hits)]


def told_by(results: SearchResults) -> str:
    """Everything the answer says in words."""
    words = [change.sought for change in results.understood.replacements]
    for hit in all_hits(results):
        words += ["".join(segment.text for segment in part) for part in (hit.title, hit.passage)]
        words += [*hit.trail, *hit.facts]
    return " ".join(words)


def tells(text: str, words: Iterable[str]) -> list[str]:
    whole = text.replace("<mark>", "").replace("</mark>", "")
    return [word for word in words if word in whole]
