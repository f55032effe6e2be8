"""
The one way from what people type to HTML.

Python-Markdown reads it (`**“ไทย”**ต่อ` is formatted right, which CommonMark parsers are not able to do for scripts
without spaces), then nh3 keeps only harmless tags. Nowhere else is text marked safe.
"""

from __future__ import annotations

import hashlib
import html
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import markdown
import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from content.core.markdown_work import is_tangled

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

logger = logging.getLogger(__name__)

# Raise it whenever the same text would give different HTML: kept HTML of an older version is made anew.
RENDERER_VERSION = 2

# Of the library's "extra" set without attribute lists and Markdown inside HTML, whose results the cleaning would take
# away again, and without abbreviations, which look for word boundaries that Thai does not have.
EXTENSIONS = ["fenced_code", "tables", "def_list", "footnotes", "sane_lists", "nl2br"]
EXTENSION_SETTINGS = {"footnotes": {"BACKLINK_TITLE": ""}}
ALLOWED_TAGS = {
    *("p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "sup", "sub", "abbr", "kbd"),
    *("h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "a", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
URL_SCHEMES = {"http", "https", "mailto", "tel"}
FOOTNOTE_ID = re.compile(r"fn(?:ref)?\d*:[^\s\"'<>&]{1,60}")
# Browsers read a backslash as a slash and drop line breaks inside an address: "/\host" is another host.
OWN_PATH = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f]*")

NOTE_TARGET = re.compile(r'<(li|sup) id="([^"]*)">')
IMAGE = re.compile(r'<img((?: [\w-]+="[^"]*")*)>')
ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.DOTALL)
# A tag inside a word parts nothing; between paragraphs, cells and lines a space must stand.
INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|del|em|i|kbd|mark|s|small|span|strong|sub|sup|u|wbr)(?:\s[^>]*)?>", re.I)
TAG = re.compile(r"<[^>]+>")
SPACES = re.compile(r"\s+")
BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Heading:
    title: str
    anchor: str
    level: int


@dataclass(frozen=True)
class Document:
    """HTML whose headings can be linked to."""

    html: SafeString
    headings: tuple[Heading, ...]


class _Headings(Treeprocessor):
    """A page has one h1, its title: the highest typed heading becomes h2. Header cells say that they head a column."""

    HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

    def run(self, root: Element) -> None:
        highest = min(
            (self.HEADINGS.index(element.tag) for element in root.iter() if element.tag in self.HEADINGS), default=1
        )
        for element in root.iter():
            if element.tag in self.HEADINGS:
                level = self.HEADINGS.index(element.tag) - highest + 1
                element.tag = self.HEADINGS[min(level, len(self.HEADINGS) - 1)]
            elif element.tag == "th":
                element.set("scope", "col")
                element.attrib.pop("style", None)


class _Checklists(Treeprocessor):
    """`- [ ] ` and `- [x] ` become signs that every font and screen reader knows; a page is no form to tick in."""

    SIGNS = {"[ ] ": "\u2610 ", "[x] ": "\u2611 ", "[X] ": "\u2611 "}

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            # With empty lines between them, items hold paragraphs.
            holder = item if (item.text or "").strip() else next(iter(item), item)
            sign = self.SIGNS.get((holder.text or "").lstrip()[:4])
            if sign and holder.tag in {"li", "p"}:
                holder.text = sign + holder.text.lstrip()[4:]


class _HouseRules(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.treeprocessors.register(_Headings(md), "house_headings", 5)
        # Before the inline patterns, to which brackets are the beginning of a link.
        md.treeprocessors.register(_Checklists(md), "house_checklists", 25)


def _keep_attribute(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src" and not OWN_PATH.fullmatch(value):
        # A picture from another host would tell it who reads here.
        return None
    if attribute == "id" and not FOOTNOTE_ID.fullmatch(value):
        return None
    return value


def without_anchors(tag: str, attribute: str, value: str) -> str | None:
    """
    For `clean_html`: no targets and no links to them, as where several texts stand on one page.

    The footnotes of two texts have the same names.
    """
    if attribute == "id" or (attribute == "href" and value.startswith("#")):
        return None
    return _keep_attribute(tag, attribute, value)


def render_markdown(text: str) -> SafeString:
    """
    Clean HTML of a Markdown text; headings begin at h2, outgoing links carry no referrer.

    A text too tangled to be read in reasonable time is shown as it was typed.
    """
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if is_tangled(text):
        return _as_typed(text)
    converter = markdown.Markdown(
        extensions=[*EXTENSIONS, _HouseRules()], extension_configs=EXTENSION_SETTINGS, output_format="html"
    )
    try:
        return clean_html(converter.convert(text))
    except RecursionError:
        logger.warning("Markdown of %d characters is nested too deeply; shown as typed", len(text))
        return _as_typed(text)


def rendering_key(text: str) -> str:
    """What the HTML of `text` depends on: equal keys, equal HTML."""
    return f"{RENDERER_VERSION}:{hashlib.sha256(text.encode(errors='replace')).hexdigest()}"


def read_document(source: str) -> Document:
    """HTML made by `render_markdown` and kept since, cleaned once more, with anchors on its h2 and h3."""
    headings: list[Heading] = []

    def anchored(match: re.Match[str]) -> str:
        level, inner = match.groups()
        anchor = f"part-{len(headings) + 1}"
        headings.append(Heading(plain_text(inner), anchor, int(level)))
        return f'<h{level} id="{anchor}">{inner}</h{level}>'

    marked = HEADING.sub(anchored, clean_html(source))
    return Document(mark_safe(marked), tuple(headings))  # noqa: S308 - clean, and the anchors are ours


def clean_html(source: str, attribute_filter: Callable[[str, str, str], str | None] = _keep_attribute) -> SafeString:
    """Only the allowed tags, attributes and URL schemes of `source`."""
    cleaned = nh3.clean(
        source,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        attribute_filter=attribute_filter,
        url_schemes=URL_SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    taken: set[str] = set()

    def first_only(match: re.Match[str]) -> str:
        is_first = match[2] not in taken
        taken.add(match[2])
        return match[0] if is_first else f"<{match[1]}>"

    cleaned = NOTE_TARGET.sub(first_only, IMAGE.sub(_image_or_words, cleaned))
    return mark_safe(cleaned)  # noqa: S308 - nh3 has just cleaned it


def _image_or_words(match: re.Match[str]) -> str:
    """A picture without address is an error in HTML; its description stays."""
    attributes = dict(ATTRIBUTE.findall(match[1]))
    if not attributes.get("src"):
        return html.escape(html.unescape(attributes.get("alt", "")))
    return match[0] if "alt" in attributes else f'<img alt=""{match[1]}>'


def _as_typed(text: str) -> SafeString:
    parts = (html.escape(part.strip()).replace("\n", "<br>\n") for part in BLANK_LINES.split(text))
    return clean_html("\n".join(f"<p>{part}</p>" for part in parts if part))


def plain_text(source: str, *, with_pictures: bool = False) -> str:
    """
    The text of HTML without tags, one space between words that tags kept apart.

    `with_pictures` puts the alternative text of a picture in its place.
    """
    if with_pictures:
        source = IMAGE.sub(lambda match: f" {dict(ATTRIBUTE.findall(match[1])).get('alt', '')} ", source)
    return SPACES.sub(" ", html.unescape(TAG.sub(" ", INLINE_TAG.sub("", source)))).strip()
