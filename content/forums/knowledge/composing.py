"""
From what people said in a topic to the parts of a draft.

The words stay theirs: the answer that worked comes first, what else was said is quoted, each with the position of who
said it. The drafter makes one text of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.heading_lines import ANY_LEVEL, heading_text
from content.core.typed_text import tidy_typed
from content.notifications.mentions import MENTION, mentioned_users

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from content.forums.models import Post, Topic
    from content.writing.registry import Outline


@dataclass(frozen=True)
class Said:
    """One post as a draft takes it."""

    who: str
    text: str

    def as_told(self) -> str:
        return f"{self.text}\n\n— {self.who}"

    def as_quote(self) -> str:
        lines = [f"> {line}".rstrip() for line in self.text.split("\n")]
        return "\n".join([*lines, ">", f"> — {self.who}"])


def answers_from(topic: Topic, posts: Iterable[Post], outline: Outline) -> list[str]:
    """One text for each part of the outline, empty where nobody spoke of it."""
    posts = sorted(posts, key=lambda post: post.number)
    answers: list[list[str]] = [[] for _part in outline.parts]
    if topic.is_question:
        answers[outline.question].append(topic.title)
    for post in sorted(posts, key=lambda post: post.pk != topic.accepted_id):
        said = Said(who_wrote(post), plain_markdown(post.text))
        if not said.text:
            continue
        if post.pk == topic.accepted_id:
            answers[outline.answer].append(said.as_told())
        elif not post.is_opening:
            answers[outline.others].append(said.as_quote())
        elif topic.is_question:
            # Right behind the title, which asks the same in short.
            answers[outline.question].insert(1, said.text)
        else:
            answers[outline.told].insert(0, said.as_told())
    return ["\n\n".join(part) for part in answers]


def who_wrote(post: Post) -> str:
    return post.author.public_name if post.author else _("Somebody")


def plain_markdown(text: str) -> str:
    """
    The words of a post inside a part of a draft.

    Its headings would end the part they stand in, so they become bold; people are named by position.
    """
    without_headings = ANY_LEVEL.sub(_in_bold, tidy_typed(text))
    people = mentioned_users(text, lambda _person: True) if "@" in text else ()
    roles = {person.username.lower(): person.public_name for person in people}
    return MENTION.sub(lambda found: roles.get(_name_of(found), found[0]), without_headings).strip()


def _in_bold(found: re.Match[str]) -> str:
    words = heading_text(found[1])
    return f"**{words}**" if words else ""


def _name_of(found: re.Match[str]) -> str:
    return found[1].rstrip(".+-").lower()
