"""KM notes: stories, good practices, lessons, reviews, questions and tips, written in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from content.core.markdown import Document, plain_text, read_document, render_markdown, rendering_key
from content.knowledge.models import KindIndexPage, KnowledgeItem
from content.knowledge.panels import knowledge_edit_handler
from content.knowledge.presentation import facts
from content.notes.panels import note_panels

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST_BODY = 200_000
HEADINGS_WORTH_A_TABLE_OF_CONTENTS = 3


class NotePage(KnowledgeItem):
    """A note. Its Markdown is read once, when it is saved; a page view reads the HTML that was kept."""

    class NoteType(models.TextChoices):
        STORY = "story", pgettext_lazy("note", "Inspiring story")
        GOOD_PRACTICE = "good_practice", pgettext_lazy("note", "Good practice")
        LESSON = "lesson", pgettext_lazy("note", "Lesson learned")
        AAR = "aar", pgettext_lazy("note", "AAR/BAR")
        FAQ = "faq", pgettext_lazy("note", "FAQ")
        TIP = "tip", pgettext_lazy("note", "Tip")

    template = "pages/note_page.html"
    parent_page_types = ["notes.NoteIndexPage"]
    search_kind = "note"
    kind_label = _("KM note")
    schema_type = "Article"

    note_type = models.CharField(
        _("type of note"), max_length=16, choices=NoteType.choices, default=NoteType.STORY, db_index=True
    )
    body = models.TextField(
        _("text"),
        max_length=LONGEST_BODY,
        validators=[
            MaxLengthValidator(
                LONGEST_BODY, _("The text has %(show_value)d characters; at most %(limit_value)d fit in one note.")
            ),
            ProhibitNullCharactersValidator(),
        ],
        help_text=_(
            "Markdown: “## ” begins a heading, “- ” a list, “1. ” a numbered list, **two stars** make bold, "
            "[words](address) a link. An empty line begins a new paragraph."
        ),
    )
    body_html = models.TextField(editable=False, blank=True)
    # What `body_html` was made from: the renderer's version and a hash of the text.
    body_key = models.CharField(max_length=80, editable=False, blank=True)

    edit_handler = knowledge_edit_handler(note_panels)

    class Meta:
        verbose_name = _("KM note")
        verbose_name_plural = _("KM notes")

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, with the HTML of the text made anew if the text or the renderer has changed."""
        key = rendering_key(self.body)
        if self.body_key != key:
            self.body_html, self.body_key = str(render_markdown(self.body)), key
        super().save(*args, **kwargs)

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        context = super().get_content(request)
        document = self.document
        context["body"] = document.html
        has_toc = len(document.headings) >= HEADINGS_WORTH_A_TABLE_OF_CONTENTS
        context["toc"] = document.headings if has_toc else []
        return context

    @cached_property
    def document(self) -> Document:
        """The text as HTML with anchors. A preview or an old renderer's HTML is made anew, without saving."""
        is_fresh = self.body_key == rendering_key(self.body)
        return read_document(self.body_html if is_fresh else render_markdown(self.body))

    # What other rooms read of it

    def get_facts(self) -> list[dict[str, object]]:
        return facts(
            (pgettext("note", "Type"), self.get_note_type_display()),
            (gettext("Work group"), str(self.work_group or "")),
            (gettext("School"), str(self.school or "")),
            (gettext("Grades"), ", ".join(grade.code for grade in self.grades.all())),
            (gettext("Pillar"), str(self.pillar or "")),
        )

    def get_json_ld(self) -> dict[str, object]:
        return {"headline": self.title[:110], "articleSection": self.get_note_type_display()}

    def get_search_body(self) -> str:
        return plain_text(self.document.html, with_pictures=True)

    def get_search_facts(self) -> tuple[str, ...]:
        return (self.get_note_type_display(), *super().get_search_facts())


class NoteIndexPage(KindIndexPage):
    template = "pages/knowledge_index_page.html"
    search_kind = ""
    listed_kind = "note"
    subpage_types = ["notes.NotePage"]

    class Meta:
        verbose_name = _("list of KM notes")
        verbose_name_plural = _("lists of KM notes")
