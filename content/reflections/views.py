"""The way from a QR code to a sheet, and sheets as paper."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from content.reflections import services
from content.reflections.forms import (
    CheckForm,
    MeetingForm,
    PromiseFormSet,
    SheetForm,
    initial_of,
    promises_of,
    written_sheet,
)
from content.reflections.models import Commitment, MeetingPage, ReflectionPage
from content.reflections.paper.fitting import Fit, fit
from content.reflections.paper.layout import SMALLEST, lay_out, to_pdf
from content.reflections.paper.picture import to_picture
from content.reflections.paper.sheet import sheet_of
from content.reflections.pdf_answers import pdf_answer
from content.reflections.permissions import can_check, can_hand_in, can_hold_meeting
from content.reflections.rules import overflow_message
from content.reflections.services import ClosedMeetingError, NoPlaceError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from content.reflections.paper.sheet import Sheet


def find_meeting(request: HttpRequest, code: str) -> MeetingPage:
    """The meeting of a short link, for those who may read it; others are told of nothing."""
    return get_object_or_404(MeetingPage.objects.visible_to(request.user), code=code.lower())


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: HttpRequest) -> HttpResponse:
    if not can_hold_meeting(request.user):
        raise PermissionDenied
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = services.open_meeting(user=request.user, fields=form.cleaned_data)
        except NoPlaceError:
            form.add_error(None, _("The site has no list of one-page reflections yet. Ask an editor to make one."))
        else:
            return redirect(meeting.get_url(request))
    return render(request, "reflections/new_meeting.html", {"form": form})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Write one's sheet of a meeting: the page behind the QR code."""
    meeting = find_meeting(request, code)
    if not can_hand_in(request.user, meeting):
        return render(request, "reflections/closed.html", {"meeting": meeting}, status=403)
    present = services.own_sheet(meeting, request.user)
    first, promises = initial_of(present, meeting)
    form = SheetForm(request.POST or None, request.FILES or None, initial=first)
    formset = PromiseFormSet(request.POST or None, initial=promises, prefix="promise")
    context = {"meeting": meeting, "form": form, "formset": formset, "present": present}
    if request.method == "POST":
        forms_hold = form.is_valid() & formset.is_valid()
        if request.POST.get("action") == "preview":
            context |= _measured(written_sheet(form, formset, meeting, request.user), with_picture=True)
        elif forms_hold:
            answer = _hand_in(request, meeting, form, promises_of(formset))
            if answer:
                return answer
    status = 422 if request.method == "POST" and (form.errors or any(formset.errors)) else 200
    return render(request, "reflections/write.html", context, status=status)


def _hand_in(
    request: HttpRequest, meeting: MeetingPage, form: SheetForm, promises: list[dict[str, object]]
) -> HttpResponse | None:
    fields = dict(form.cleaned_data)
    photo = fields.pop("photo")
    try:
        page = services.hand_in(meeting=meeting, user=request.user, fields=fields, promises=promises, photo=photo)
    except ClosedMeetingError:
        form.add_error(
            None, _("The meeting has just been closed; nothing was handed in. Ask who called it to open it.")
        )
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            form.add_error(name if name in form.fields else None, messages)
    else:
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"url": page.get_url(request)})
        return redirect(page.get_url(request))
    return None


@login_required
@never_cache
@require_POST
def measure(request: HttpRequest, code: str) -> JsonResponse:
    """How much room is left on the sheet as written so far; with `picture`, the page itself too."""
    meeting = find_meeting(request, code)
    form = SheetForm(request.POST)
    formset = PromiseFormSet(request.POST, prefix="promise")
    form.is_valid()
    formset.is_valid()
    measured = _measured(
        written_sheet(form, formset, meeting, request.user), with_picture=bool(request.POST.get("picture"))
    )
    return JsonResponse(measured)


def _measured(written: Sheet, *, with_picture: bool) -> dict[str, object]:
    found = fit(written)
    measured: dict[str, object] = {"fits": found.fits, "room": _room(found), "lines_left": found.lines_left}
    if with_picture:
        picture = to_picture(lay_out(written, found.size or SMALLEST))
        measured["picture"] = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    return measured


def _room(found: Fit) -> str:
    if found.overflow:
        return str(overflow_message(found.overflow))
    if found.lines_left == 0:
        return _("The page is full.")
    return _("There is room for about %(count)d more lines.") % {"count": found.lines_left}


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as PDF: exactly the page that was measured."""
    page = get_object_or_404(ReflectionPage.objects.visible_to(request.user), pk=pk)
    return pdf_answer(request, to_pdf(lay_out(sheet_of(page), page.paper_size or SMALLEST)), f"one-page-{page.pk}.pdf")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the check of a commitment; only so does it close."""
    commitment = get_object_or_404(Commitment.objects.select_related("page"), pk=pk)
    if not ReflectionPage.objects.visible_to(request.user).filter(pk=commitment.page_id).exists():
        raise Http404
    if not can_check(request.user, commitment):
        raise PermissionDenied
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.check_commitment(
            commitment=commitment,
            user=request.user,
            note=data["check_note"],
            result=data["check_result"],
            day=data["checked_on"],
        )
        return redirect(commitment.page.get_url(request))
    return render(request, "reflections/check.html", {"form": form, "commitment": commitment, "page": commitment.page})
