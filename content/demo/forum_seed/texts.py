"""Titles and posts put together from what people say in the forums of the sample district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.core.markdown import render_markdown, rendering_key

if TYPE_CHECKING:
    import random

# Rendering Markdown costs a millisecond: a million posts share this many texts.
POOL = 3_000
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Words:
    """One text with its HTML, as `Post.save` would have kept it."""

    text: str
    html: str
    rendered_as: str


@dataclass(frozen=True)
class Texts:
    openings: list[Words]
    replies: list[Words]
    titles: list[str]
    tags: list[str]


def make_texts(threads: list[dict], chance: random.Random, pool: int) -> Texts:
    """`pool` different replies, a third as many openings, and the titles and tags of the sample topics."""
    openings = [thread["body"] for thread in threads]
    replies = [reply["body"] for thread in threads for reply in thread["replies"]]
    return Texts(
        openings=[_words(_composed(chance, openings, replies)) for _ in range(max(pool // 3, 1))],
        replies=[_words(_composed(chance, replies, replies)) for _ in range(pool)],
        titles=[thread["title"] for thread in threads],
        tags=sorted({tag for thread in threads for tag in thread["tags"]}),
    )


def title_of(texts: Texts, chance: random.Random, number: int) -> str:
    return f"{chance.choice(texts.titles)[:LONGEST_TITLE]} ({number})"


def _composed(chance: random.Random, first: list[str], more: list[str]) -> str:
    """One to four paragraphs; now and then a list, a quotation or something set off."""
    parts = [chance.choice(first), *chance.sample(more, k=chance.choice((0, 0, 1, 1, 2, 3)))]
    shape = chance.random()
    if shape < 0.08:
        parts[-1] = "\n".join(f"- {part}" for part in chance.sample(more, k=3))
    elif shape < 0.16:
        parts.insert(0, f"> {chance.choice(more)}")
    elif shape < 0.22:
        parts[0] = f"**{parts[0]}**"
    return "\n\n".join(parts)


def _words(text: str) -> Words:
    return Words(text, str(render_markdown(text)), rendering_key(text))
