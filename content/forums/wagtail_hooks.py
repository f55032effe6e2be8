"""The forums in Wagtail's admin: spaces, categories, blocked words, and the log under Reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.db import router
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from content.forums.admin_forms import LoggedForm, record_settings
from content.forums.admin_views import ModerationLogView
from content.forums.models import BlockedWord, Category, ForumSettings, Space
from content.forums.viewsets import ForumGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from wagtail.admin.views.bulk_action import BulkAction

register_snippet(ForumGroup)
ForumSettings.base_form_class = LoggedForm
MOST_NAMED = 5


@hooks.register("after_delete_snippet")
def log_deletion(request: HttpRequest, rows: Sequence[Model]) -> None:
    for row in rows:
        # A bulk action that was refused comes by here as well.
        is_gone = row.pk is None or not type(row)._default_manager.filter(pk=row.pk).exists()
        if is_gone and isinstance(row, Space | Category | BlockedWord):
            record_settings(request.user, row, {"name": [str(row), None]}, is_gone=True)


@hooks.register("before_bulk_action")
def keep_places_in_use(
    request: HttpRequest, action_type: str, places: Sequence[Model], action: BulkAction
) -> HttpResponse | None:
    """What holds categories or topics stays, and says so: the database would refuse it with an error page."""
    if action_type != "delete" or action.model not in (Space, Category):
        return None
    kept = [place for place in places if _is_in_use(place)]
    if not kept:
        return None
    names = ", ".join(f"“{place}”" for place in kept[:MOST_NAMED])
    messages.error(
        request,
        _("Nothing was deleted: %(names)s still hold categories or topics. Move them first, or leave these out.")
        % {"names": f"{names} …" if len(kept) > MOST_NAMED else names},
    )
    return redirect(action.model.snippet_viewset.get_url_name("list"))


def _is_in_use(place: Model) -> bool:
    try:
        Collector(using=router.db_for_write(type(place)), origin=place).collect([place])
    except ProtectedError:
        return True
    return False


class ModerationLogMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("forums.view_moderationaction")


@hooks.register("register_admin_urls")
def register_moderation_log_urls() -> list[URLPattern]:
    view = ModerationLogView
    return [
        path("reports/forum-moderation/", view.as_view(), name="forums_admin_log"),
        path("reports/forum-moderation/results/", view.as_view(results_only=True), name="forums_admin_log_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_moderation_log_menu_item() -> MenuItem:
    url = reverse("forums_admin_log")
    return ModerationLogMenuItem(
        gettext_lazy("Moderation of the forums"), url, name="forum-moderation", icon_name="comment", order=1220
    )


@hooks.register("register_permissions")
def register_forum_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="forums", codename__in=["view_moderationaction", "moderate_every_category"]
    )
