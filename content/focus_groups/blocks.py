"""The parts of a Focus Group report that are lists of small records."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)

NEED_SOURCES = [
    ("session", _("Raised in the session")),
    ("source_document", _("From the founding document of the project")),
    ("demo", _("Demonstration data")),
]
LARGEST_GROUP = 500


class ParticipantsBlock(StructBlock):
    role = CharBlock(
        label=_("Role"), max_length=120, help_text=_("A role such as “primary school teachers”, never a name.")
    )
    count = IntegerBlock(label=pgettext_lazy("participants", "People"), min_value=1, max_value=LARGEST_GROUP)

    class Meta:
        icon = "group"
        label = _("Participants of one role")
        description = _("How many people of one role took part.")
        preview_value = {"role": "ครูประถมศึกษา", "count": 6}


class StatementBlock(StructBlock):
    speaker = CharBlock(
        label=_("Speaker code"), max_length=12, help_text=_("A code such as ค1 or ส2, never a name or a position.")
    )
    text = TextBlock(label=_("What was said"), max_length=2000, rows=2)

    class Meta:
        icon = "openquote"
        label = _("Statement")
        description = _("One thing that one speaker said.")
        preview_value = {"speaker": "ค1", "text": "ส่งใบเสร็จไปสองเดือนยังไม่ได้เงิน"}


class NeedValue(StructValue):
    @property
    def score(self) -> int:
        """Weight of the need inside its own group; scores of groups of different size do not compare."""
        return (self.get("frequency") or 0) * (self.get("intensity") or 0)


class NeedBlock(StructBlock):
    need = TextBlock(label=_("Need"), max_length=500, rows=2)
    frequency = IntegerBlock(
        label=_("Frequency"), min_value=1, help_text=_("How many participants raised it. At most the group's size.")
    )
    intensity = IntegerBlock(
        label=_("Intensity (1–5)"),
        min_value=1,
        max_value=5,
        help_text=_("Agreed by the moderator and the note takers. The score is frequency × intensity."),
    )
    quotes = ListBlock(
        TextBlock(label=_("Quote"), max_length=500, rows=1),
        label=_("Quotes"),
        default=[],
        required=False,
        help_text=_("In the participants' own words, without names."),
    )
    source = ChoiceBlock(label=_("Source"), choices=NEED_SOURCES, default="session")

    class Meta:
        icon = "pick"
        label = _("Need")
        value_class = NeedValue


class ThemeBlock(StructBlock):
    name = CharBlock(label=_("Theme"), max_length=200)
    description = TextBlock(label=_("Description"), max_length=1000, rows=2, required=False)
    needs = ListBlock(NeedBlock(), label=_("Needs"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Theme")
        description = _("A theme found in what was said, with its needs.")
        preview_value = {
            "name": "สวัสดิการและค่าตอบแทน",
            "description": "เงินที่ควรได้มาช้า ทำให้เสียกำลังใจ",
            "needs": [
                {
                    "need": "การเบิกจ่ายสวัสดิการให้เร็วที่สุด",
                    "frequency": 11,
                    "intensity": 5,
                    "quotes": ["ส่งใบเสร็จค่ารักษาไปสองเดือนยังไม่ได้"],
                    "source": "session",
                }
            ],
        }

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        words = [need["need"].strip() for need in cleaned["needs"]]
        if len(set(words)) < len(words):
            message = _("The same need stands twice in this theme. Keep one and add up who raised it.")
            raise StructBlockValidationError(block_errors={"needs": ValidationError(message)})
        return cleaned
