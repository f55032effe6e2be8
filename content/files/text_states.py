"""What an editor is told about the text of a file: how much of it can be found, and what to do where little can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.files.extraction.limits import Reason
from content.files.models import FileTextState

if TYPE_CHECKING:
    from content.files.models import FileText, OfficeDocument

# Of a text below this, words are missing that a reader would seek.
GOOD_SHARE = 0.85


class TextState(NamedTuple):
    """`label` is short, for lists; `advice` says what to do; `warning` is about something else in the file."""

    level: Literal["good", "neutral", "warning"]
    label: str
    advice: str
    warning: str = ""


def text_state(document: OfficeDocument) -> TextState:
    try:
        found = document.file_text
    except ObjectDoesNotExist:
        found = None
    if found is None or found.state == FileTextState.WAITING:
        return TextState(
            "neutral", _("Being read"), _("The text of the file is being read for search. Look again soon.")
        )
    return _read_state(found)._replace(warning=_warning(found))


def _read_state(found: FileText) -> TextState:
    percent = round((found.readable_share or 0) * 100)
    if found.state == FileTextState.DONE:
        label = _("%(percent)d %% readable") % {"percent": percent}
        if (found.readable_share or 0) >= GOOD_SHARE:
            return TextState("good", label, _("The text of the file can be found in search."))
        return TextState("warning", label, _("Only part of the text can be found in search.") + " " + _real_text())
    if found.state == FileTextState.FAILED:
        return TextState(
            "warning",
            _("Could not be read"),
            _("Reading the file failed several times. Save it again in its program and upload it once more."),
        )
    return _unreadable(found.reason, percent)


def _unreadable(reason: str, percent: int) -> TextState:
    if reason == Reason.OTHER_KIND:
        return TextState("neutral", _("Found by title"), _("Files of this kind are found by their title only."))
    if reason == Reason.RUBBISH:
        return TextState(
            "warning",
            _("%(percent)d %% readable") % {"percent": percent},
            _("The letters in the file do not make words, so its text cannot be found.") + " " + _real_text(),
        )
    told = {
        Reason.ENCRYPTED: (
            _("Has a password"),
            _("The file asks for a password, so its text cannot be found. Remove the password and upload it again."),
        ),
        Reason.TOO_LARGE: (
            _("Too large to read"),
            _("The file holds more than is read for search. Split it and upload the parts."),
        ),
        Reason.NO_TEXT: (
            _("No text"),
            _("The file holds no text, perhaps pictures of pages (a scan), so it is found by its title only.")
            + " "
            + _real_text(),
        ),
    }
    damaged = (
        _("Damaged"),
        _("The file could not be opened, so its text cannot be found. Save it again in its program and upload that."),
    )
    return TextState("warning", *told.get(Reason(reason), damaged))


def _real_text() -> str:
    return _("Upload a version with real text, for example saved as PDF by the program it was written in.")


def _warning(found: FileText) -> str:
    if not found.citizen_numbers:
        return ""
    return ngettext(
        "The file holds %(count)d citizen number. It cannot be found, but whoever may download the file can read it: "
        "remove it and upload the file again.",
        "The file holds %(count)d citizen numbers. They cannot be found, but whoever may download the file can read "
        "them: remove them and upload the file again.",
        found.citizen_numbers,
    ) % {"count": found.citizen_numbers}
