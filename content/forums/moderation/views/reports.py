"""Reporting a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.forums.finding import find_post
from content.forums.moderation.forms import ReportForm
from content.forums.moderation.services.reports import report_post
from content.forums.moderation.views.common import signed_in
from content.forums.permissions import can_report
from content.forums.services.gate import Refused

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def report(request: HttpRequest, pk: int) -> HttpResponse:
    post = find_post(request.user, pk)
    if not can_report(request.user, post):
        raise PermissionDenied
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            report_post(user=request.user, post=post, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. Moderators look at it, and you are told what came of it."))
            return HttpResponseRedirect(post.get_absolute_url())
    context = {"form": form, "post": post, "topic": post.topic, "back_url": post.get_absolute_url()}
    return render(request, "forums/moderation/report.html", context, status=422 if form.errors else 200)
