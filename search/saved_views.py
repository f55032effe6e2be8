"""The searches a person keeps. Only their own: another's answers 404."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from search.models import SavedSearch
from search.saved_searches import MOST_SAVED
from search.saving import NothingAskedError, TooManySavedError, look_at, new_hits, save_search

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
@login_required
def saved_searches(request: HttpRequest) -> HttpResponse:
    saved = SavedSearch.objects.filter(user=request.user).select_related("user")
    rows = [{"saved": one, "new": len(new_hits(one))} for one in saved]
    return render(request, "search/saved.html", {"rows": rows})


@require_POST
@login_required
def save(request: HttpRequest) -> HttpResponse:
    query = request.POST.get("query", "")
    try:
        kept = save_search(user=request.user, query_string=query, name=request.POST.get("name", ""))
    except NothingAskedError:
        messages.error(request, _("There is nothing to keep yet: type a word or choose a filter first."))
        return HttpResponseRedirect(reverse("search"))
    except TooManySavedError:
        messages.error(
            request,
            _("You keep %(count)d searches, which is as many as one may. Delete one of them, then keep this one.")
            % {"count": MOST_SAVED},
        )
        return HttpResponseRedirect(_safe(f"{reverse('search')}?{query}"))
    messages.success(request, _("The search “%(name)s” is kept. You will see here what is new.") % {"name": kept.name})
    return HttpResponseRedirect(reverse("search_saved"))


@require_POST
@login_required
def open_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at the search now; what it finds counts as seen."""
    saved = look_at(saved=_own(request, pk))
    return HttpResponseRedirect(saved.get_absolute_url(), status=303)


@require_POST
@login_required
def delete_saved(request: HttpRequest, pk: int) -> HttpResponse:
    saved = _own(request, pk)
    saved.delete()
    messages.success(request, _("The search “%(name)s” is no longer kept.") % {"name": saved.name})
    return HttpResponseRedirect(reverse("search_saved"))


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.select_related("user"), pk=pk, user=request.user)


def _safe(url: str) -> str:
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else reverse("search")
