"""What moderators set in one of their categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.forums.finding import find_category
from content.forums.moderation.forms import CategoryForm
from content.forums.moderation.services.categories import FIELDS, set_up
from content.forums.moderation.views.common import signed_in
from content.forums.permissions import can_manage_category

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def moderate_category(request: HttpRequest, slug: str) -> HttpResponse:
    category = find_category(request.user, slug)
    if not can_manage_category(request.user, category):
        raise PermissionDenied
    initial = {name: getattr(category, name) for name in FIELDS}
    form = CategoryForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = set_up(user=request.user, category=category, **form.cleaned_data)
        messages.success(request, _("It holds from now on.") if changed else _("Nothing was changed."))
        return HttpResponseRedirect(category.get_absolute_url())
    context = {"category": category, "form": form, "back_url": category.get_absolute_url()}
    return render(request, "forums/moderation/category.html", context, status=422 if form.errors else 200)
