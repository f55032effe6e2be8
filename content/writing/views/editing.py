"""Choosing what to write, and writing it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from content.writing import registry
from content.writing.permissions import can_begin, can_see_draft, can_write
from content.writing.querysets import submission_of
from content.writing.services import desks, drafts, review
from content.writing.services.drafts import ChangedMeanwhile, DeskTaken, InReview
from content.writing.views import answers
from content.writing.views.guards import for_writers, stale_message, wants_json

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.writing.forms.item import ItemForm
    from content.writing.registry import WritingKind

SAVE, SUBMIT, PREVIEW, FIND, AUTOSAVE = "save", "submit", "preview", "find", "autosave"


@require_safe
@for_writers
def choose(request: HttpRequest) -> HttpResponse:
    offered = [(kind, kind.choices()) for kind in registry.kinds() if can_begin(request.user, kind)]
    return render(request, "writing/choose.html", {"offered": offered})


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def new(request: HttpRequest, kind_name: str) -> HttpResponse:
    kind = registry.kind_named(kind_name)
    if kind is None:
        raise Http404
    if not can_begin(request.user, kind):
        raise PermissionDenied
    if request.method == "POST":
        return _posted_new(request, kind)
    asked = {"note_type": request.GET.get("type", ""), "layout": request.GET.get("layout", "")}
    form = kind.form_class(
        page=None, user=request.user, initial={name: value for name, value in asked.items() if value}
    )
    return answers.show_form(request, kind, form, None, key=str(uuid4()))


def page_or_404(request: HttpRequest, page_id: int) -> tuple[Page, WritingKind]:
    """An item that this person writes or reviews; to others it is not there."""
    page = Page.objects.filter(pk=page_id).first()
    kind = registry.kind_of(page) if page else None
    if kind is None or not can_see_draft(request.user, page):
        raise Http404
    return page.specific, kind


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def edit(request: HttpRequest, page_id: int) -> HttpResponse:
    page, kind = page_or_404(request, page_id)
    if not can_write(request.user, page):
        return redirect("writing:review", page.pk)
    if request.method == "POST":
        return _posted(request, kind, page)
    if submission_of(page):
        return redirect("writing:review", page.pk)
    desks.sit_down(page=page, user=request.user)
    asked = {"layout": request.GET["layout"]} if request.GET.get("layout") == "whole" else {}
    form = kind.form_class(page=drafts.newest_of(page), user=request.user, initial=asked)
    return answers.show_form(request, kind, form, page)


def _posted_new(request: HttpRequest, kind: WritingKind) -> HttpResponse:
    form = kind.form_class(request.POST, request.FILES, page=None, user=request.user)
    key = _key(request)
    action = request.POST.get("action", SAVE)
    if request.is_stale:
        messages.warning(request, stale_message())
        return answers.show_form(request, kind, form, None, key=str(key))
    if action in {PREVIEW, FIND}:
        return answers.show_without_saving(request, kind, form, None, key=str(key))
    try:
        page, _is_new = drafts.start_draft(user=request.user, kind=kind, form=form, key=key, is_kept=action != AUTOSAVE)
    except ChangedMeanwhile as changed:
        return answers.show_conflict(request, kind, form, changed.page)
    return _saved(request, kind, form, page, action)


def _posted(request: HttpRequest, kind: WritingKind, page: Page) -> HttpResponse:
    form = kind.form_class(request.POST, request.FILES, page=drafts.newest_of(page), user=request.user)
    action = request.POST.get("action", SAVE)
    token = request.POST.get("token", "")
    if request.is_stale:
        messages.warning(request, stale_message())
        return answers.show_form(request, kind, form, page, token=token)
    if action in {PREVIEW, FIND}:
        return answers.show_without_saving(request, kind, form, page, token=token)
    try:
        drafts.save_draft(page=page, user=request.user, form=form, token=token, is_kept=action != AUTOSAVE)
    except ChangedMeanwhile as changed:
        return answers.show_conflict(request, kind, form, changed.page)
    except InReview:
        return answers.show_in_review(request, kind, form, page)
    except DeskTaken:
        return answers.desk_taken(page)
    return _saved(request, kind, form, Page.objects.get(pk=page.pk).specific, action)


def _saved(request: HttpRequest, kind: WritingKind, form: ItemForm, page: Page, action: str) -> HttpResponse:
    if wants_json(request):
        return answers.saved_as_json(form, page)
    if action == SUBMIT:
        return _submit(request, kind, form, page)
    if form.errors:
        messages.warning(request, _("Saved, except for what is marked below."))
        return answers.show_form(request, kind, form, page)
    messages.success(request, _("The draft is saved. Only its authors see it until it is approved."))
    return redirect("writing:edit", page.pk)


def _submit(request: HttpRequest, kind: WritingKind, form: ItemForm, page: Page) -> HttpResponse:
    if not form.typed_title() and not form.has_error("title"):
        form.add_error("title", _("Give it a title before you submit it."))
    if not form.errors:
        try:
            review.submit(
                page=page,
                user=request.user,
                token=desks.version_token(page),
                reviewer=form.cleaned_data.get("reviewer"),
            )
        except ValidationError as error:
            form.add_page_errors(error.message_dict)
        except InReview:
            return redirect("writing:review", page.pk)
        except ChangedMeanwhile as changed:
            return answers.show_conflict(request, kind, form, changed.page)
    if form.errors:
        messages.warning(request, _("The draft is saved but not yet submitted: see what is marked below."))
        return answers.show_form(request, kind, form, page)
    messages.success(request, _("Submitted. You will hear when it has been reviewed."))
    return redirect("writing:review", page.pk)


def _key(request: HttpRequest) -> UUID:
    """Names the form that makes a draft; a form that has lost its name gets a new one."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


@require_POST
@for_writers
def take_over(request: HttpRequest, page_id: int) -> HttpResponseRedirect:
    page, _kind = page_or_404(request, page_id)
    if not can_write(request.user, page):
        raise PermissionDenied
    if not request.is_stale:
        desks.take_over(page=page, user=request.user)
        messages.success(request, _("You are now the one who works on it."))
    return redirect("writing:edit", page.pk)


@require_POST
@for_writers
def discard(request: HttpRequest, page_id: int) -> HttpResponseRedirect:
    page, _kind = page_or_404(request, page_id)
    if request.is_stale:
        return redirect("writing:edit", page.pk)
    drafts.discard(page=page, user=request.user)
    messages.success(request, _("The draft is deleted."))
    return redirect("writing:mine")
