"""Lists of topics across the categories: latest, new, unanswered, mine, followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.forums import topic_lists
from content.forums.listing import topic_rows

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def topics(request: HttpRequest, name: str) -> HttpResponse:
    wanted = topic_lists.LISTS[name]
    if wanted.is_own and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    page = wanted.page(request.user, request.GET)
    if not page.topics and request.GET.get("after"):
        return HttpResponseRedirect(request.path)
    context = {
        "name": name,
        "heading": wanted.heading,
        "lead": wanted.lead,
        "empty": wanted.empty,
        "rows": topic_rows(page.topics, request.user),
        "paging": page,
        "lists": list_links(request.user, name),
        "breadcrumbs": [{"title": _("Exchange forums"), "url": reverse("forums_home")}],
    }
    return render(request, "forums/list.html", context)


def list_links(user: object, current: str) -> list[dict[str, object]]:
    return [
        {"title": row.heading, "url": reverse("forums_list", args=[name]), "is_current": name == current}
        for name, row in topic_lists.LISTS.items()
        if user.is_authenticated or not row.is_own
    ]
