"""The queue of moderators, and the people who may not write at the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.forums.models import Sanction
from content.forums.moderation.forms import LARGEST_ID, SimpleForm
from content.forums.moderation.keyset import place_of, read_place
from content.forums.moderation.log import OvertakenError
from content.forums.moderation.queue import PAGE_SIZE, held_rows, reported_rows
from content.forums.moderation.services import people
from content.forums.moderation.views.common import for_moderators
from content.forums.permissions import moderated_ids, moderates_all

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_PEOPLE = 200


@require_safe
@for_moderators
def queue(request: HttpRequest) -> HttpResponse:
    """Reported posts, or held ones (`?show=held`)."""
    show = "held" if request.GET.get("show") == "held" else "reports"
    read = held_rows if show == "held" else reported_rows
    found = read(request.user, read_place(request.GET.get("after", "")))
    rows = found[:PAGE_SIZE]
    more = place_of(rows[-1]["since"], rows[-1]["pk"]) if len(found) > PAGE_SIZE else ""
    context = {
        "rows": rows,
        "show": show,
        "next_url": f"?show={show}&after={more}" if more else "",
        "is_later": "after" in request.GET,
    }
    return render(request, "forums/moderation/queue.html", context)


@require_safe
@for_moderators
def suspensions(request: HttpRequest) -> HttpResponse:
    """Who may not write at the moment, as far as the moderator may lift it."""
    user = request.user
    found = Sanction.objects.suspensions_in_force().exclude(user=user)
    if not moderates_all(user):
        found = found.filter(Q(by=user) | Q(post__topic__category_id__in=moderated_ids(user)))
    found = found.select_related("user__profile", "by__profile", "post__topic").order_by("-created_at", "-pk")
    rows = [
        {
            "pk": sanction.pk,
            "who": sanction.user.public_name,
            "username": sanction.user.username,
            "by": sanction.by.public_name if sanction.by else _("Somebody"),
            "reason": sanction.reason,
            "since": sanction.created_at,
            "until": sanction.until,
            "post_url": sanction.post.get_absolute_url() if sanction.post else "",
        }
        for sanction in found[:MOST_PEOPLE]
    ]
    return render(request, "forums/moderation/people.html", {"rows": rows})


@require_POST
@for_moderators
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    form = SimpleForm(request.POST)
    if pk > LARGEST_ID:
        raise Http404
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["reason"]))
        return HttpResponseRedirect(reverse("forums_suspensions"))
    try:
        people.lift(user=request.user, sanction_id=pk, reason=form.cleaned_data["reason"])
    except Sanction.DoesNotExist as error:
        raise Http404 from error
    except OvertakenError as error:
        messages.add_message(request, messages.SUCCESS if error.is_own else messages.WARNING, str(error))
    else:
        messages.success(request, _("The person may write again, and is told."))
    return HttpResponseRedirect(reverse("forums_suspensions"))
