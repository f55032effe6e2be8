"""Talking beside an item. Every form works without a script; what was typed is given back with what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from content.comments import permissions
from content.comments.forms import CommentForm, VoteForm
from content.comments.models import Comment, Vote
from content.comments.services import (
    TooManyCommentsError,
    delete_comment,
    edit_comment,
    mark_answered,
    mark_mended,
    post_comment,
    vote,
)
from content.comments.talk import PARAMETER, page_number_of
from content.knowledge.models import KnowledgeItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

LARGEST_ID = 2**63 - 1


@require_POST
@login_required
def post(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _item(request, page_id)
    return _write(request, page, CommentForm(request.POST), None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    comment = _comment(request, pk, permissions.can_reply)
    form = CommentForm(request.POST or None, is_reply=True)
    return _write(request, comment.page, form, comment)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    comment = _comment(request, pk, permissions.can_edit)
    initial = {"text": comment.text, "is_question": comment.is_question}
    form = CommentForm(request.POST or None, is_reply=comment.parent_id is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        edit_comment(comment=comment, text=form.cleaned_data["text"], is_question=form.cleaned_data["is_question"])
        return HttpResponseRedirect(place_of(comment))
    return _form_page(request, comment.page, form, heading=_("Edit my comment"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    comment = _comment(request, pk, permissions.can_delete)
    if request.method == "POST":
        delete_comment(user=request.user, comment=comment)
        messages.success(request, _("The comment is deleted."))
        return HttpResponseRedirect(f"{comment.page.get_url(request)}#talk")
    return render(request, "comments/delete.html", {"comment": comment, "item": comment.page})


@require_POST
@login_required
def answered(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a question as answered (`answered=yes`) or as open again (`answered=no`)."""
    comment = _comment(request, pk, permissions.can_mark_answered)
    mark_answered(user=request.user, comment=comment, is_answered=request.POST.get("answered") != "no")
    return HttpResponseRedirect(place_of(comment))


@require_safe
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The place of a comment on the page of its item."""
    return HttpResponseRedirect(place_of(_comment(request, pk, None)))


@require_POST
@login_required
def cast_vote(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _item(request, page_id)
    if not permissions.can_vote(request.user, page):
        raise PermissionDenied
    form = VoteForm(request.POST)
    if not form.is_valid():
        return render(request, "comments/vote.html", {"form": form, "item": page}, status=422)
    is_helpful = form.cleaned_data["helpful"] == "yes"
    vote(user=request.user, page=page, is_helpful=is_helpful, reason=form.cleaned_data["reason"])
    messages.success(
        request,
        _("Thank you for saying so.") if is_helpful else _("Thank you. Whoever keeps this item will be told."),
    )
    return HttpResponseRedirect(f"{page.get_url(request)}#votes")


@require_POST
@login_required
def mended(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell somebody whom the item did not help that it is mended."""
    found = Vote.objects.filter(pk=pk).select_related("page").first() if pk <= LARGEST_ID else None
    if found is None or not permissions.can_see_reasons(request.user, found.page):
        raise Http404
    if permissions.can_mark_mended(request.user, found):
        mark_mended(vote=found, user=request.user)
        messages.success(request, _("Whoever missed it is told that it is mended."))
    return HttpResponseRedirect(f"{found.page.get_url(request)}#votes")


def place_of(comment: Comment) -> str:
    number = page_number_of(comment)
    query = f"?{PARAMETER}={number}" if number > 1 else ""
    return f"{comment.page.get_url()}{query}#comment-{comment.pk}"


def _item(request: HttpRequest, page_id: int) -> Page:
    """The published item with this id; 404 where it is not there, hidden, or no item."""
    page = Page.objects.filter(pk=page_id).first() if page_id <= LARGEST_ID else None
    model = page.specific_class if page else None
    if model is None or not issubclass(model, KnowledgeItem) or not permissions.can_see(request.user, page):
        raise Http404
    return page


def _comment(request: HttpRequest, pk: int, rule: Callable[[object, Comment], bool] | None) -> Comment:
    """The comment with this id: 404 where its item is hidden, 403 where the rule refuses."""
    comments = Comment.objects.select_related("page", "parent", "author")
    comment = comments.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if comment is None or comment.is_deleted or not permissions.can_see(request.user, comment.page):
        raise Http404
    if rule is not None and not rule(request.user, comment):
        raise PermissionDenied
    return comment


def _write(request: HttpRequest, page: Page, form: CommentForm, parent: Comment | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            comment = post_comment(
                user=request.user,
                page=page,
                text=data["text"],
                token=data["token"],
                parent=parent,
                is_question=data["is_question"],
            )
        except TooManyCommentsError:
            form.add_error(None, _("You have written much in a few minutes. Wait a little, then send it again."))
        else:
            return HttpResponseRedirect(place_of(comment))
    heading = _("Reply") if parent else _("Write a comment")
    return _form_page(request, page, form, heading=heading, parent=parent)


def _form_page(
    request: HttpRequest, page: Page, form: CommentForm, *, heading: str, parent: Comment | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "item": page,
        "parent": parent,
        "action": request.path,
        "back_url": f"{page.get_url(request)}#talk",
    }
    return render(request, "comments/form_page.html", context, status=422 if form.errors else 200)
