"""One-page reflections (กระดาษหน้าเดียว): what a person heard, thought, asks and will do after an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from content.core.lines import LinesField
from content.core.pdca import CheckResult, Stage
from content.knowledge.forms import CompleteToPublishForm
from content.knowledge.models import KindIndexPage, KnowledgeItem
from content.knowledge.panels import knowledge_edit_handler
from content.knowledge.rules import refuse_incomplete
from content.reflections import reading
from content.reflections.event_types import EventType
from content.reflections.panels import commitment_panels, reflection_panels
from content.reflections.rules import check_closing, check_paper, missing_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

MOST_KEYWORDS = 7


class ReflectionPage(KnowledgeItem):
    """One sheet in the four parts of the scholar's heart: สุ จิ ปุ ลิ. The day of the event is `dated`."""

    EventType = EventType

    template = "pages/reflection_page.html"
    parent_page_types = ["reflections.ReflectionIndexPage"]
    base_form_class = CompleteToPublishForm
    search_kind = "reflection"
    kind_label = _("One-page reflection")
    schema_type = "CreativeWork"

    event = models.CharField(_("event"), max_length=200, help_text=_("The meeting or activity it was written after."))
    event_type = models.CharField(
        _("type of event"), max_length=12, choices=EventType.choices, default=EventType.MEETING, db_index=True
    )
    meeting = models.ForeignKey(
        "reflections.MeetingPage",
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="sheets",
    )
    # Whose sheet of which meeting: handing in twice, after the line was lost or by a double tap, meets the same page.
    # Null for sheets of no meeting: only so may many be without.
    hand_in_key = models.CharField(max_length=40, null=True, editable=False, unique=True)  # noqa: DJ001
    # Size of type at which it fits one page of A4, in points.
    paper_size = models.FloatField(null=True, editable=False)
    keywords = LinesField(
        _("keywords"),
        max_items=MOST_KEYWORDS,
        max_item_length=60,
        help_text=_("Three to five, one to a line."),
    )
    su_points = LinesField(
        _("su: what I heard, read and saw"),
        blank=True,
        max_items=8,
        max_item_length=400,
        help_text=_("Facts, one to a line. Three to five are usual; the whole sheet must fit one A4 page."),
    )
    ji_points = LinesField(
        _("ji: what I think of it"),
        blank=True,
        max_items=8,
        max_item_length=400,
        help_text=_("How it touches our own work. One thought to a line."),
    )
    pu_questions = LinesField(
        _("pu: what I ask"),
        blank=True,
        max_items=8,
        max_item_length=400,
        help_text=_("What is still open, and whom to ask. One question to a line."),
    )
    li_summary = models.TextField(
        _("li: in one or two sentences"),
        max_length=800,
        help_text=_("What it comes down to. What will be done stands below, with a date."),
    )

    edit_handler = knowledge_edit_handler(reflection_panels)

    class Meta:
        verbose_name = _("one-page reflection")
        verbose_name_plural = _("one-page reflections")

    def save(self, *args: object, **kwargs: object) -> None:
        """Refuse to go live incomplete or longer than a page."""
        if self.live and kwargs.get("clean", True) and kwargs.get("update_fields") is None:
            self.check_to_publish()
        super().save(*args, **kwargs)

    def check_to_publish(self) -> None:
        """Complete, and one page of A4 at the size of type that is noted here."""
        refuse_incomplete(self)
        self.paper_size = check_paper(self)

    def missing_parts(self) -> Iterator[tuple[str, object]]:
        return missing_parts(self)

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), **reading.sheet_context(self, request.user)}

    @cached_property
    def open_commitment_count(self) -> int:
        return sum(not commitment.is_closed for commitment in self.commitments.all())

    # What other rooms read of it

    def get_facts(self) -> list[dict[str, object]]:
        return reading.sheet_facts(self)

    def get_json_ld(self) -> dict[str, object]:
        return reading.sheet_json_ld(self)

    def get_search_body(self) -> str:
        return reading.sheet_text(self)

    def get_search_facts(self) -> tuple[str, ...]:
        return (self.get_event_type_display(), *super().get_search_facts())


class Commitment(Orderable):
    """What the writer will do, by when. It closes only with a check: the office checks (C) at every step."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("commitment", "Open")
        CLOSED = "closed", pgettext_lazy("commitment", "Closed")

    page = ParentalKey(ReflectionPage, on_delete=models.CASCADE, related_name="commitments")
    text = models.CharField(_("what will be done"), max_length=300)
    due_date = models.DateField(_("due"), db_index=True)
    stage = models.CharField(_("PDCA stage"), max_length=1, choices=Stage.choices, default=Stage.DO)
    status = models.CharField(_("status"), max_length=6, choices=Status.choices, default=Status.OPEN, db_index=True)
    check_note = models.CharField(
        _("what the check found"), max_length=500, blank=True, help_text=_("Needed to close the commitment.")
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=200, blank=True, help_text=_("A position, never a name."))
    check_result = models.CharField(_("result"), max_length=8, choices=CheckResult.choices, blank=True)

    panels = commitment_panels

    class Meta(Orderable.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open") | (Q(checked_on__isnull=False) & ~Q(check_note="")),
                name="closed_commitment_has_a_check",
                violation_error_message=_("A commitment closes only with a check: its day and what was found."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        check_closing(self)

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED


class ReflectionIndexPage(KindIndexPage):
    template = "pages/knowledge_index_page.html"
    search_kind = ""
    listed_kind = "reflection"
    subpage_types = ["reflections.ReflectionPage", "reflections.MeetingPage"]

    class Meta:
        verbose_name = _("list of one-page reflections")
        verbose_name_plural = _("lists of one-page reflections")
