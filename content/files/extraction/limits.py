"""How much of a file is read, and why a file may give no text."""

from __future__ import annotations

from enum import StrEnum

MEGABYTE = 1024 * 1024
# Of the text more than search indexes of one document would be kept for nothing.
LONGEST_TEXT = 200_000
MOST_PAGES = 500
# A zip archive says of itself how large it is; what counts is what comes out of it.
MOST_MEMBERS = 5_000
LARGEST_MEMBER = 64 * MEGABYTE
LARGEST_ARCHIVE = 128 * MEGABYTE
LARGEST_FILE = 64 * MEGABYTE
LARGEST_ANSWER = 4 * MEGABYTE
# The child: seconds of processor, seconds on the clock, bytes of address space.
CPU_SECONDS = 60
CLOCK_SECONDS = 90
MEMORY = 1024 * MEGABYTE


class Reason(StrEnum):
    """Why a file gives no text. Those of the first group will not change by trying again."""

    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_LARGE = "too-large"
    NO_TEXT = "no-text"
    RUBBISH = "rubbish"
    OTHER_KIND = "other-kind"
    # Trying again may help: the machine was busy, or a program is missing.
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    MISSING = "missing"


FINAL = frozenset(Reason) - {Reason.TIMEOUT, Reason.CRASHED, Reason.MISSING}


class UnreadableError(Exception):
    """A file gives no text, for `reason`."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(detail or reason.value)
        self.reason = reason
