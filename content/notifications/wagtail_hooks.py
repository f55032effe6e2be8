"""The log of messages in Wagtail's admin, under Reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.notifications.admin_views import MessageLogView, send_message_again

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.urls import URLPattern


class MessageLogMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notifications.view_message")


@hooks.register("register_admin_urls")
def register_message_log_urls() -> list[URLPattern]:
    return [
        path("reports/messages/", MessageLogView.as_view(), name="notices_log"),
        path("reports/messages/results/", MessageLogView.as_view(results_only=True), name="notices_log_results"),
        path("reports/messages/<int:pk>/again/", send_message_again, name="notices_send_again"),
    ]


@hooks.register("register_reports_menu_item")
def register_message_log_menu_item() -> MenuItem:
    return MessageLogMenuItem(_("Messages sent"), reverse("notices_log"), name="messages", icon_name="mail", order=1210)


@hooks.register("register_permissions")
def register_message_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="notifications", codename__in=["view_message", "change_message"]
    )
