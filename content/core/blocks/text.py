"""Blocks of words: paragraphs, headings, quotations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StructBlock, TextBlock

# No italics: slanted Thai is hard to read and means something else than slanted Latin. Headings are a block of their
# own, so that a table of contents can be made.
TEXT_FEATURES = ["bold", "link", "document-link", "ol", "ul", "superscript", "subscript"]
SHORT_TEXT_FEATURES = ["bold", "link", "document-link", "ol", "ul"]


class ParagraphBlock(RichTextBlock):
    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        description = _("Paragraphs and lists.")
        template = "blocks/paragraph_block.html"
        preview_value = (
            "<p>สำนักงานให้บริการครู นักเรียน และผู้ปกครองทุกวันราชการ "
            "<b>ไม่มีค่าธรรมเนียม</b></p><ul><li>ขอคัดสำเนาเอกสาร</li><li>ขอใช้ห้องประชุม</li></ul>"
        )


class HeadingBlock(StructBlock):
    """A heading inside a page. The page's own title is the one h1."""

    text = CharBlock(label=_("Heading"), max_length=150)
    level = ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Section")), ("h3", _("Part of a section"))],
        default="h2",
        help_text=_("Sections appear in the list of contents."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        description = _("Divides a long page; readers and screen readers jump from heading to heading.")
        template = "blocks/heading_block.html"
        preview_value = {"text": "ขั้นตอนการขอรับบริการ", "level": "h2"}


class QuoteBlock(StructBlock):
    text = TextBlock(label=_("Words quoted"), max_length=600, rows=3)
    speaker = CharBlock(
        label=_("Said by"), required=False, max_length=120, help_text=_("A position, not a personal name.")
    )
    source = CharBlock(label=_("Where or when"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = _("Text")
        description = _("What somebody said, set apart from the text.")
        template = "blocks/quote_block.html"
        preview_value = {
            "text": "เด็กที่ไม่เคยยกมือ กลายเป็นคนเล่าเรื่องนกให้เพื่อนฟังทั้งห้อง",
            "speaker": "ครูวิทยาศาสตร์ ชั้น ป.5",
            "source": "เวทีแลกเปลี่ยนเรียนรู้",
        }
