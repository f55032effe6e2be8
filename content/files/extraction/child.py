"""
The process that reads one file: `python -m content.files.extraction.child <file> <ending>`.

It gives up rights before it opens the file, and answers with one JSON object on standard output: `text`, `share` and
`citizen_numbers`, or `reason` and `detail`. Whatever goes wrong beyond that, its end tells its parent.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path

from content.files.extraction import limits, office, pdf, plain, readability, repair, sheets

READERS = {
    "pdf": pdf.pdf_text,
    "docx": office.word_text,
    "pptx": office.slides_text,
    "xlsx": sheets.sheets_text,
    "odt": office.open_document_text,
    "ods": office.open_document_text,
    "odp": office.open_document_text,
    "txt": plain.plain_text,
    "csv": plain.plain_text,
}
# Below this a text is not shown to search: of real Thai texts none came below 0.9, of shuffled ones none above 0.4.
LOWEST_SHARE = 0.6


def read(path: Path, ending: str) -> dict[str, object]:
    """The answer for this file."""
    try:
        if path.stat().st_size > limits.LARGEST_FILE:
            raise limits.UnreadableError(limits.Reason.TOO_LARGE, "The file is larger than what is read.")
        text = repair.mended(READERS[ending](path))
    except limits.UnreadableError as error:
        return {"reason": error.reason.value, "detail": str(error)[:500]}
    if not text.strip():
        return {"reason": limits.Reason.NO_TEXT.value, "detail": ""}
    share = round(readability.readable_share(text), 3)
    text, citizen_numbers = repair.without_citizen_numbers(text)
    if share < LOWEST_SHARE:
        return {"reason": limits.Reason.RUBBISH.value, "detail": "", "share": share}
    return {"text": text[: limits.LONGEST_TEXT], "share": share, "citizen_numbers": citizen_numbers}


def give_up_rights() -> None:
    """Bounds that the kernel keeps, also for programs started from here. The alarm ends a child nobody waits for."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.LARGEST_ANSWER, limits.LARGEST_ANSWER))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Python ignores SIGXFSZ and raises OSError instead, which is an answer of its own.
    signal.alarm(limits.CLOCK_SECONDS + 5)


def main() -> None:
    give_up_rights()
    answer = read(Path(sys.argv[1]), sys.argv[2])
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
