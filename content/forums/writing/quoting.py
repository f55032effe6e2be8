"""A post, or a passage of it, as Markdown that says who wrote it and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.markdown import plain_text
from content.core.typed_text import tidy_typed

if TYPE_CHECKING:
    from content.forums.models import Post

LONGEST_QUOTE = 1_000
LONGEST_PASSAGE = 2_000
BRACKETS = re.compile(r"[\[\]]")


def quotation(post: Post, passage: str = "") -> str:
    """
    Markdown that quotes the passage, or the post without what it quotes itself.

    A passage that the post does not hold is not put into its author's mouth: the post is quoted then.
    """
    words = _passage_of(post, passage) or _own_words(post.text)
    who = BRACKETS.sub("", post.author.public_name if post.author else _("Member"))
    said = _("%(who)s wrote") % {"who": who}
    lines = [f"[{said}]({post.get_absolute_url()}):", "", *words.split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _passage_of(post: Post, passage: str) -> str:
    wanted = " ".join(tidy_typed(passage[:LONGEST_PASSAGE]).split())
    return _escaped(_shortened(wanted)) if wanted and wanted in plain_text(post.body) else ""


def _own_words(text: str) -> str:
    lines = [line for line in text.split("\n") if not line.lstrip().startswith(">")]
    return _shortened(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()} …"


def _escaped(text: str) -> str:
    """Words taken from what is shown are words, not Markdown."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)
