"""Blocks of pictures, files and videos."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, StructValue, TextBlock, URLBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from content.core.blocks.links import check_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping


class PictureBlock(StructBlock):
    """
    A picture with its caption.

    The alternative text starts as the picture's own and may be written anew for this place; a picture that only
    decorates says so and is silent for screen readers.
    """

    picture = ImageBlock(label=_("Picture"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _("Pictures and files")
        description = _("A picture with alternative text and a caption.")
        template = "blocks/picture_block.html"

    def get_preview_value(self) -> StructValue:
        newest = get_image_model().objects.order_by("-pk").first()
        if newest:
            newest.contextual_alt_text, newest.decorative = newest.default_alt_text, False
        return self.normalize({"picture": newest, "caption": "ครูและนักเรียนสำรวจพืชน้ำที่ริมทะเลสาบ"})


class FilesBlock(StructBlock):
    """Documents to download. Their privacy follows the pages that link to them."""

    heading = CharBlock(label=_("Heading"), required=False, max_length=120)
    files = ListBlock(DocumentChooserBlock(label=_("File")), label=_("Files"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Files")
        group = _("Pictures and files")
        description = _("Files to download, with type and size.")
        template = "blocks/files_block.html"
        preview_value = {"heading": "แบบฟอร์มที่ใช้", "files": []}

    def get_context(self, value: StructValue, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        context = super().get_context(value, parent_context=parent_context)
        # A deleted document leaves None in the list.
        context["files"] = [
            {
                "title": document.title,
                "url": document.url,
                "size": document.file_size,
                "type": document.file_extension.upper(),
            }
            for document in value["files"]
            if document
        ]
        return context


class VideoValue(StructValue):
    @property
    def host(self) -> str:
        """The site a video link leads to, for readers to know before they follow it."""
        return (urlsplit(self["url"]).hostname or "").removeprefix("www.").removeprefix("m.")


class VideoLinkBlock(StructBlock):
    """
    A video on another site, as a link.

    Nothing is embedded: a player would tell the other site who reads here and weigh more than the whole page.
    """

    title = CharBlock(label=_("Title of the video"), max_length=150)
    url = URLBlock(label=_("Address of the video"), max_length=300, validators=[check_web_address])
    length = CharBlock(label=_("Length"), required=False, max_length=40, help_text=_("For example 12 minutes."))
    about = TextBlock(label=_("What it shows"), required=False, max_length=300, rows=2)

    class Meta:
        icon = "media"
        label = _("Video (link)")
        group = _("Pictures and files")
        description = _("A card that leads to a video on another site.")
        template = "blocks/video_link_block.html"
        value_class = VideoValue
        preview_value = {
            "title": "สาธิตการทำแผนผังความคิดกับนักเรียน ป.4",
            "url": "https://www.youtube.com/watch?v=xxxxxxxxxxx",
            "length": "12 นาที",
            "about": "ครูเริ่มจากภาพหนึ่งภาพ แล้วให้เด็กแตกกิ่งจากสิ่งที่เห็น",
        }
