"""
Which kinds of knowledge people write on the site. Each registers itself from its app (`content/<app>/writing.py`);
this room knows none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.core.editing import register_editor
from content.writing.permissions import is_offered_editing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.utils.functional import _StrPromise
    from wagtail.models import Page

    from content.knowledge.models import KindIndexPage, KnowledgeItem
    from content.writing.forms.item import ItemForm


@dataclass(frozen=True)
class Choice:
    """One way to begin: what the chooser offers. `query` goes behind the address of the new form."""

    label: str | _StrPromise
    purpose: str | _StrPromise
    query: str = ""


@dataclass(frozen=True)
class WritingKind:
    """
    A kind that can be written here.

    `name` is the word in addresses; `readable(page)` gives the texts of a version as (label, text), in reading order,
    for comparing and quoting. `template` shows the kind's own fields, `reading_template` the item as it will be read.
    """

    name: str
    model: type[KnowledgeItem]
    index_model: type[KindIndexPage]
    form_class: type[ItemForm]
    label: str | _StrPromise
    choices: Callable[[], Sequence[Choice]]
    readable: Callable[[KnowledgeItem], Sequence[tuple[str, str]]]
    template: str
    reading_template: str


_kinds: dict[str, WritingKind] = {}


def register(kind: WritingKind) -> None:
    _kinds[kind.name] = kind
    register_editor(kind.model, "writing:edit", is_offered_editing)


def kinds() -> list[WritingKind]:
    return list(_kinds.values())


def kind_named(name: str) -> WritingKind | None:
    return _kinds.get(name)


def kind_of(page: Page) -> WritingKind | None:
    """The kind of a page of whatever class, or None where it is not written on the site."""
    return next((kind for kind in _kinds.values() if page.specific_class is kind.model), None)
