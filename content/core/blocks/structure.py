"""Blocks that order content: tables, steps, questions and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock
from wagtail.contrib.table_block.blocks import TableBlock

from content.core.blocks.text import SHORT_TEXT_FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

# Twelve grades with boys, girls and totals still fit; more is a spreadsheet to attach.
MOST_ROWS = 200
MOST_COLUMNS = 20


class DataTableBlock(TableBlock):
    """A simple table. Cells hold plain text; rows can be pasted from a spreadsheet."""

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Structure")
        description = _("Rows and columns with a caption. Can be pasted from a spreadsheet.")
        template = "blocks/data_table_block.html"
        preview_value = {
            "table_caption": "ระยะเวลาให้บริการ",
            "table_header_choice": "both",
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "data": [["บริการ", "วันทำการ"], ["ขอใช้ห้องประชุม", "1"], ["ขอคัดสำเนาเอกสาร", "3"]],
        }

    def clean(self, value: dict | None) -> dict | None:
        cleaned = super().clean(value)
        rows = (cleaned or {}).get("data") or []
        if not any(cell and str(cell).strip() for row in rows for cell in row):
            raise ValidationError(_("Write something in the table, or remove it."))
        if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
            raise ValidationError(
                _("A table on a page has at most %(rows)d rows and %(columns)d columns. Attach a file instead.")
                % {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
            )
        return cleaned

    def render(self, value: dict | None, context: Mapping[str, object] | None = None) -> str:
        # Cells that were never touched are None; the template reads strings.
        if not value:
            return ""
        rows = [["" if cell is None else str(cell) for cell in row] for row in value.get("data") or []]
        return super().render({**value, "data": rows}, context)


class StepBlock(StructBlock):
    title = CharBlock(label=_("Step"), max_length=150)
    text = RichTextBlock(label=_("What to do"), required=False, features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), required=False, max_length=120)
    steps = ListBlock(StepBlock(), label=_("Steps"), min_num=2)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = _("Structure")
        description = _("What to do in which order, numbered.")
        template = "blocks/steps_block.html"
        preview_value = {
            "heading": "",
            "steps": [
                {"title": "เตรียมเอกสาร", "text": "<p>แบบคำขอ และบัตรประจำตัวเจ้าหน้าที่ของรัฐ</p>"},
                {"title": "ยื่นคำขอที่กลุ่มงาน", "text": "<p>ด้วยตนเองหรือผ่านระบบ My Office</p>"},
                {"title": "รับผลภายใน 3 วันทำการ", "text": ""},
            ],
        }


class AccordionItemBlock(StructBlock):
    question = CharBlock(label=_("Question or heading"), max_length=200)
    answer = RichTextBlock(label=_("Answer"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")


class AccordionBlock(StructBlock):
    """Questions that open to their answers: `<details>`, so it works without scripts and prints open."""

    questions = ListBlock(AccordionItemBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = _("Structure")
        description = _("A list of questions; each opens to its answer.")
        template = "blocks/accordion_block.html"
        preview_value = {
            "questions": [
                {"question": "ใครขอใช้ห้องประชุมได้บ้าง", "answer": "<p>ทุกกลุ่มงานและทุกโรงเรียนในสังกัด</p>"},
                {"question": "มีค่าใช้จ่ายหรือไม่", "answer": "<p>ไม่มี</p>"},
            ]
        }
