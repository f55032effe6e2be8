"""The body of a page: all shared blocks in one stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.blocks import StreamBlock

from content.core.blocks.links import CallToActionBlock
from content.core.blocks.media import FilesBlock, PictureBlock, VideoLinkBlock
from content.core.blocks.structure import AccordionBlock, DataTableBlock, StepsBlock
from content.core.blocks.text import HeadingBlock, ParagraphBlock, QuoteBlock

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue


class BodyBlock(StreamBlock):
    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    picture = PictureBlock()
    table = DataTableBlock()
    steps = StepsBlock()
    questions = AccordionBlock()
    quote = QuoteBlock()
    files = FilesBlock()
    video = VideoLinkBlock()
    call_to_action = CallToActionBlock()


def stream_text(stream: StreamValue) -> str:
    """All readable text of a stream, for search."""
    return "\n".join(str(text) for text in stream.stream_block.get_searchable_content(stream) if text)


def heading_anchor(block_id: str) -> str:
    return f"s-{block_id[:8]}"


def contents_of(stream: StreamValue) -> list[dict[str, str]]:
    """The sections of a stream as `{title, anchor}`; the anchors are those that `pages/parts/body.html` sets."""
    return [
        {"title": block.value["text"], "anchor": heading_anchor(block.id)}
        for block in stream
        if block.block_type == "heading" and block.value["level"] == "h2"
    ]
