"""
How long a Markdown text would take to read.

Python-Markdown looks for the end of every bracket, and cuts a block anew at every mark in it: a few thousand brackets
that never close, or one block of ten thousand marks, take minutes. What it will do is counted beforehand in one pass.
"""

from __future__ import annotations

import re

BLANK_LINE = re.compile(r"\n[ \t]*\n")
BRACKET = re.compile(r"[\[\]]")
LINK_ADDRESS = re.compile(r"\]\(")
MARK = re.compile(r"[\\&*_`>#!:\n]")
ANGLE = re.compile(r"<")
FENCE = re.compile(r"```|~~~")

# Measured on a slow core: each of the two stands for about two seconds.
MOST_BRACKET_STEPS = 500_000
MOST_MARK_STEPS = 100_000_000
ANGLE_WEIGHT = 5


def is_tangled(text: str) -> bool:
    """Whether reading `text` as Markdown would take longer than a visitor or a server should wait."""
    blocks = BLANK_LINE.split(text)
    if sum(bracket_steps(block) for block in blocks) > MOST_BRACKET_STEPS:
        return True
    return len(FENCE.findall(text)) * len(text) + sum(mark_steps(block) for block in blocks) > MOST_MARK_STEPS


def bracket_steps(block: str) -> int:
    """Characters looked at on the way from each opening bracket to its end, or to the end of the block."""
    steps = 0
    opened: list[int] = []
    for match in BRACKET.finditer(block):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            steps += match.start() - opened.pop()
    steps += sum(len(block) - start for start in opened)
    for match in LINK_ADDRESS.finditer(block):
        end = block.find(")", match.end())
        steps += (len(block) if end < 0 else end) - match.end()
    return steps


def mark_steps(block: str) -> int:
    """Characters copied while the block is cut at its marks."""
    marks = len(MARK.findall(block)) + ANGLE_WEIGHT * len(ANGLE.findall(block))
    return marks * len(block)
