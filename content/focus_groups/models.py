"""Outcomes of Focus Groups: who met, what they said and need, what was agreed and how it is followed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable

from content.core.lines import LinesField
from content.core.pdca import CheckResult, Stage
from content.focus_groups import reading, sections
from content.focus_groups.blocks import ParticipantsBlock, StatementBlock, ThemeBlock
from content.focus_groups.panels import focus_group_panels, follow_up_panels, resolution_panels
from content.focus_groups.rules import check_report, missing_parts
from content.focus_groups.weighing import RankedNeed, rank_needs, stage_of
from content.knowledge.forms import CompleteToPublishForm
from content.knowledge.models import KindIndexPage, KnowledgeItem
from content.knowledge.panels import knowledge_edit_handler
from content.knowledge.rules import refuse_incomplete

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from wagtail.blocks import StructValue

    from search.documents import Section


class FocusGroupPage(KnowledgeItem):
    """The report of one group's session. Its date is the item's own (`dated`)."""

    class StakeholderGroup(models.TextChoices):
        OFFICE_STAFF = "office_staff", _("Staff of the office")
        SCHOOL_LEADERS = "school_leaders", _("School leaders")
        TEACHERS = "teachers", _("Teachers")
        COMMITTEES_COMMUNITY = "committees_community", _("Statutory bodies and community")
        STUDENTS = "students", _("Students")
        PARENTS = "parents", _("Parents")
        OTHER = "other", _("Another group")

    template = "pages/focus_group_page.html"
    parent_page_types = ["focus_groups.FocusGroupIndexPage"]
    base_form_class = CompleteToPublishForm
    search_kind = "focus-group"
    kind_label = _("Focus Group outcome")
    schema_type = "Report"

    stakeholder_group = models.CharField(
        _("stakeholder group"), max_length=24, choices=StakeholderGroup.choices, db_index=True
    )
    stakeholder_label = models.CharField(
        _("name of the group as shown"),
        max_length=120,
        blank=True,
        help_text=_("Only where it should read differently from the choice."),
    )
    source_ref = models.CharField(
        _("place in the founding document"), max_length=40, blank=True, help_text=_("For example 1.3.")
    )
    start_time = models.TimeField(_("begins"), null=True, blank=True)
    end_time = models.TimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    moderator = models.CharField(_("moderator"), max_length=200, blank=True, help_text=_("A position, never a name."))
    note_takers = LinesField(
        _("note takers"),
        blank=True,
        max_items=6,
        max_item_length=200,
        help_text=_("One position to a line, never a name. Two note takers are better than one."),
    )
    participants = StreamField([("participants", ParticipantsBlock())], blank=True, verbose_name=_("participants"))
    objective = models.TextField(_("objective"), max_length=2000, blank=True)
    question_guide = LinesField(
        _("question guide"),
        blank=True,
        max_items=15,
        help_text=_("One open question to a line, from the general to the particular. Five to eight are usual."),
    )
    statements = StreamField(
        [("statement", StatementBlock())],
        blank=True,
        verbose_name=_("statements"),
        help_text=_(
            "Word for word, with speaker codes. On a public page they are hidden from visitors who are not signed in "
            "where the group is so small that a speaker could be told."
        ),
    )
    themes = StreamField([("theme", ThemeBlock())], blank=True, verbose_name=_("themes and needs"))
    conclusions = LinesField(
        _("conclusions"), blank=True, max_item_length=1000, help_text=_("One conclusion to a line.")
    )

    edit_handler = knowledge_edit_handler(focus_group_panels)

    class Meta:
        verbose_name = _("Focus Group outcome")
        verbose_name_plural = _("Focus Group outcomes")

    def save(self, *args: object, **kwargs: object) -> None:
        """Refuse to go live incomplete; number the resolutions in their order."""
        if self.live and kwargs.get("clean", True) and kwargs.get("update_fields") is None:
            self.check_to_publish()
        for number, resolution in enumerate(self.resolutions.get_object_list(), start=1):
            resolution.number = number
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        check_report(self)

    def check_to_publish(self) -> None:
        refuse_incomplete(self)

    def missing_parts(self) -> Iterator[tuple[str, object]]:
        return missing_parts(self)

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), **reading.report_context(self, request.user)}

    # What is computed, never typed

    @property
    def group_name(self) -> str:
        return self.stakeholder_label or self.get_stakeholder_group_display()

    @property
    def role_counts(self) -> list[int]:
        return [block.value.get("count") or 0 for block in self.participants]

    @property
    def participant_count(self) -> int:
        return sum(self.role_counts)

    def each_need(self) -> Iterator[tuple[StructValue, StructValue]]:
        """Every need with the theme it belongs to."""
        for block in self.themes:
            for need in block.value["needs"]:
                yield block.value, need

    @property
    def ranked_needs(self) -> list[RankedNeed]:
        return rank_needs(
            (theme["name"], need["need"], need.get("frequency") or 0, need.get("intensity") or 0)
            for theme, need in self.each_need()
        )

    @cached_property
    def pdca_stage(self) -> Stage:
        settled = [resolution.is_settled for resolution in self.resolutions.all()]
        return stage_of(settled, len(self.follow_ups.all()))

    # What other rooms read of it

    def get_facts(self) -> list[dict[str, object]]:
        return reading.report_facts(self)

    def get_json_ld(self) -> dict[str, object]:
        return reading.report_json_ld(self)

    def get_search_sections(self) -> tuple[Section, ...]:
        return sections.report_sections(self)

    def get_search_state(self) -> str:
        return str(self.pdca_stage.label) if self.resolutions.all() else ""

    def get_search_facts(self) -> tuple[str, ...]:
        count = gettext("%(count)d participants") % {"count": self.participant_count}
        return (self.group_name, count, *super().get_search_facts())


class Resolution(Orderable):
    """What a group agreed to have done: by whom, by when, and how one will know."""

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("resolution", "Not begun")
        IN_PROGRESS = "in_progress", pgettext_lazy("resolution", "In progress")
        DONE = "done", pgettext_lazy("resolution", "Done")
        CANCELLED = "cancelled", pgettext_lazy("resolution", "Dropped")

    page = ParentalKey(FocusGroupPage, on_delete=models.CASCADE, related_name="resolutions")
    number = models.PositiveSmallIntegerField(_("number"), default=0, editable=False)
    text = models.TextField(_("resolution"), max_length=1000)
    owner_group = models.ForeignKey(
        "people.WorkGroup",
        verbose_name=_("owned by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="resolutions",
    )
    due_date = models.DateField(_("due"), null=True, blank=True, db_index=True)
    indicator = models.CharField(
        _("indicator"), max_length=300, blank=True, help_text=_("What will show that it was done.")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.PLANNED, db_index=True)
    result_ref = models.CharField(
        _("result in the founding document"), max_length=60, blank=True, help_text=_("For example 3.1.6.")
    )

    panels = resolution_panels

    class Meta(Orderable.Meta):
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def is_settled(self) -> bool:
        return self.status in {self.Status.DONE, self.Status.CANCELLED}


class FollowUp(Orderable):
    """One check of what became of the resolutions: the C that every stage needs."""

    page = ParentalKey(FocusGroupPage, on_delete=models.CASCADE, related_name="follow_ups")
    date = models.DateField(_("date"))
    note = models.TextField(_("what was found"), max_length=2000)
    by = models.CharField(_("checked by"), max_length=200, blank=True, help_text=_("A position, never a name."))
    stage = models.CharField(_("stage checked"), max_length=1, choices=Stage.choices, default=Stage.DO)
    result = models.CharField(_("result"), max_length=8, choices=CheckResult.choices, blank=True)

    panels = follow_up_panels

    class Meta:
        ordering = ["date", "sort_order"]
        verbose_name = _("follow-up check")
        verbose_name_plural = _("follow-up checks")

    def __str__(self) -> str:
        return f"{self.date}: {self.note[:60]}"


class FocusGroupIndexPage(KindIndexPage):
    template = "pages/knowledge_index_page.html"
    search_kind = ""
    listed_kind = "focus-group"
    subpage_types = ["focus_groups.FocusGroupPage"]

    class Meta:
        verbose_name = _("list of Focus Group outcomes")
        verbose_name_plural = _("lists of Focus Group outcomes")
