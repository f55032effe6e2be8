"""The way from a QR code to a sheet, and sheets as paper."""

from __future__ import annotations

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
from content.reflections.measuring import measured
from content.reflections.models import Commitment, MeetingPage, ReflectionPage
from content.reflections.paper.layout import SMALLEST, lay_out, to_pdf
from content.reflections.paper.sheet import sheet_of
from content.reflections.pdf_answers import pdf_answer
from content.reflections.permissions import can_check, can_hand_in, can_hold_meeting
from content.reflections.services import ClosedMeetingError, NoPlaceError
from content.reflections.writing import ReflectionForm
from content.writing.permissions import can_write
from content.writing.services.drafts import InReview

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


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
            context |= measured(written_sheet(form, formset, meeting, request.user), with_picture=True)
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
    except InReview:
        form.add_error(
            None,
            _("Your sheet has been submitted for review and stands still until it is decided on. Take it back first."),
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
    written = written_sheet(form, formset, meeting, request.user)
    return JsonResponse(measured(written, with_picture=bool(request.POST.get("picture"))))


@login_required
@never_cache
@require_POST
def room(request: HttpRequest, page_id: int | None = None) -> JsonResponse:
    """The same for a sheet in the writing frame: a new one, or one that this person writes."""
    page = None
    if page_id is not None:
        page = get_object_or_404(ReflectionPage, pk=page_id)
        if not can_write(request.user, page):
            raise Http404
        page = page.get_latest_revision_as_object()
    form = ReflectionForm(request.POST, page=page, user=request.user)
    return JsonResponse(measured(form.sheet(), with_picture=False))


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
