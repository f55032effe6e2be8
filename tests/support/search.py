"""Documents, a source that lives in memory, and an index that is empty for every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler

from search.documents import SearchDocument, may_find
from search.registry import Source, register, unregister

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from types import TracebackType

PUBLIC = frozenset({"public"})


def document(key: str, title: str = "หัวข้อ", **fields: object) -> SearchDocument:
    """A public note; `audience` may be given as strings."""
    audience = frozenset(fields.pop("audience", PUBLIC))
    return SearchDocument(
        **{
            "key": key,
            "kind": "note",
            "title": title,
            "url": f"/{key.replace(':', '/')}/",
            "audience": audience,
            **fields,
        }
    )


def all_text(document: SearchDocument) -> str:
    """Everything of the document that is searched as text, its sections included."""
    return "\n".join([document.title, document.summary, document.body, *(part.text for part in document.sections)])


class ThingSource(Source):
    """Things kept in a dictionary. `broken` keys raise, as a feature with a bug would."""

    name = "things"
    kind = "note"
    label = "บันทึก"

    def __init__(self) -> None:
        self.things: dict[str, SearchDocument] = {}
        self.broken: set[str] = set()
        self.hidden: set[str] = set()

    def add(self, *documents: SearchDocument) -> None:
        self.things |= {item.key: item for item in documents}

    def owns(self, key: str) -> bool:
        return key.startswith("thing:")

    def key_of(self, obj: object) -> str | None:
        return obj.key if isinstance(obj, SearchDocument) else None

    def keys(self) -> Iterable[str]:
        return list(self.things)

    def documents(self, keys: Collection[str]) -> Iterable[SearchDocument]:
        if self.broken.intersection(keys):
            raise ValueError("this thing is broken")
        return [self.things[key] for key in keys if key in self.things]

    def visible_keys(self, keys: Collection[str], audiences: frozenset[str]) -> set[str]:
        return {
            key
            for key in keys
            if key in self.things and key not in self.hidden and may_find(self.things[key].audience, audiences)
        }

    def __enter__(self) -> ThingSource:
        register(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        unregister(self.name)


def empty_index() -> None:
    """Begin with nothing found and nothing waiting: rows of a rolled-back test must not be found by the next."""
    from search import counting, indexing, words
    from search.backends import forget_backend
    from search.labels import forget_labels
    from search.naming import forget_names
    from search.suggestions import forget_values

    forget_backend()
    forget_labels()
    forget_names()
    forget_values()
    indexing.forget()
    counting.forget()
    words.forget()


def hear_no_saves() -> None:
    """The admin's search reads whatever is saved once more, even where its index is not kept up."""
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
