"""Reading a submission, commenting on it and deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from content.writing.cautions import cautions_of
from content.writing.forms.review import CommentForm, OptionalReasonForm, ReasonForm
from content.writing.models import ReviewComment
from content.writing.permissions import can_review, can_write
from content.writing.querysets import last_submission_of
from content.writing.services import desks, review
from content.writing.services.drafts import ChangedMeanwhile, newest_of
from content.writing.views.editing import page_or_404
from content.writing.views.guards import for_writers, stale_message

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Page

    from content.writing.registry import WritingKind

SENTENCES = {
    review.APPROVE: gettext_lazy("Approved."),
    review.ASK: gettext_lazy("The author has been asked for changes."),
    review.DECLINE: gettext_lazy("Declined. The author sees your reason."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def review_item(request: HttpRequest, page_id: int) -> HttpResponse:
    """The submitted version as its readers will see it, with its state and, for reviewers, the decision."""
    page, kind = page_or_404(request, page_id)
    if request.method == "POST":
        return _decide(request, page, kind)
    return _show(request, page, kind)


def _show(
    request: HttpRequest,
    page: Page,
    kind: WritingKind,
    *,
    decision: Form | None = None,
    comment: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    draft = newest_of(page)
    submission = last_submission_of(page)
    state = review.state_of(submission)
    context = {
        "item": draft,
        "kind": kind,
        "content": draft.get_content(request),
        "cautions": cautions_of(draft),
        "submission": submission,
        "review_state": state,
        "may_decide": state == "waiting" and can_review(request.user, page),
        "may_write": can_write(request.user, page),
        "token": request.POST.get("token") or desks.version_token(page),
        "decision": decision or OptionalReasonForm(),
        "comment_form": comment or CommentForm(),
        "comments": ReviewComment.objects.filter(page_id=page.pk).select_related("user__profile"),
    }
    return render(request, "writing/review.html", context, status=status)


def _decide(request: HttpRequest, page: Page, kind: WritingKind) -> HttpResponse:
    action = request.POST.get("action", "")
    if action not in review.ACTIONS or not can_review(request.user, page):
        raise PermissionDenied
    form_class = OptionalReasonForm if action == review.APPROVE else ReasonForm
    form = form_class(request.POST)
    if request.is_stale:
        messages.warning(request, stale_message())
        return _show(request, page, kind, decision=form)
    if not form.is_valid():
        return _show(request, page, kind, decision=form)
    try:
        review.review(
            page=page,
            user=request.user,
            action=action,
            comment=form.cleaned_data["comment"],
            token=request.POST.get("token", ""),
        )
    except ValidationError as error:
        # It was complete when it was submitted; what it says has become too long or lacks something since.
        messages.error(request, " ".join([_("It cannot be published as it stands."), *error.messages]))
        return _show(request, page, kind, decision=form)
    except ChangedMeanwhile:
        messages.warning(request, _("It was changed while you were reading. Read it once more before you decide."))
        return redirect("writing:review", page.pk)
    messages.success(request, SENTENCES[action])
    return redirect("writing:reviews")


@require_POST
@for_writers
def comment(request: HttpRequest, page_id: int) -> HttpResponse:
    page, kind = page_or_404(request, page_id)
    form = CommentForm(request.POST)
    if request.is_stale:
        messages.warning(request, stale_message())
        return _show(request, page, kind, comment=form)
    if not form.is_valid():
        return _show(request, page, kind, comment=form)
    review.add_comment(page=page, user=request.user, **form.cleaned_data)
    messages.success(request, _("The comment is added."))
    return redirect("writing:review", page.pk)


@require_POST
@for_writers
def settle(request: HttpRequest, page_id: int, comment_id: int) -> HttpResponse:
    page, _kind = page_or_404(request, page_id)
    remark = get_object_or_404(ReviewComment, pk=comment_id, page_id=page.pk)
    if not request.is_stale:
        review.settle_comment(comment=remark, user=request.user)
    return redirect("writing:edit" if request.POST.get("back") == "edit" else "writing:review", page.pk)


@require_POST
@for_writers
def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    page, _kind = page_or_404(request, page_id)
    if request.is_stale:
        messages.warning(request, stale_message())
        return redirect("writing:review", page.pk)
    review.withdraw(page=page, user=request.user)
    messages.success(request, _("You have taken it back and can go on writing."))
    return redirect("writing:edit", page.pk)
