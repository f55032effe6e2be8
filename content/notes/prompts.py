"""
Questions that draw out what people know without knowing it, for each type of note.

The answers make one Markdown text with a heading for each part; the text stays the truth. A text that was made of these
parts can be read back into them, any other is written as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.core.heading_lines import SECOND_LEVEL, heading_text
from content.notes.models import NotePage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise

NoteType = NotePage.NoteType
MOST_PARTS = 6


@dataclass(frozen=True)
class Prompt:
    """One part: the heading in the text, and the question beside the field."""

    heading: str | _StrPromise
    question: str | _StrPromise


PROMPTS: dict[str, tuple[Prompt, ...]] = {
    NoteType.STORY: (
        Prompt(pgettext_lazy("story", "Context"), _("Where and when was it? Who was there, what was difficult?")),
        Prompt(pgettext_lazy("story", "What I did"), _("Step by step: what did you do, say, try?")),
        Prompt(pgettext_lazy("story", "Result"), _("What changed for the pupils? What do you see it by?")),
        Prompt(pgettext_lazy("story", "Feeling"), _("What did you feel, and what would you tell a friend?")),
    ),
    NoteType.GOOD_PRACTICE: (
        Prompt(pgettext_lazy("practice", "What it is good for"), _("Which problem does it solve, for whom?")),
        Prompt(pgettext_lazy("practice", "How to do it"), _("The steps, so that others can follow them tomorrow.")),
        Prompt(pgettext_lazy("practice", "What it takes"), _("Time, material, people, and what must be ready before.")),
        Prompt(pgettext_lazy("practice", "Evidence"), _("What shows that it works? Numbers, works of pupils, words.")),
        Prompt(pgettext_lazy("practice", "Mind this"), _("Where does it fail? What would you do differently?")),
    ),
    NoteType.LESSON: (
        Prompt(pgettext_lazy("lesson", "What we intended"), _("What did you want to reach, and how?")),
        Prompt(pgettext_lazy("lesson", "What happened"), _("What really happened, good and bad?")),
        Prompt(pgettext_lazy("lesson", "Why"), _("Why was it different from the plan?")),
        Prompt(pgettext_lazy("lesson", "Next time"), _("What will you keep, change, stop?")),
    ),
    NoteType.AAR: (
        Prompt(pgettext_lazy("aar", "What was expected"), _("What should happen? (BAR: what do we want to happen?)")),
        Prompt(pgettext_lazy("aar", "What happened"), _("What did happen? (BAR: what happened last time?)")),
        Prompt(pgettext_lazy("aar", "Why it differed"), _("Why the difference? (BAR: what may go wrong, and why?)")),
        Prompt(pgettext_lazy("aar", "What we do now"), _("What do we keep and change? (BAR: what do we prepare?)")),
    ),
    NoteType.FAQ: (
        Prompt(pgettext_lazy("faq", "Question"), _("As people really ask it.")),
        Prompt(pgettext_lazy("faq", "Answer"), _("The short answer first, then how.")),
        Prompt(pgettext_lazy("faq", "Where to ask further"), _("Which work group, which document, which page?")),
    ),
    NoteType.TIP: (
        Prompt(pgettext_lazy("tip", "The tip"), _("One thing others can do at once.")),
        Prompt(pgettext_lazy("tip", "When to use it"), _("In which situation does it help, when not?")),
    ),
}

PURPOSES: dict[str, str | _StrPromise] = {
    NoteType.STORY: _("A true success told by who did it."),
    NoteType.GOOD_PRACTICE: _("A way of working that others can take over, with evidence."),
    NoteType.LESSON: _("What was intended, what happened, why, and what you do next time."),
    NoteType.AAR: _("Four questions after, or before, an activity."),
    NoteType.FAQ: _("A question people ask again and again, with its answer."),
    NoteType.TIP: _("One small thing that helps at once. Two minutes."),
}


def prompts_of(note_type: str) -> tuple[Prompt, ...]:
    return PROMPTS.get(note_type, PROMPTS[NoteType.STORY])


def join_parts(note_type: str, answers: Sequence[str]) -> str:
    """One Markdown text; parts without an answer are left out."""
    pairs = zip(prompts_of(note_type), answers, strict=False)
    return "\n\n".join(f"## {prompt.heading}\n\n{answer.strip()}" for prompt, answer in pairs if answer.strip())


def split_parts(note_type: str, body: str) -> list[str] | None:
    """The answers that made `body`; None where it was not made of this type's parts, each once and in their order."""
    headings = [str(prompt.heading) for prompt in prompts_of(note_type)]
    answers = dict.fromkeys(headings, "")
    pieces = SECOND_LEVEL.split(body.replace("\r\n", "\n"))
    if pieces[0].strip():
        return None
    position = -1
    for found, answer in zip(pieces[1::2], pieces[2::2], strict=True):
        heading = heading_text(found)
        if heading not in answers or headings.index(heading) <= position:
            return None
        position = headings.index(heading)
        answers[heading] = answer.strip()
    split = list(answers.values())
    # Only what comes out the same when it is joined again may be edited in parts.
    return split if join_parts(note_type, split) == body.strip() else None
