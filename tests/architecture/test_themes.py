"""Templates, styles and scripts keep the strict Content-Security-Policy and never leave the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.architecture.source import name, select

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN = re.compile(
    r"""(?ix)
    \bsrc(set)?\s*=\s*["']?\s*(https?:)?//
    | <link\b[^>]*\bhref\s*=\s*["']?\s*(https?:)?//
    | url\(\s*["']?\s*(https?:)?//
    | @import\s+["'](https?:)?//
    | (fetch|import)\(\s*["'`](https?:)?//
    """
)
INLINE = re.compile(
    r"""(?ix)
    <style\b
    | \sstyle\s*=\s*["']
    | <script\b(?![^>]*\b(src\s*=|type\s*=\s*["']application/(ld\+)?json["']))
    | <[^>]*\son[a-z]+\s*=\s*["']
    | \bjavascript:
    """
)
UNSAFE = re.compile(r"\|\s*safe\b|\bautoescape\s+off\b|\|\s*safeseq\b")
THAI = re.compile(r"[ก-๛]")
COMMENT = re.compile(r"(?s){#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->")
# What goes through the catalogue may quote Thai, such as the grade ป.5.
COMMENT_OR_TRANSLATED = re.compile(
    COMMENT.pattern + r"|{%\s*translate\b.*?%}|{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}"
)


def templates() -> list[Path]:
    return [path for path in select(".html", ".xml", ".txt") if "templates" in path.parts]


def broken(pattern: re.Pattern[str], paths: list[Path], without: re.Pattern[str] = COMMENT) -> list[str]:
    return [
        f"{name(path)}: {found.group(0)[:80].strip()}"
        for path in paths
        for found in pattern.finditer(without.sub("", path.read_text("utf-8")))
    ]


def test_nothing_is_loaded_from_another_host() -> None:
    assert broken(FOREIGN, templates() + select(".css", ".js")) == []


def test_public_templates_have_no_inline_script_or_style() -> None:
    assert broken(INLINE, [path for path in templates() if path.parts[-2] != "wagtailadmin"]) == []


def test_templates_trust_no_text() -> None:
    assert broken(UNSAFE, templates()) == []


def test_sentences_of_templates_come_from_the_catalogue() -> None:
    # The gallery shows components to designers; no visitor sees it.
    served = [path for path in templates() if not path.stem.startswith("gallery")]

    assert broken(THAI, served, without=COMMENT_OR_TRANSLATED) == []
