"""
What authors and reviewers of a draft should mind before it is published, as other apps know it. They register here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from content.knowledge.models import KnowledgeItem

_sources: list[Callable[[KnowledgeItem], Iterable[str]]] = []


def register_caution(source: Callable[[KnowledgeItem], Iterable[str]]) -> None:
    """Show the sentences that `source(draft)` gives, if any, above the form and above the review of a draft."""
    _sources.append(source)


def cautions_of(draft: KnowledgeItem) -> list[str]:
    return [sentence for source in _sources for sentence in source(draft)]
