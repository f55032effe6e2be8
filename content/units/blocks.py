"""The parts of a unit that repeat with several columns: steps of activities, rubric criteria, steps of the project."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, StreamBlock, StructBlock, TextBlock

# A rubric has four levels, the best first: score and the name of the field that describes it.
LEVELS = ((4, "level_4"), (3, "level_3"), (2, "level_2"), (1, "level_1"))
LEVEL_LABELS = {4: _("Very good (4)"), 3: _("Good (3)"), 2: _("Fair (2)"), 1: _("Needs improvement (1)")}


class ActivityBlock(StructBlock):
    name = CharBlock(label=_("Step"), max_length=120, help_text=_("For example: ask, explore, make, share."))
    hours = IntegerBlock(label=_("Hours"), min_value=1, max_value=200)
    thinking_tool = CharBlock(
        label=_("Thinking tool"), required=False, max_length=160, help_text=_("For example 5W1H or a Venn diagram.")
    )
    teacher = TextBlock(label=_("What the teacher does"), rows=3, max_length=3000)
    students = TextBlock(label=_("What the pupils do"), rows=3, max_length=3000)
    evidence = TextBlock(
        label=_("Evidence"), required=False, rows=2, max_length=1000, help_text=_("What shows that they have learned.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Activity step")
        description = _("One step of the learning activities with its hours.")
        preview_value = {"name": "สำรวจ", "hours": 2, "teacher": "พาสำรวจริมบึง", "students": "นับนกและจดบันทึก"}


class CriterionBlock(StructBlock):
    name = CharBlock(label=_("Criterion"), max_length=160)
    weight = IntegerBlock(
        label=_("Weight"), min_value=1, max_value=100, help_text=_("The weights of all criteria add up to 100.")
    )
    level_4 = TextBlock(label=LEVEL_LABELS[4], rows=2, max_length=1000)
    level_3 = TextBlock(label=LEVEL_LABELS[3], rows=2, max_length=1000)
    level_2 = TextBlock(label=LEVEL_LABELS[2], rows=2, max_length=1000)
    level_1 = TextBlock(label=LEVEL_LABELS[1], rows=2, max_length=1000)

    class Meta:
        icon = "table"
        label = _("Criterion")
        description = _("One row of the rubric: a criterion, its weight and four levels.")
        preview_value = {"name": "การบันทึกข้อมูล", "weight": 25, "level_4": "ครบถ้วน", "level_3": "เกือบครบ"}


class ProjectStepBlock(StructBlock):
    name = CharBlock(label=_("Step"), max_length=160)
    detail = TextBlock(label=_("Detail"), required=False, rows=2, max_length=2000)

    class Meta:
        icon = "form"
        label = _("Project step")
        description = _("One step of the pupils' project.")
        preview_value = {"name": "คิดและเลือกหัวเรื่อง", "detail": "เลือกคำถามที่ตอบได้ด้วยการสำรวจ"}


class ActivityStreamBlock(StreamBlock):
    activity = ActivityBlock()


class RubricStreamBlock(StreamBlock):
    criterion = CriterionBlock()


class ProjectStreamBlock(StreamBlock):
    step = ProjectStepBlock()
