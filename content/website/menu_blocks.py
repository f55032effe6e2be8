"""The links of a menu: at most two levels, so that a phone shows them as a plain list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, StreamBlock, StructBlock, StructValue

from content.core.blocks.links import check_link_address, check_one_target

MOST_LINKS = 8


class MenuLinkBlock(StructBlock):
    """A link without a label shows the title of its page, and follows it when the title changes."""

    label = CharBlock(
        label=_("Label"), required=False, max_length=60, help_text=_("Left empty, the title of the page is shown.")
    )
    page = PageChooserBlock(label=_("Page"), required=False)
    url = CharBlock(label=_("or address"), required=False, max_length=300, validators=[check_link_address])

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        check_one_target(cleaned)
        if not cleaned["page"] and not cleaned["label"]:
            cleaned["label"] = cleaned["url"]
        return cleaned


class MenuItemBlock(MenuLinkBlock):
    children = ListBlock(MenuLinkBlock(), label=_("Links below it"), default=[], max_num=MOST_LINKS)

    class Meta:
        icon = "link"
        label = _("Menu item")


class MenuBlock(StreamBlock):
    item = MenuItemBlock()

    class Meta:
        max_num = MOST_LINKS
