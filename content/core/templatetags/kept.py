"""
`{% load kept %}{% kept "footer" menus.key %}…{% endkept %}`: HTML that is made once and kept until content changes.

For what depends on published content, the template and the values named in the tag, and on nothing else of the
request. Where the first value is empty (a preview, a page of no content) it is made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import get_language

from content.core.memory import remembered_html

if TYPE_CHECKING:
    from django.template.base import FilterExpression, NodeList, Parser, Token
    from django.template.context import Context
    from django.utils.safestring import SafeString

register = template.Library()


class KeptNode(template.Node):
    def __init__(self, nodelist: NodeList, name: str, values: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.name = name
        self.values = values

    def render(self, context: Context) -> SafeString:
        values = tuple(value.resolve(context, ignore_failures=True) for value in self.values)
        if not values[0]:
            return self.nodelist.render(context)
        # Templates that extend one layout fill the same piece in their own way.
        key = (self.name, context.template_name, get_language(), *values)
        return remembered_html(key, lambda: self.nodelist.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    tag, *words = token.split_contents()
    if len(words) < 2:
        raise template.TemplateSyntaxError(f"{tag} wants a name and at least one value that the piece depends on.")
    name, *values = words
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, name.strip("\"'"), [parser.compile_filter(value) for value in values])
