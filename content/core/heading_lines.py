"""
Lines of a Markdown text that are headings (`## Like this ##`).

Read in time that grows with the text alone: a line of thousands of blanks or number signs is no heading for which to
try every way of dividing it.
"""

from __future__ import annotations

import re

# What ends the heading (blanks and number signs) is cut by `heading_text`, for a pattern would try each length of it.
ANY_LEVEL = re.compile(r"^#{1,6} +([^ \n].*)$", re.MULTILINE)
SECOND_LEVEL = re.compile(r"^## +([^ \n].*)$", re.MULTILINE)


def heading_text(found: str) -> str:
    """The words of a heading as the patterns found them; empty where it is of number signs alone."""
    return found.rstrip(" ").rstrip("#").rstrip(" ")
