"""The editors' words in this process: read from the database, and anew soon after somebody changed them."""

from __future__ import annotations

import time

from django.db.models import F

from search.models import OwnWord, StopWord, SynonymGroup, WordChange, WordsVersion
from search.text import vocabulary
from search.text.normalise import plain
from search.text.vocabulary import Vocabulary

# A change is known to every process that searches after so many seconds.
LOOK_EVERY = 2.0
_looked = 0.0
_version = 0


def refresh(*, now: bool = False) -> None:
    """See whether the words were changed. One small query every few seconds; at once with `now`."""
    global _looked, _version
    if not now and time.monotonic() - _looked < LOOK_EVERY:
        return
    _looked = time.monotonic()
    version = WordsVersion.objects.values_list("number", flat=True).first() or 0
    if version != _version:
        vocabulary.use(kept())
        _version = version


def kept() -> Vocabulary:
    """The words as they stand in the database."""
    return Vocabulary(
        words={plain(own.word): own.stated_parts() for own in OwnWord.objects.all()},
        groups=tuple(tuple(group.listed()) for group in SynonymGroup.objects.all()),
        stop_words=frozenset(plain(word) for word in StopWord.objects.values_list("word", flat=True)),
    )


def note(spellings: set[str]) -> None:
    """In the transaction that changes words: all processes shall read them, and these texts be indexed anew."""
    if not WordsVersion.objects.filter(pk=1).update(number=F("number") + 1):
        WordsVersion.objects.get_or_create(pk=1, defaults={"number": 1})
    if spellings:
        WordChange.objects.create(spellings="\n".join(sorted(spellings)))


def forget() -> None:
    """Begin anew without any words: between tests."""
    global _looked, _version
    _looked, _version = time.monotonic(), 0
    vocabulary.use(Vocabulary())
