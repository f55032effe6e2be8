"""What a moderator does about one post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from content.forums.moderation.facts import author_facts, knowledge_from, reports_of
from content.forums.moderation.offers import take
from content.forums.moderation.post_offers import post_offers
from content.forums.moderation.views.common import moderated_post, signed_in, way_back

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def moderate_post(request: HttpRequest, pk: int) -> HttpResponse:
    post = moderated_post(request.user, pk)
    reports = reports_of(post)
    offers = post_offers(request, post, open_reports=len(reports))
    is_wrong = request.method == "POST"
    if is_wrong and take(request, offers):
        return HttpResponseRedirect(way_back(request, post.get_absolute_url()))
    context = {
        "post": post,
        "topic": post.topic,
        "reports": reports,
        "author": author_facts(post),
        "knowledge": knowledge_from(post, request.user),
        "offers": [offer for offer in offers if offer.is_shown or offer.is_open],
        "seen": post.state,
        "from": "queue" if request.GET.get("from") == "queue" or request.POST.get("from") == "queue" else "",
        "back_url": way_back(request, post.get_absolute_url()),
    }
    return render(request, "forums/moderation/post.html", context, status=422 if is_wrong else 200)
