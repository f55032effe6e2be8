"""The rows under which an object of the admin is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from modelsearch.backends.base import get_model_root
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from search.models import AdminTerm
from search.text.analysis import tokens
from search.text.starts import start_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model

# Lists of the admin are searched by titles and names; of a long text its beginning is enough.
LONGEST_TEXT = 2_000
PART_WEIGHT = 0.5


class _Text(NamedTuple):
    field: str
    text: str
    boost: float
    is_start: bool


def root_of(model: type[Model]) -> str:
    """All that share a primary key are one family: every page type is `wagtailcore.page`."""
    return get_model_root(model)._meta.label_lower


def rows_of(obj: Model) -> list[AdminTerm]:
    """The rows of one object, each term of a field once."""
    root, object_id = root_of(type(obj)), str(obj.pk)
    weights: dict[tuple[str, bool, str], float] = {}
    for piece in _texts(obj, type(obj).get_search_fields()):
        for term, weight in _terms(piece):
            place = (piece.field, piece.is_start, term)
            weights[place] = max(weights.get(place, 0.0), weight * piece.boost)
    return [
        AdminTerm(root=root, object_id=object_id, field=field, is_start=is_start, term=term, weight=weight)
        for (field, is_start, term), weight in weights.items()
    ]


def _terms(piece: _Text) -> Iterator[tuple[str, float]]:
    if piece.is_start:
        for place, key in enumerate(start_keys(piece.text)):
            # What a title begins with is what one types first.
            yield key, 2.0 if place == 0 else 1.0
        return
    for token in tokens(piece.text):
        yield token.term, PART_WEIGHT if token.is_part else 1.0


def _texts(obj: Model, fields: Iterable[object], prefix: str = "") -> Iterator[_Text]:
    for field in fields:
        name = f"{prefix}{field.field_name}"
        if isinstance(field, RelatedFields):
            for related in _related(field.get_value(obj)):
                yield from _texts(related, field.fields, f"{name}__")
        elif isinstance(field, (SearchField, AutocompleteField)):
            text = _plain(field.get_value(obj))[:LONGEST_TEXT]
            if text:
                yield _Text(name, text, getattr(field, "boost", None) or 1.0, isinstance(field, AutocompleteField))


def _related(value: object) -> Iterable[Model]:
    if value is None:
        return ()
    return value.all() if hasattr(value, "all") else (value,)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple, set)):
        return "\n".join(_plain(item) for item in value)
    return str(value)
