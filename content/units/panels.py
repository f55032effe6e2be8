"""The edit form of a learning unit, in the order in which teachers write one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

from content.core.models import BasePage
from content.knowledge.panels import knowledge_edit_handler


def group(heading: str, *names: str, collapsed: bool = True) -> MultiFieldPanel:
    panels = [FieldPanel(name) if isinstance(name, str) else name for name in names]
    return MultiFieldPanel(panels, heading=heading, classname="collapsed" if collapsed else "")


content_panels = [
    *BasePage.content_panels,
    group(
        _("Outline of the unit"),
        "subtitle",
        FieldRowPanel([FieldPanel("unit_no"), FieldPanel("semester"), FieldPanel("hours")]),
        "big_idea",
        "essential_questions",
        collapsed=False,
    ),
    InlinePanel(
        "area_hours",
        label=_("learning area"),
        heading=_("Hours by learning area"),
        panels=[FieldRowPanel([FieldPanel("area"), FieldPanel("hours")])],
    ),
    group(_("Standards and indicators"), "curriculum_version", "indicator_codes", collapsed=False),
    group(_("Learning objectives"), "objectives_knowledge", "objectives_process", "objectives_attitude"),
    group(_("Content to learn"), "core_content", "local_content"),
    group(_("Qualities of pupils"), "competencies", "characteristics", "honest_traits"),
    FieldPanel("activities"),
    group(_("Materials and learning sources"), "materials", "learning_sources"),
    group(
        _("Pupils' project"),
        "project_title",
        "project_question",
        "project_steps",
        "project_product",
        "project_audience",
    ),
    group(_("Measurement and assessment"), "assessment_methods", "assessment_tools", "pass_criteria"),
    FieldPanel("rubric"),
    group(
        _("Sufficiency economy: three loops, two conditions"),
        "sufficiency_moderation",
        "sufficiency_reasonableness",
        "sufficiency_immunity",
        "sufficiency_knowledge",
        "sufficiency_virtue",
    ),
    group(
        _("Reflection and notes after teaching"),
        HelpPanel(content=_("What stays empty here is printed as blank lines, to be filled in by hand.")),
        "reflection_students",
        "reflection_teacher",
        "after_result",
        "after_problem",
        "after_solution",
        "supervisor_remark",
    ),
]

unit_edit_handler = knowledge_edit_handler(content_panels)
