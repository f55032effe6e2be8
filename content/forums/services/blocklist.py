"""
Blocked words and hosts, and the links of a text.

Text and list are normalised as search normalises them, so that zero-width characters, Thai digits, full-width letters
and swapped marks do not get a word past the list; entities, tags and marks of emphasis inside a word do not either.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote

from content.core.memory import remembered
from content.forums.models import BlockedWord
from search.text.normalise import plain

_TAG = re.compile(r"<[^<>]{0,500}>")
_EMPHASIS = re.compile(r"[*_~`\\]+")
_SPACES = re.compile(r"\s+")
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?/*(?:www\.)?")
_HOST = re.compile(r"[^\s./@:]+(?:\.[^\s./@:]+)*\.[a-z\u0e01-\u0e4e-]{2,}[a-z0-9\u0e01-\u0e4e-]*")
_LINK = re.compile(r"https?://|(?<![a-z0-9./@-])www\.", re.IGNORECASE)
# Dots of other scripts that browsers read as dots of a host.
_DOTS = str.maketrans("。．｡", "...")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the list, ready to be looked for."""

    text: str
    pattern: re.Pattern[str]
    is_host: bool
    refuses: bool


def blocked_in(text: str) -> Rule | None:
    """The rule that `text` meets; one that refuses before one that holds."""
    return next(iter(rules_met(text)), None)


def rules_met(text: str) -> list[Rule]:
    """Every rule that `text` meets, those that refuse first."""
    held = rules()
    if not held:
        return []
    words, links = _words_of(text), _links_of(text)
    return [rule for rule in held if rule.pattern.search(links if rule.is_host else words)]


def count_links(text: str) -> int:
    """How many links stand in a text, written as Markdown, bare or as HTML."""
    return len(_LINK.findall(html.unescape(text)))


def rules() -> tuple[Rule, ...]:
    """The list of this generation of the site's content, what refuses first."""
    return remembered(("forum blocked words",), _load)


def needle_of(text: str) -> tuple[str, bool]:
    """What is looked for, and whether it is a host: `https://www.Example.com/offer` is `example.com`."""
    spelled = _one_space(plain(text.translate(_DOTS)))
    host = _SCHEME.sub("", spelled).split("/")[0]
    if _HOST.fullmatch(host):
        return host, True
    return _EMPHASIS.sub("", spelled), False


def _load() -> tuple[Rule, ...]:
    rows = BlockedWord.objects.values_list("text", "action")
    made = [_rule(text, refuses=action == BlockedWord.Action.REFUSE) for text, action in rows]
    return tuple(sorted((rule for rule in made if rule), key=lambda rule: not rule.refuses))


def _rule(text: str, *, refuses: bool) -> Rule | None:
    needle, is_host = needle_of(text)
    if not needle:
        return None
    if is_host:
        spellings = "|".join(re.escape(spelling) for spelling in {needle, _punycode(needle)})
        pattern = rf"(?<![a-z0-9-])(?:{spellings})(?![a-z0-9-]|\.[a-z0-9])"
    else:
        # Thai is written without spaces and found anywhere; a Latin word is not found inside a longer one.
        before = r"(?<![a-z0-9])" if needle[0].isascii() and needle[0].isalnum() else ""
        after = r"(?![a-z0-9])" if needle[-1].isascii() and needle[-1].isalnum() else ""
        pattern = before + re.escape(needle) + after
    return Rule(text, re.compile(pattern), is_host, refuses)


def _words_of(text: str) -> str:
    return _one_space(_EMPHASIS.sub("", plain(_TAG.sub("", html.unescape(text)))))


def _links_of(text: str) -> str:
    return plain(unquote(html.unescape(text)).translate(_DOTS))


def _one_space(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _punycode(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
