"""What a writer gets to see where something is in the way: the words that were typed, always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from content.comments.forms import without_control
from content.forums.models.posts import LONGEST_TEXT
from content.forums.permissions import suspension_of
from content.forums.services.files import TooManyFiles, keep_upload, markdown_of, sending_of
from content.forums.services.gate import suspension_sentence
from content.writing.views.guards import NOT_CARRIED, SHOWN_FROM, wants_json

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from content.forums.models import Topic
    from content.forums.writing.forms.fields import PostForm

POST, PREVIEW = "post", "preview"
SENT = "forum_sent"
MOST_SENT = 10


def refused(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    """
    Nothing was written: a sentence that says why, and what was typed, to be copied or sent once more.

    Where the place itself is hidden (404) the sentence must not name it.
    """
    if wants_json(request):
        return JsonResponse({"error": "refused", "message": message}, status=status)
    typed = [
        (name, value, name == "text" or len(value) >= SHOWN_FROM or "\n" in value)
        for name, values in without_control(request.POST).lists()
        if name not in NOT_CARRIED
        for value in values
    ]
    context = {"typed": typed, "message": message, "address": request.get_full_path()}
    return render(request, "forums/writing/refused.html", context, status=status)


def gone_message() -> str:
    return _("What you write to is no longer here, or no longer open to you. Your text stands below: copy it.")


def refusal_of_topic(user: object, topic: Topic) -> str:
    """Why somebody who reads a topic does not write in it."""
    if sanction := suspension_of(user):
        return suspension_sentence(sanction)
    if topic.is_locked:
        return _("This topic is locked: it can be read, and nothing new is written in it.")
    if topic.category.is_closed:
        return _("This category is closed: it can be read, and nothing new is written in it.")
    return _("You may not write in this topic.")


def take_uploads(request: HttpRequest, form: PostForm) -> None:
    """
    Keep the files that came with a form and name them at the end of its text.

    So they stay with it through a preview and through mistakes in other fields.
    """
    for upload in form.cleaned_data.pop("files", None) or ():
        alt = form.cleaned_data.get("alt") or ""
        try:
            # Pressed twice, the text must be the same: it names the post by which the second press is known.
            sent_as = sending_of(form.words_of("token"), form.words_of("text"), upload.file, upload.name)
            kept = keep_upload(user=request.user, alt=alt, sent_as=sent_as, **upload._asdict())
        except TooManyFiles:
            form.add_error("files", too_many_files_message())
            return
        text = f"{form.words_of('text').rstrip()}\n\n{markdown_of(kept)}".lstrip()
        form.data["text"] = text
        if "text" in form.cleaned_data:
            form.cleaned_data["text"] = text
    if len(form.cleaned_data.get("text", "")) > LONGEST_TEXT:
        form.add_error("text", _("With the files the text has become too long. Shorten it a little."))


def too_many_files_message() -> str:
    return _("You have sent many files that stand in no post yet. Post them first, or send the others tomorrow.")


def remember_sent(request: HttpRequest, token: str) -> None:
    """For the script that keeps text on the device: what was sent under this token need not be offered again."""
    sent = [*request.session.get(SENT, []), token[:100]]
    request.session[SENT] = sent[-MOST_SENT:]


def sent_tokens(request: HttpRequest) -> str:
    return " ".join(request.session.get(SENT, []))
