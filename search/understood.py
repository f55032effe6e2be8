"""What was made of a question, as the line above the results tells it, with the way back to what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from search.labels import labels_of
from search.registry import facet

if TYPE_CHECKING:
    from search.links import Links
    from search.query import Constraint, Replacement, SearchResults, Understanding

MANNERS = {"spelling": _("spelling"), "synonym": _("synonym"), "keyboard": _("keyboard")}


def shown_understanding(understood: Understanding, links: Links) -> dict[str, object]:
    """
    `constraints` [{name, label, remove_url}], `offered` [{name, label, url}], `replacements` [{typed, sought, manner,
    url}], `excluded`, `unread` [{name, value, options}], `exact_url` where something can be undone, and `loose_url`
    where it has been.
    """
    changed = bool(understood.replacements or understood.constraints)
    return {
        "constraints": [
            {
                "name": facet(constraint.name).label,
                "label": _values(constraint),
                "remove_url": links.url(as_words=(*links.as_words, constraint.name)),
            }
            for constraint in understood.constraints
        ],
        "offered": [
            {
                "name": facet(constraint.name).label,
                "label": _values(constraint),
                "url": links.url(
                    text=_without(links.text, constraint.typed),
                    filters={constraint.name: constraint.values},
                    more=True,
                ),
            }
            for constraint in understood.offered
        ],
        "replacements": [
            {
                "typed": change.typed,
                "sought": change.sought,
                "manner": MANNERS[change.kind],
                "url": _respelt(change, links),
            }
            for change in understood.replacements
        ],
        "excluded": understood.excluded,
        "unread": [
            {"name": facet(unread.name).label, "value": unread.value, "options": unread.options}
            for unread in understood.unread
        ],
        "exact_url": links.url(exact=True) if changed else "",
        "loose_url": links.url(exact=False) if links.exact else "",
        "is_told": bool(
            changed or understood.offered or understood.excluded or understood.unread or links.exact or links.as_words
        ),
        "again_url": links.url(as_words=()) if links.as_words else "",
    }


def shown_relief(results: SearchResults, links: Links) -> list[dict[str, object]]:
    """What to drop where nothing was found: [{what, label, total, url}]."""
    shown = []
    for relief in results.relief:
        if relief.what in links.filters:
            labels = labels_of(relief.what, links.filters[relief.what])
            label = f"{facet(relief.what).label} {' '.join(labels[value] for value in links.filters[relief.what])}"
            url = links.url(filters={name: kept for name, kept in links.filters.items() if name != relief.what})
        elif relief.what == "filters":
            label, url = _("all filters"), links.url(filters={})
        elif relief.what == "phrase":
            # The signs go, the words stay.
            label, url = f"“{relief.text}”", links.url(text=_unquoted(links.text, relief.text))
        elif relief.what == "excluded":
            label, url = f"-{relief.text}", links.url(text=_allowed(links.text, relief.text))
        else:  # A filter of the list itself cannot be dropped.
            continue
        shown.append({"what": relief.what, "label": label, "total": relief.total, "url": url})
    return shown


def _values(constraint: Constraint) -> str:
    labels = labels_of(constraint.name, constraint.values)
    return " ".join(labels[value] for value in constraint.values)


def _respelt(change: Replacement, links: Links) -> str:
    """The question with this word as it was meant; none for a synonym, or where the word was typed in pieces."""
    if change.kind == "synonym" or not change.typed or change.typed not in links.text:
        return ""
    return links.url(text=links.text.replace(change.typed, change.sought, 1))


def _without(text: str, typed: str) -> str:
    return " ".join(text.replace(typed, " ", 1).split())


def _unquoted(text: str, phrase: str) -> str:
    at = text.find(phrase)
    if at < 1:
        return text
    return f"{text[: at - 1].rstrip()} {phrase} {text[at + len(phrase) :].lstrip()[1:].lstrip()}".strip()


def _allowed(text: str, word: str) -> str:
    at = text.find(word)
    before = text[:at].rstrip().rstrip('"“„«').rstrip("-")
    return " ".join(f"{before} {text[at + len(word) :].lstrip().lstrip('”“»').lstrip(chr(34))}".split())
