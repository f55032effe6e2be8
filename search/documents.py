"""What a feature gives to search: one plain document for each thing that can be found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

PUBLIC = "public"
# Names by which results may be filtered and counted. `kind` comes from the document itself.
FACET_NAMES = ("kind", "area", "grade", "group", "school", "year", "tag", "pillar", "role")
# Names by which results may be filtered. How many hours a thing takes is asked for, never chosen from a list.
FILTER_NAMES = (*FACET_NAMES, "hours")


class Section(NamedTuple):
    """
    A part of a document that a hit can open. `anchor` is its id on the page, `label` what it is called there.

    Without an anchor the part is found and shown like the body. One that begins with a slash is an address of its own,
    for parts that are not always on the page's first view.
    """

    text: str
    anchor: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """
    `key` names the thing for ever ("page:17"). `audience` holds the tokens of those who may find it, any one of which
    is enough; a token joined by "+" asks for all of its parts. `body` is plain text, `sections` what follows it in
    parts of their own. `trail` names what the thing lies in, outermost first; `state` is a short word about its
    state. `facts` are short strings shown with the hit ("ป.5", "20 ชั่วโมง"); they and the tags are searched too.
    `weight` (0.1 to 10) multiplies the score.
    """

    key: str
    kind: str
    title: str
    url: str
    audience: frozenset[str]
    summary: str = ""
    body: str = ""
    sections: tuple[Section, ...] = ()
    trail: tuple[str, ...] = ()
    state: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    date: datetime.date | None = None
    changed: datetime.datetime | None = None
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not self.key or not self.kind:
            raise ValueError("A search document needs a key and a kind.")
        if not self.audience or not all(self.audience):
            raise ValueError(f"The search document {self.key} has no audience: say who may find it.")
        unknown = set(self.facets) - set(FILTER_NAMES[1:])
        if unknown:
            raise ValueError(f"The search document {self.key} has unknown facets: {', '.join(sorted(unknown))}.")


def is_held(token: str, audiences: frozenset[str]) -> bool:
    """True when a viewer with these audiences holds the token; of a joined token every part."""
    return token in audiences or ("+" in token and all(part in audiences for part in token.split("+")))


def may_find(audience: frozenset[str], audiences: frozenset[str]) -> bool:
    """True when a viewer with `audiences` may find a document with `audience`."""
    return any(is_held(token, audiences) for token in audience)
