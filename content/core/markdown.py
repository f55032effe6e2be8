"""
The one way from what people type to HTML.

Python-Markdown reads it (`**“ไทย”**ต่อ` is formatted right, which CommonMark parsers are not able to do for scripts
without spaces), then nh3 keeps only harmless tags. Nowhere else is text marked safe.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import markdown
import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

EXTENSIONS = ["extra", "sane_lists", "nl2br"]
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
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
URL_SCHEMES = {"http", "https", "mailto", "tel"}
TAGS = re.compile(r"<[^>]+>")
SPACES = re.compile(r"\s+")


class _Headings(Treeprocessor):
    """A page has one h1, its title: typed headings begin at h2. Header cells say that they head a column."""

    LEVELS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}

    def run(self, root: Element) -> None:
        for element in root.iter():
            element.tag = self.LEVELS.get(element.tag, element.tag)
            if element.tag == "th":
                element.set("scope", "col")
                element.attrib.pop("style", None)


class _HouseRules(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.treeprocessors.register(_Headings(md), "house_headings", 5)


def _keep_attribute(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src" and not (value.startswith("/") and not value.startswith("//")):
        # A picture from another host would tell it who reads here.
        return None
    return value


def render_markdown(text: str) -> SafeString:
    """Clean HTML of a Markdown text; headings begin at h2, outgoing links carry no referrer."""
    converter = markdown.Markdown(extensions=[*EXTENSIONS, _HouseRules()], output_format="html")
    return clean_html(converter.convert(text.replace("\x00", "")))


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
    return mark_safe(cleaned)  # noqa: S308 - nh3 has just cleaned it


def plain_text(source: str) -> str:
    """The text of HTML without tags, one space between words that tags kept apart."""
    return SPACES.sub(" ", html.unescape(TAGS.sub(" ", source))).strip()
