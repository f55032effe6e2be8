"""schema.org descriptions as JSON-LD (https://schema.org/docs/gs.html, https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

# As in django.utils.html.json_script: no character that could end the script element or begin a tag.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_ld_script(data: Mapping[str, object]) -> SafeString:
    """The script element (a data block, never executed) that describes a page. Empty values are left out."""
    described = {"@context": "https://schema.org", **{key: value for key, value in data.items() if value}}
    text = json.dumps(described, cls=DjangoJSONEncoder, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped just above
