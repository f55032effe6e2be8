"""KM notes in the writing frame of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.core.markdown import read_document, render_markdown
from content.core.typed_text import TypedField
from content.notes.models import LONGEST_BODY, NoteIndexPage, NotePage
from content.notes.prompts import MOST_PARTS, PURPOSES, NoteType, join_parts, prompts_of, split_parts
from content.writing.forms.item import ItemForm
from content.writing.registry import Choice, Outline, Part, WritingKind, register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from content.people.models import User

PARTS, WHOLE = "parts", "whole"
TOO_LONG = _("The text has %(show_value)d characters; at most %(limit_value)d fit in one note.")


def text_field(label: str = "", rows: int = 5) -> TypedField:
    area = forms.Textarea(attrs={"rows": rows, "data-markdown": ""})
    return TypedField(
        label=label, required=False, max_length=LONGEST_BODY, widget=area, error_messages={"max_length": TOO_LONG}
    )


class NoteForm(ItemForm):
    """A note is written in parts that ask for something, or as a whole."""

    note_type = forms.ChoiceField(choices=NotePage.NoteType.choices, required=False, widget=forms.HiddenInput)
    layout = forms.ChoiceField(choices=[(PARTS, PARTS), (WHOLE, WHOLE)], required=False, widget=forms.HiddenInput)
    body = text_field(_("Text"), rows=18)

    def __init__(self, *args: object, page: NotePage | None, **kwargs: object) -> None:
        initial = {**kwargs.pop("initial", {})}
        note_type = page.note_type if page is not None else initial.get("note_type")
        note_type = note_type if note_type in NotePage.NoteType.values else NotePage.NoteType.STORY
        answers = split_parts(note_type, page.body) if page is not None else [""] * MOST_PARTS
        layout = initial.get("layout") or PARTS
        initial |= {"note_type": note_type, "layout": layout if answers is not None else WHOLE}
        if page is not None:
            initial["body"] = page.body
        initial |= {f"part_{number}": answer for number, answer in enumerate(answers or ())}
        super().__init__(*args, page=page, initial=initial, **kwargs)
        self.prompts = prompts_of(self._typed("note_type", note_type))
        self.is_whole = self._typed("layout", initial["layout"]) == WHOLE
        for number, prompt in enumerate(self.prompts):
            self.fields[f"part_{number}"] = text_field(str(prompt.heading))
            self.fields[f"part_{number}"].help_text = prompt.question

    def _typed(self, name: str, otherwise: str) -> str:
        return self.data.get(self.add_prefix(name)) or otherwise if self.is_bound else otherwise

    @property
    def variant(self) -> str:
        return f"{self['note_type'].value()}-{self['layout'].value()}"

    @property
    def part_fields(self) -> list[forms.BoundField]:
        return [self[f"part_{number}"] for number in range(len(self.prompts))]

    def clean(self) -> dict[str, object]:
        values = super().clean()
        if not self.is_whole and not any(self.has_error(field.name) for field in self.part_fields):
            answers = [values.get(f"part_{number}", "") for number in range(len(self.prompts))]
            values["body"] = join_parts(values.get("note_type") or NotePage.NoteType.STORY, answers)
            if len(values["body"]) > LONGEST_BODY:
                self.add_error("part_0", TOO_LONG % {"show_value": len(values["body"]), "limit_value": LONGEST_BODY})
        elif not self.is_whole:
            values.pop("body", None)
        return values

    def apply_to(self, page: NotePage, user: User) -> None:
        super().apply_to(page, user)
        values = self.cleaned_data
        page.note_type = values.get("note_type") or page.note_type
        if "body" in values:
            page.body = values["body"]

    def preview(self) -> SafeString:
        """The text as the page will show it."""
        self.is_valid()
        return read_document(render_markdown(self.cleaned_data.get("body", ""))).html

    def add_page_errors(self, errors: dict[str, list[str]]) -> None:
        body = errors.pop("body", None)
        if body and not self.is_whole:
            self.add_error("part_0", _("Answer at least one of the questions."))
        elif body:
            self.add_error("body", _("Write the text before you submit it."))
        super().add_page_errors(errors)


def choices() -> Sequence[Choice]:
    return [Choice(label, PURPOSES[value], urlencode({"type": value})) for value, label in NotePage.NoteType.choices]


def readable(page: NotePage) -> Sequence[tuple[str, str]]:
    return [
        (str(_("Title")), page.title),
        (str(pgettext_lazy("note", "Type")), page.get_note_type_display()),
        (str(_("Summary")), page.summary),
        (str(_("Text")), page.body),
    ]


# Which part of a note takes the question, the story that was told, the answer that worked, and the rest. An AAR is
# written by who was there, not out of what others said.
PLACES = {
    NoteType.FAQ: {"question": 0, "told": 1, "answer": 1, "others": 1},
    NoteType.GOOD_PRACTICE: {"question": 0, "told": 1, "answer": 1, "others": 3},
    NoteType.LESSON: {"question": 0, "told": 1, "answer": 3, "others": 1},
    NoteType.TIP: {"question": 1, "told": 0, "answer": 0, "others": 0},
    NoteType.STORY: {"question": 0, "told": 1, "answer": 1, "others": 2},
}


def outlines() -> Sequence[Outline]:
    return [
        Outline(
            note_type.value,
            note_type.label,
            PURPOSES[note_type],
            tuple(Part(prompt.heading, prompt.question) for prompt in prompts_of(note_type)),
            **places,
        )
        for note_type, places in PLACES.items()
    ]


def compose(value: str, answers: Sequence[str]) -> dict[str, str]:
    parts = {f"part_{number}": answer for number, answer in enumerate(answers)}
    return {"note_type": value, "layout": PARTS, **parts}


register(
    WritingKind(
        name="notes",
        model=NotePage,
        index_model=NoteIndexPage,
        form_class=NoteForm,
        label=_("KM note"),
        choices=choices,
        readable=readable,
        template="writing/parts/note_body.html",
        reading_template="writing/parts/note_reading.html",
        outlines=outlines,
        compose=compose,
    )
)
