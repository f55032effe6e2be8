"""How two texts differ, by Thai words: a comparison by lines would mark whole paragraphs, for Thai has no spaces."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from search.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind = Literal["same", "gone", "new"]
# The comparison of words takes time with the square of their number; longer passages are shown as replaced.
MOST_WORDS = 6_000


@dataclass(frozen=True)
class Change:
    """A piece of text that both have, that only the older one has, or only the newer one."""

    kind: Kind
    text: str


def changes_between(older: str, newer: str) -> list[Change]:
    """The pieces in reading order; `same` and `gone` together are the older text, `same` and `new` the newer."""
    before, after = older.splitlines(keepends=True), newer.splitlines(keepends=True)
    found: list[Change] = []
    for tag, a_start, a_end, b_start, b_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change("same", "".join(before[a_start:a_end])))
        else:
            found += _by_words("".join(before[a_start:a_end]), "".join(after[b_start:b_end]))
    return list(_merged(found))


def _by_words(older: str, newer: str) -> Iterator[Change]:
    before, after = split_words(older), split_words(newer)
    if len(before) + len(after) > MOST_WORDS:
        yield from (Change("gone", older), Change("new", newer))
        return
    for tag, a_start, a_end, b_start, b_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(before[a_start:a_end]))
        else:
            yield Change("gone", "".join(before[a_start:a_end]))
            yield Change("new", "".join(after[b_start:b_end]))


def _merged(changes: Sequence[Change]) -> Iterator[Change]:
    waiting: Change | None = None
    for change in changes:
        if not change.text:
            continue
        if waiting and waiting.kind == change.kind:
            waiting = Change(change.kind, waiting.text + change.text)
        else:
            if waiting:
                yield waiting
            waiting = change
    if waiting:
        yield waiting
