"""The forums in Wagtail's admin: spaces, categories, blocked words, and the log under Reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from content.forums.admin_views import ModerationLogView
from content.forums.viewsets import ForumGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.urls import URLPattern

register_snippet(ForumGroup)


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
        _("Moderation of the forums"), url, name="forum-moderation", icon_name="comment", order=1220
    )


@hooks.register("register_permissions")
def register_forum_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="forums", codename__in=["view_moderationaction", "moderate_every_category"]
    )
