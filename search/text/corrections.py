"""A question with its misspelt words replaced by what the index knows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from search.text.compounds import LEAST_COUNT
from search.text.dictionary import dictionary
from search.text.grams import skeleton
from search.text.questions import PART_WEIGHT, Word, question_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from search.text.spelling import Lexicon, Near

# So many pieces of a misspelt word are joined again.
MOST_JOINED = 7
# Known words side by side are read as one other word only when the letters of that word are so many.
SURE_LENGTH = 6
# A word so rare may be a slip that somebody else made too.
RARE = 2
COST_OF_SLIP = 0.2
# Of two exact matches the longer is surer.
HALF_A_SLIP = 0.5
LEAST_WEIGHT = 0.3
SECOND_BEST = 0.5


class Correction(NamedTuple):
    """
    `words[first:last]` were typed, `sought` was meant; the same letters when only their cut or spaces differ.

    `weight` is what the words of `sought` weigh; `others` are terms that may be meant as well, with their weights.
    """

    first: int
    last: int
    typed: str
    sought: str
    weight: float
    others: tuple[tuple[str, float], ...]


def corrected(
    words: Sequence[Word], lexicon: Lexicon, holding: Callable[[Collection[str]], Mapping[str, int]]
) -> list[Correction]:
    """
    What to seek instead of which words, in reading order.

    `holding` counts the documents with each term that this viewer may find; what they do not hold is never proposed.
    """
    known = holding({word.term for word in words})
    proposals = []
    for first in range(len(words)):
        for last in _lasts(words, first):
            found = _proposed(words[first:last], lexicon, known)
            if found:
                proposals.append((first, last, found))
    if not proposals:
        return []
    held = holding({term for _, _, found in proposals for near in found for term in near.terms})
    taken: list[Correction] = []
    for first, last, found in sorted(proposals, key=_order):
        visible = [near for near in found if any(held.get(term) for term in near.terms)]
        if visible and all(last <= other.first or first >= other.last for other in taken):
            kept = [word for word in words[first:last] if not _is_doubtful(word, last - first, known)]
            taken.append(_correction(words[first:last], (first, last), visible, kept))
    return sorted(taken)


def mended(text: str, words: Sequence[Word], corrections: Sequence[Correction]) -> tuple[str, list[Word]]:
    """The normalised question as it should have been typed, and its words."""
    pieces: list[str] = []
    places: list[tuple[int, int, Correction]] = []
    position = length = 0
    for correction in corrections:
        start, end = words[correction.first].start, words[correction.last - 1].end
        pieces += text[position:start], correction.sought
        length += start - position
        places.append((length, length + len(correction.sought), correction))
        length += len(correction.sought)
        position = end
    meant = "".join([*pieces, text[position:]])
    result = list(question_words(meant))
    for start, end, correction in places:
        inside = [number for number, word in enumerate(result) if word.start < end and word.end > start]
        for number in inside:
            terms = tuple((term, weight * correction.weight) for term, weight in result[number].terms)
            # What else may have been meant is found with the first of the words.
            others = correction.others if number == inside[0] else ()
            result[number] = result[number]._replace(terms=(*terms, *others))
    return meant, result


def _lasts(words: Sequence[Word], first: int) -> list[int]:
    """Where pieces that may belong together, beginning with this one, may end."""
    lasts = []
    for last in range(first + 1, min(first + MOST_JOINED, len(words)) + 1):
        word = words[last - 1]
        if word.is_form or word.typed[0].isdigit():
            break
        if last > first + 1 and word.start - words[last - 2].end > 1:
            break
        lasts.append(last)
    return lasts


def _proposed(words: Sequence[Word], lexicon: Lexicon, known: Mapping[str, int]) -> tuple[Near, ...]:
    typed = "".join(word.typed for word in words)
    if not any(_is_doubtful(word, len(words), known) for word in words):
        if len(words) < 2 or len(skeleton(typed)) < SURE_LENGTH:
            return ()
        return lexicon.same(typed) + lexicon.heard_alike(typed)
    found = lexicon.near(typed)
    # A rare word that is spelt as the index spells it is what was meant.
    return () if len(words) == 1 and found and found[0].word == typed else found


def _is_doubtful(word: Word, together: int, known: Mapping[str, int]) -> bool:
    """Whether this may be a piece of something misspelt: beside others, a short word that hardly anybody uses is."""
    if word.is_debris or known.get(word.term, 0) <= RARE:
        return True
    least = LEAST_COUNT.get(len(word.term))
    return together > 1 and least is not None and dictionary().common.get(word.term, 0) < least and not word.is_idle


def _order(proposal: tuple[int, int, tuple[Near, ...]]) -> float:
    """The surest first: few slips in many letters."""
    _, _, found = proposal
    return (found[0].slips + HALF_A_SLIP) / len(found[0].word)


def _correction(
    typed: Sequence[Word], place: tuple[int, int], found: Sequence[Near], kept: Sequence[Word]
) -> Correction:
    """`kept` are the words that may have been meant as they stand."""
    best, *second = found
    others: dict[str, float] = {}
    for near in second:
        for term in near.terms:
            others[term] = _weight(near) * SECOND_BEST
    for word in kept:
        if not word.is_idle:
            for term, weight in word.terms:
                others.setdefault(term, weight * PART_WEIGHT)
    return Correction(*place, " ".join(_joined(typed)), best.word, _weight(best), tuple(others.items()))


def _weight(near: Near) -> float:
    return max(1.0 - COST_OF_SLIP * near.slips, LEAST_WEIGHT)


def _joined(words: Sequence[Word]) -> list[str]:
    """What was typed, its spaces kept."""
    runs = [words[0].typed]
    for before, word in pairwise(words):
        if word.start == before.end:
            runs[-1] += word.typed
        else:
            runs.append(word.typed)
    return runs
