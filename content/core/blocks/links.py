"""Links that editors choose: to a page of the site or to an address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock, StructBlockValidationError, StructValue

from content.core.audiences import can_read

if TYPE_CHECKING:
    from collections.abc import Mapping

LINK_SCHEMES = {"http", "https", "mailto", "tel"}


def check_web_address(address: str) -> None:
    """Raise ValidationError unless `address` begins with http:// or https://."""
    if urlsplit(address).scheme not in {"http", "https"}:
        raise ValidationError(_("Write an address that begins with https:// or http://."))


def check_link_address(address: str) -> None:
    """Raise ValidationError unless `address` is a path of this site or has a harmless scheme."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        scheme = "?"
    is_path = address.startswith("/") and not address.startswith(("//", "/\\"))
    if not is_path and scheme not in LINK_SCHEMES:
        raise ValidationError(_("Write a path such as /search/ or an address that begins with https://."))


def check_one_target(value: Mapping[str, object], *, required: bool = True) -> None:
    """Raise the block's ValidationError unless a page or an address is given, and not both."""
    page, url = value.get("page"), value.get("url")
    if page and url:
        problem = _("Choose a page or write an address, not both.")
    elif required and not page and not url:
        problem = _("Choose a page or write an address.")
    else:
        return
    raise StructBlockValidationError(block_errors={"url": ValidationError(problem)})


class CallToActionBlock(StructBlock):
    """One clear next step. Without a target that the viewer may reach, nothing is shown."""

    text = CharBlock(label=_("What it is about"), required=False, max_length=200)
    label = CharBlock(
        label=_("Words on the button"), max_length=60, help_text=_("Begin with a verb, such as “Download the form”.")
    )
    page = PageChooserBlock(label=_("Page"), required=False)
    url = CharBlock(label=_("or address"), required=False, max_length=300, validators=[check_link_address])

    class Meta:
        icon = "link"
        label = _("Call to action")
        group = _("Structure")
        description = _("A button with one clear next step.")
        template = "blocks/call_to_action_block.html"
        preview_value = {
            "text": "มีหน่วยการเรียนรู้ที่อยากแบ่งปัน?",
            "label": "ส่งเข้าคลังความรู้",
            "page": None,
            "url": "/search/",
        }

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        check_one_target(cleaned)
        return cleaned

    def get_context(self, value: StructValue, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        context = super().get_context(value, parent_context=parent_context)
        context["target_url"] = self._target_url(value, context.get("request"))
        return context

    @staticmethod
    def _target_url(value: StructValue, request: object) -> str:
        page = value.get("page")
        if not page:
            return value.get("url") or ""
        user = getattr(request, "user", None)
        return (page.get_url(request) or "") if page.live and can_read(user, page) else ""
