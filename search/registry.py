"""What can be found, and how its filters are named. Apps register here from their `searchable.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from django_stubs_ext import StrPromise

    from search.documents import SearchDocument

    LabelResolver = Callable[[Collection[str]], Mapping[str, str]]
    Names = Callable[[], Iterable["Name"]]


class Name(NamedTuple):
    """
    What people call a value of a filter.

    A `plain` name narrows a search wherever it stands among the words; another only after the filter's own name
    ("area:ไทย") or one of its `markers` ("วิชาภาษาไทย").
    """

    value: str
    text: str
    plain: bool = True


class Source:
    """
    One kind of thing that can be found. Subclass, and register an instance.

    Several sources may own the same keys (all pages are "page:<id>"): each is asked for documents and yields those
    that are its own; who may see a key is asked of the first of them, so they must agree on that.
    """

    name: str = ""
    kind: str = ""
    label: str | StrPromise = ""
    # What people call things of this kind besides its label.
    also_called: tuple[str, ...] = ()

    def owns(self, key: str) -> bool:
        """Whether a key of this form could be one of this source."""
        raise NotImplementedError

    def key_of(self, obj: object) -> str | None:
        """The key of an object, or None when it is none of this source's."""
        raise NotImplementedError

    def keys(self) -> Iterable[str]:
        """All keys that should be found, for a rebuild."""
        raise NotImplementedError

    def documents(self, keys: Collection[str]) -> Iterable[SearchDocument]:
        """The documents of these keys, read in bulk. A key that must not be found yields nothing."""
        raise NotImplementedError

    def visible_keys(self, keys: Collection[str], audiences: frozenset[str]) -> set[str]:
        """Those of the keys which this viewer may see according to the database, now."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Facet:
    """
    A filter and its label. `resolver` maps values to what people read; values it does not know stand for themselves.

    Options are listed by count, or in the order of the resolver's mapping. `names` are those by which questions name
    the values, `markers` the words before them ("โรงเรียน").
    """

    name: str
    label: str | StrPromise
    resolver: LabelResolver | None
    order: int
    listed: Literal["by_count", "as_given"]
    names: Names | None = None
    markers: tuple[str, ...] = ()


class Adviser(NamedTuple):
    """Where somebody who found nothing may ask people. `url_of` gets the question; no address, no adviser."""

    label: str | StrPromise
    url_of: Callable[[str], str]
    order: int


_sources: dict[str, Source] = {}
_facets: dict[str, Facet] = {}
_advisers: dict[str, Adviser] = {}


def register(source: Source) -> Source:
    """Add a source; one of the same name is replaced, so that a module may be loaded twice."""
    _sources[source.name] = source
    return source


def unregister(name: str) -> None:
    _sources.pop(name, None)


def register_facet(
    name: str,
    label: str | StrPromise,
    resolver: LabelResolver | None = None,
    order: int = 100,
    *,
    listed: Literal["by_count", "as_given"] = "by_count",
    names: Names | None = None,
    markers: tuple[str, ...] = (),
) -> None:
    """Name a filter for people. `order` is its place among the filters."""
    _facets[name] = Facet(name, label, resolver, order, listed, names, markers)


def unregister_facet(name: str) -> None:
    _facets.pop(name, None)


def register_adviser(name: str, label: str | StrPromise, url_of: Callable[[str], str], order: int = 100) -> None:
    """Offer a place to ask people what could not be found. The first that has an address is shown."""
    _advisers[name] = Adviser(label, url_of, order)


def unregister_adviser(name: str) -> None:
    _advisers.pop(name, None)


def advice(text: str) -> tuple[str | StrPromise, str] | None:
    """The label and address of the place to ask, if there is one."""
    for adviser in sorted(_advisers.values(), key=lambda known: known.order):
        if url := adviser.url_of(text):
            return adviser.label, url
    return None


def sources() -> tuple[Source, ...]:
    return tuple(_sources.values())


def owner_of(key: str) -> Source | None:
    """The source to ask who may see this key."""
    return next((source for source in _sources.values() if source.owns(key)), None)


def facets() -> tuple[Facet, ...]:
    return tuple(_facets.values())


def facet(name: str) -> Facet:
    """The filter of this name; one that nobody registered is named after itself."""
    return _facets.get(name) or Facet(name, name, None, 1_000, "by_count")


def kind_labels() -> dict[str, str | StrPromise]:
    """The label of each kind of hit."""
    labels: dict[str, str | StrPromise] = {}
    for source in _sources.values():
        labels.setdefault(source.kind, source.label)
    return labels
