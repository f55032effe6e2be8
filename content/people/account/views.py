"""My page: who I am here, what I have to do, how I sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content.people.account.forms import InterestsForm
from content.people.models import Profile
from content.people.my_page import ACCOUNT, OFFICE, WORK, rows_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    context = {
        "profile": _profile_of(request),
        "work_rows": rows_for(request.user, WORK),
        "office_rows": rows_for(request.user, OFFICE),
        "account_rows": rows_for(request.user, ACCOUNT),
    }
    return render(request, "people/me/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """What the office wrote about me is shown, what I care about is mine to write."""
    profile = _profile_of(request)
    form = InterestsForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your interests are saved."))
        return HttpResponseRedirect(reverse("my_page"))
    return render(request, "people/me/profile.html", {"form": form, "profile": profile})


def _profile_of(request: HttpRequest) -> Profile:
    """The profile with its places; for an account that came without one (a superuser of the shell), a new one."""
    found = Profile.objects.filter(user=request.user).select_related("work_group", "school").first()
    return found or Profile(user=request.user)
