"""The integrated learning unit (หน่วยการเรียนรู้บูรณาการ): what a teacher plans, teaches and hands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Orderable

from content.core.lines import LinesField
from content.knowledge.models import KindIndexPage, KnowledgeItem
from content.units import blocks, reading, rules, sections
from content.units.forms import LearningUnitForm
from content.units.panels import unit_edit_handler

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.taxonomy.models import Grade, Indicator
    from search.documents import Section


class UnitAreaHours(Orderable):
    """The hours a unit gives to one learning area."""

    page = ParentalKey("units.LearningUnitPage", on_delete=models.CASCADE, related_name="area_hours")
    area = models.ForeignKey(
        "taxonomy.LearningArea", verbose_name=_("learning area"), on_delete=models.PROTECT, related_name="+"
    )
    hours = models.PositiveSmallIntegerField(
        _("hours"), validators=[MinValueValidator(1), MaxValueValidator(rules.MOST_HOURS)]
    )

    class Meta(Orderable.Meta):
        verbose_name = _("hours of a learning area")
        verbose_name_plural = _("hours by learning area")

    def __str__(self) -> str:
        return f"{self.area_id}: {self.hours}"


class UnitIndicator(Orderable):
    """An indicator of the core curriculum that a unit works towards."""

    page = ParentalKey("units.LearningUnitPage", on_delete=models.CASCADE, related_name="unit_indicators")
    indicator = models.ForeignKey(
        "taxonomy.Indicator", verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="unit_links"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("indicator of the unit")
        verbose_name_plural = _("indicators of the unit")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.indicator_id}"


class LearningUnitPage(KnowledgeItem):
    """One integrated learning unit. Its lists are lines, its tables are streams, what others query is relational."""

    class Semester(models.IntegerChoices):
        FIRST = 1, _("First semester")
        SECOND = 2, _("Second semester")

    template = "pages/learning_unit_page.html"
    parent_page_types = ["units.LearningUnitIndexPage"]
    base_form_class = LearningUnitForm
    search_kind = "learning-unit"
    kind_label = _("Integrated learning unit")
    schema_type = "LearningResource"

    # What it is
    unit_no = models.PositiveSmallIntegerField(_("unit number"), null=True, blank=True)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    big_idea = models.TextField(
        _("big idea"), max_length=1500, help_text=_("The essence that pupils keep: one or two sentences.")
    )
    essential_questions = LinesField(_("essential questions"), blank=True, help_text=_("One question a line."))
    semester = models.PositiveSmallIntegerField(
        _("semester"), choices=Semester, null=True, blank=True, help_text=_("Leave empty for the whole year.")
    )
    hours = models.PositiveSmallIntegerField(
        _("hours"),
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(rules.MOST_HOURS)],
        help_text=_("All hours of the unit. The hours by learning area and by activity add up to it."),
    )
    curriculum_version = models.ForeignKey(
        "taxonomy.CurriculumVersion",
        verbose_name=_("curriculum version"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The edition that the indicators are taken from."),
    )

    # What pupils reach
    objectives_knowledge = LinesField(_("knowledge (K)"), blank=True, help_text=_("One objective a line."))
    objectives_process = LinesField(_("skills and processes (P)"), blank=True, help_text=_("One objective a line."))
    objectives_attitude = LinesField(_("attitudes (A)"), blank=True, help_text=_("One objective a line."))
    core_content = LinesField(_("core content"), blank=True, help_text=_("One topic a line."))
    local_content = LinesField(
        _("local content"), blank=True, help_text=_("What the area itself teaches; one topic a line.")
    )
    competencies = ParentalManyToManyField(
        "taxonomy.Competency", verbose_name=_("key competencies"), blank=True, related_name="+"
    )
    characteristics = ParentalManyToManyField(
        "taxonomy.DesiredCharacteristic", verbose_name=_("desired characteristics"), blank=True, related_name="+"
    )
    honest_traits = ParentalManyToManyField(
        "taxonomy.HonestSchoolTrait", verbose_name=_("honest-school traits"), blank=True, related_name="+"
    )

    # How they get there
    activities = StreamField(blocks.ActivityStreamBlock(), verbose_name=_("activities"), blank=True)
    materials = LinesField(_("materials"), blank=True, help_text=_("One thing a line."))
    learning_sources = LinesField(_("learning sources"), blank=True, help_text=_("Places and people; one a line."))
    project_title = models.CharField(_("title of the project"), max_length=200, blank=True)
    project_question = models.CharField(_("driving question"), max_length=400, blank=True)
    project_steps = StreamField(blocks.ProjectStreamBlock(), verbose_name=_("steps of the project"), blank=True)
    project_product = models.CharField(_("product"), max_length=400, blank=True)
    project_audience = models.CharField(
        _("shown to"), max_length=400, blank=True, help_text=_("For whom the pupils make it.")
    )

    # How one knows
    assessment_methods = LinesField(_("ways of assessing"), blank=True, help_text=_("One way a line."))
    assessment_tools = LinesField(_("tools of assessing"), blank=True, help_text=_("One tool a line."))
    pass_criteria = models.TextField(_("pass criteria"), max_length=1000, blank=True)
    rubric = StreamField(blocks.RubricStreamBlock(), verbose_name=_("rubric"), blank=True)

    # Sufficiency economy: three loops, two conditions
    sufficiency_moderation = models.TextField(_("moderation"), max_length=1000, blank=True)
    sufficiency_reasonableness = models.TextField(_("reasonableness"), max_length=1000, blank=True)
    sufficiency_immunity = models.TextField(_("immunity"), max_length=1000, blank=True)
    sufficiency_knowledge = models.TextField(_("condition: knowledge"), max_length=1000, blank=True)
    sufficiency_virtue = models.TextField(_("condition: virtue"), max_length=1000, blank=True)

    # After teaching
    reflection_students = LinesField(
        _("questions for pupils to reflect on"), blank=True, help_text=_("One question a line.")
    )
    reflection_teacher = LinesField(
        _("questions for the teacher to reflect on"), blank=True, help_text=_("One question a line.")
    )
    after_result = models.TextField(_("result of teaching"), max_length=3000, blank=True)
    after_problem = models.TextField(_("problems and obstacles"), max_length=3000, blank=True)
    after_solution = models.TextField(_("suggestions and solutions"), max_length=3000, blank=True)
    supervisor_remark = models.TextField(_("remark of the director or supervisor"), max_length=3000, blank=True)

    edit_handler = unit_edit_handler

    class Meta:
        verbose_name = _("learning unit")
        verbose_name_plural = _("learning units")

    def save(self, *args: object, **kwargs: object) -> None:
        """Refuse to go live with numbers that contradict each other; put the unit under the areas it gives hours to."""
        if self.live and kwargs.get("clean", True) and kwargs.get("update_fields") is None:
            rules.check_unit(rules.plan_of(self))
        if kwargs.get("update_fields") is None:
            self.include_areas_with_hours()
        super().save(*args, **kwargs)

    def include_areas_with_hours(self) -> None:
        chosen = list(self.learning_areas.all())
        missing = [row.area for row in reading.area_rows(self) if row.area not in chosen]
        if missing:
            self.learning_areas = chosen + missing

    def get_content(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_content(request), **reading.unit_context(self)}

    # What is read several times while a page or a search document is made. Rules and writes read the rows anew.

    @cached_property
    def areas(self) -> list[UnitAreaHours]:
        return reading.area_rows(self)

    @cached_property
    def for_grades(self) -> list[Grade]:
        return list(self.grades.all())

    @cached_property
    def indicators(self) -> list[Indicator]:
        return reading.indicators_of(self)

    def get_facts(self) -> list[dict[str, object]]:
        return reading.fact_strip(self)

    def get_json_ld(self) -> dict[str, object]:
        return reading.json_ld(self)

    def get_search_body(self) -> str:
        return "\n".join(part for part in (self.subtitle, self.big_idea) if part)

    def get_search_sections(self) -> tuple[Section, ...]:
        return sections.unit_sections(self)

    def get_search_facets(self) -> dict[str, tuple[str, ...]]:
        return {**super().get_search_facets(), "hours": (str(self.hours),) if self.hours else ()}

    def get_search_facts(self) -> tuple[str, ...]:
        return reading.search_facts(self)


class LearningUnitIndexPage(KindIndexPage):
    template = "pages/knowledge_index_page.html"
    search_kind = ""
    listed_kind = "learning-unit"
    subpage_types = ["units.LearningUnitPage"]

    class Meta:
        verbose_name = _("list of learning units")
        verbose_name_plural = _("lists of learning units")
