"""
Who is meant by `@username` in a text.

People are shown by position, so the user name is what one types; only those who may see the place it is written in
hear of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from content.people.models import User

if TYPE_CHECKING:
    from collections.abc import Callable

# Nobody calls more people by name in one text; a pasted list must not.
MOST_MENTIONS = 20
CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`", re.DOTALL)
# The name of an e-mail address or a part of a web address is no mention.
MENTION = re.compile(r"(?<![A-Za-z0-9_.@/+-])@([A-Za-z0-9_][A-Za-z0-9_.+-]{0,149})")


def mentioned_names(text: str) -> list[str]:
    """The user names in a Markdown text, in small letters, each once; not those in code."""
    found = (match[1].rstrip(".+-").lower() for match in MENTION.finditer(CODE.sub(" ", text)))
    return list(dict.fromkeys(name for name in found if name))[:MOST_MENTIONS]


def mentioned_users(text: str, may_see: Callable[[User], bool]) -> list[User]:
    """The people mentioned in `text` for whom `may_see` holds. Names nobody has are left out, and nothing tells so."""
    names = mentioned_names(text)
    if not names:
        return []
    people = User.objects.filter(is_active=True, username__iregex=_any_of(names)).select_related("profile")
    return [user for user in people.order_by("pk") if may_see(user)]


def _any_of(names: list[str]) -> str:
    return rf"^({'|'.join(re.escape(name) for name in names)})$"
