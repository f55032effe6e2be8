"""The parent's side: start a child for a file, wait for it so long, and take its answer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from content.files.extraction.limits import CLOCK_SECONDS, LARGEST_ANSWER, Reason
from search.text.characters import one_line

ROOT = Path(__file__).resolve().parent.parent.parent.parent
ENDINGS = frozenset({"pdf", "docx", "pptx", "xlsx", "odt", "ods", "odp", "txt", "csv"})
# Nothing else of the environment reaches the child: no address of a database, no key.
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file gave: a text with its readable share, or a reason why not."""

    text: str = ""
    share: float | None = None
    citizen_numbers: int = 0
    reason: Reason | None = None
    detail: str = ""


def extract(path: Path, ending: str, *, seconds: float = CLOCK_SECONDS) -> Extracted:
    """The text of the file, whose name need not tell its kind. Never raises for what a file holds."""
    command = [sys.executable, "-m", "content.files.extraction.child", str(path), ending]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaint:
        child = subprocess.Popen(  # noqa: S603 - our own module, a path and an ending we have checked
            command,
            cwd=ROOT,
            env=environment | {"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=complaint,
            start_new_session=True,
        )
        try:
            code = child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return Extracted(reason=Reason.TIMEOUT, detail=f"It took longer than {seconds:.0f} s.")
        finally:
            _end(child)
        answer.seek(0)
        complaint.seek(0)
        if code != 0:
            told = complaint.read(100_000).decode("utf-8", errors="replace")
            return Extracted(reason=Reason.CRASHED, detail=one_line(f"It ended with {code}. {told[-500:]}"))
        return _understood(answer.read(LARGEST_ANSWER + 1))


def _end(child: subprocess.Popen) -> None:
    """Kill the child and what it has started; they are a session of their own."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _understood(data: bytes) -> Extracted:
    try:
        told = json.loads(data)
        reason = Reason(told["reason"]) if "reason" in told else None
        return Extracted(
            text=str(told.get("text", "")),
            share=told.get("share"),
            citizen_numbers=int(told.get("citizen_numbers", 0)),
            reason=reason,
            detail=one_line(str(told.get("detail", ""))),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return Extracted(reason=Reason.CRASHED, detail="Its answer was not understood.")
