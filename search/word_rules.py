"""What a word must be to be of use in search. Each refusal says what is wrong and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from search.text.characters import one_line
from search.text.concepts import file_groups, spelling
from search.text.dictionary import dictionary
from search.text.normalise import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

SHORTEST = 2
_LETTER = re.compile("[a-z0-9\u0e01-\u0e2e]")
LONGEST_NAME = 100


def readable(text: str, field: str) -> str:
    """The text in its one spelling."""
    if one_line(text) != text.strip():
        raise ValidationError({field: _("“%s” holds characters that cannot be seen. Type it anew.") % one_line(text)})
    normal = plain(text).strip()
    if len(normal) > LONGEST_NAME:
        raise ValidationError(
            {field: _("“%(word)s…” is longer than %(most)d letters.") % {"word": normal[:20], "most": LONGEST_NAME}}
        )
    if len(spelling(normal)) < SHORTEST or not _LETTER.search(normal):
        raise ValidationError({field: _("“%s” is too short: write at least two letters.") % normal})
    return normal


def one_word(text: str, field: str) -> str:
    normal = readable(text, field)
    if " " in normal:
        raise ValidationError(
            {field: _("“%s” holds a space. Names of several words belong to “names of one thing”.") % normal}
        )
    return normal


def refuse_known(word: str) -> None:
    if word in dictionary().words:
        raise ValidationError(
            {"word": _("Search knows “%s” already. Only state the words inside it, if they are wrong.") % word}
        )


def refuse_wrong_parts(word: str, parts: Sequence[str]) -> None:
    position = 0
    for part in parts:
        at = word.find(part, position)
        if at < 0 or part == word:
            message = _("“%(part)s” does not stand in “%(word)s” at this place. Write the parts in their order.")
            raise ValidationError({"parts": message % {"part": part, "word": word}})
        position = at + len(part)


def refuse_taken(word: str, field: str, others: QuerySet, message: object) -> None:
    if others.filter(word=word).exists():
        raise ValidationError({field: message})


def refuse_too_few(names: Iterable[str]) -> None:
    if len({spelling(name) for name in names}) < SHORTEST:
        raise ValidationError(
            {"names": _("Write at least two names, one a line, that differ in more than spaces and dots.")}
        )


def refuse_names_of_others(names: Iterable[str], others: Iterable[Sequence[str]]) -> None:
    """A name belongs to one thing only, or two things would be found as one."""
    taken = {
        spelling(name): group[0] for group in (*others, *(group.names for group in file_groups())) for name in group
    }
    for name in names:
        first = taken.get(spelling(name))
        if first is not None:
            message = _("“%(name)s” is already a name of “%(thing)s”.")
            raise ValidationError({"names": message % {"name": name, "thing": first}})
