"""The body of a page: all shared blocks in one stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.blocks import StreamBlock

from content.core.blocks.links import CallToActionBlock
from content.core.blocks.media import FilesBlock, PictureBlock, VideoLinkBlock
from content.core.blocks.structure import AccordionBlock, DataTableBlock, StepsBlock
from content.core.blocks.text import HeadingBlock, ParagraphBlock, QuoteBlock
from search.documents import Section

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


def stream_sections(stream: StreamValue) -> tuple[Section, ...]:
    """
    The text of a stream by its main headings; what stands before the first belongs to no section.

    Pictures are read from the stored data, so that no picture is fetched: their alternative texts are found too.
    """
    sections: list[Section] = []
    anchor = label = ""
    texts: list[str] = []
    for place, raw in enumerate(stream.raw_data):
        if raw["type"] == "heading" and raw["value"].get("level") == "h2":
            sections += _section(texts, anchor, label)
            anchor, label, texts = heading_anchor(str(raw.get("id") or "")), raw["value"].get("text", ""), []
        texts += _block_texts(stream, place, raw)
    return tuple(sections + _section(texts, anchor, label))


def _section(texts: list[str], anchor: str, label: str) -> list[Section]:
    text = "\n".join(str(text) for text in texts if text)
    return [Section(text, anchor, label)] if text else []


def _block_texts(stream: StreamValue, place: int, raw: dict) -> list[str]:
    if raw["type"] == "picture":
        value = raw["value"]
        picture = value.get("picture")
        is_told = isinstance(picture, dict) and not picture.get("decorative")
        return [picture.get("alt_text") or "" if is_told else "", value.get("caption") or ""]
    if raw["type"] == "files":
        return [raw["value"].get("heading") or ""]
    block = stream[place]
    return block.block.get_searchable_content(block.value)


def heading_anchor(block_id: str) -> str:
    return f"s-{block_id[:8]}"


def contents_of(stream: StreamValue) -> list[dict[str, str]]:
    """The sections of a stream as `{title, anchor}`; the anchors are those that `pages/parts/body.html` sets."""
    return [
        {"title": block.value["text"], "anchor": heading_anchor(block.id)}
        for block in stream
        if block.block_type == "heading" and block.value["level"] == "h2"
    ]
