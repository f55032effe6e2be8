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
    from collections.abc import Callable, Mapping, Sequence

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
class Part:
    """One part of an item that is written in parts: its heading, and the question that draws it out."""

    heading: str | _StrPromise
    question: str | _StrPromise


@dataclass(frozen=True)
class Outline:
    """
    One way to write an item of a kind in parts, for whoever makes a draft out of what people said.

    The numbers say which part takes what: `question` what was asked, `told` what was told without asking, `answer` the
    answer that worked, `others` what else was said.
    """

    value: str
    label: str | _StrPromise
    purpose: str | _StrPromise
    parts: tuple[Part, ...]
    question: int = 0
    told: int = 0
    answer: int = 0
    others: int = 0


@dataclass(frozen=True)
class WritingKind:
    """
    A kind that can be written here.

    `name` is the word in addresses; `readable(page)` gives the texts of a version as (label, text), in reading order,
    for comparing and quoting. `template` shows the kind's own fields, `reading_template` the item as it will be read.
    `outlines` are the ways in which a draft may be made from elsewhere; `compose(value, answers)` gives the fields of
    the kind's form with one answer for each part of that outline.
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
    outlines: Callable[[], Sequence[Outline]] | None = None
    compose: Callable[[str, Sequence[str]], Mapping[str, str]] | None = None


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
