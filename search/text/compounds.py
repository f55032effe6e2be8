"""The words inside a word: กระดาษหน้าเดียว holds กระดาษ, หน้า and เดียว."""

from __future__ import annotations

from functools import lru_cache

from search.text import vocabulary
from search.text.characters import may_cut
from search.text.dictionary import dictionary

SHORTEST_COMPOUND = 5
SHORTEST_PART = 2
# A long word of the library is surely a word; a short one must be counted this often in its textbook corpus, or the
# long tail of the list cuts มะนาว into มะ and นาว.
SURE_LENGTH = 4
LEAST_COUNT = {2: 300, 3: 100}


@lru_cache(maxsize=50_000)
def parts_of(word: str) -> tuple[tuple[int, int], ...]:
    """Spans of the words inside `word`, outer ones first; empty when it is simple."""
    if len(word) < SHORTEST_COMPOUND:
        return ()
    stated = vocabulary.in_use().words.get(word)
    if stated is None:
        stated = dictionary().parts.get(word)
    spans = _stated(word, stated) if stated is not None else _fewest(word)
    result: list[tuple[int, int]] = []
    for start, end in spans:
        result.append((start, end))
        result += ((start + first, start + last) for first, last in parts_of(word[start:end]))
    return tuple(result)


def _stated(word: str, parts: tuple[str, ...]) -> list[tuple[int, int]]:
    spans = []
    position = 0
    for part in parts:
        start = word.index(part, position)
        position = start + len(part)
        spans.append((start, position))
    return spans


def _is_part(piece: str) -> bool:
    known = dictionary()
    if piece in known.own or piece in vocabulary.in_use().words:
        return True
    if piece not in known.words or piece in known.never_parts:
        return False
    return len(piece) >= SURE_LENGTH or known.common.get(piece, 0) >= LEAST_COUNT[len(piece)]


def _fewest(word: str) -> list[tuple[int, int]]:
    """The cut into the fewest known words; among equals the one whose rarest word is longest. Empty if none."""
    size = len(word)
    best: list[tuple[int, int, list[tuple[int, int]]] | None] = [None] * (size + 1)
    best[0] = (0, 0, [])
    for end in range(SHORTEST_PART, size + 1):
        if not may_cut(word, end):
            continue
        for start in range(end - SHORTEST_PART, -1, -1):
            before = best[start]
            if before is None or (start == 0 and end == size) or not _is_part(word[start:end]):
                continue
            # Longer pieces are surer than short ones: the sum of squares prefers 5+3 to 4+4.
            candidate = (before[0] + 1, before[1] - (end - start) ** 2, [*before[2], (start, end)])
            current = best[end]
            if current is None or candidate[:2] < current[:2]:
                best[end] = candidate
    found = best[size]
    return found[2] if found else []


vocabulary.on_change(parts_of.cache_clear)
