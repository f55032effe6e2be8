"""The log of moderators' actions in Wagtail's admin, for reading only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from content.forums.models import Category, ModerationAction
from content.forums.moderation.log_reading import LogReader

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ActionFilterSet(WagtailFilterSet):
    action = django_filters.ChoiceFilter(label=_("Action"), choices=ModerationAction.Action.choices)
    category = django_filters.ModelChoiceFilter(label=_("Category"), queryset=Category.objects.all())

    class Meta:
        model = ModerationAction
        fields = ["action", "category"]


class ModerationLogView(ReportView):
    """Every action of the moderators of the forums: who, when, about what, and why."""

    model = ModerationAction
    page_title = _("Moderation of the forums")
    header_icon = "comment"
    index_url_name = "forums_admin_log"
    index_results_url_name = "forums_admin_log_results"
    permission_policy = ModelPermissionPolicy(ModerationAction)
    permission_required = "view"
    filterset_class = ActionFilterSet
    is_searchable = False
    columns = (
        DateColumn("created_at", label=_("Time")),
        Column("actor", accessor="actor.public_name", label=_("Forum moderator")),
        Column("action", accessor="get_action_display", label=_("Action")),
        Column("category", label=_("Category")),
        Column("topic", label=_("Topic")),
        Column("post_id_then", label=_("Post")),
        Column("person", accessor="person.public_name", label=_("About")),
        Column("details", accessor=LogReader().details_in_words, label=_("Before and after")),
        Column("reason", label=_("Reason")),
    )
    list_export = ("created_at", "actor", "action", "category", "topic", "post_id_then", "person", "reason")

    def get_queryset(self) -> QuerySet[ModerationAction]:
        actions = ModerationAction.objects.select_related("actor__profile", "person__profile", "category", "topic")
        self.queryset = actions.newest_first()
        return super().get_queryset()

    def get_filename(self) -> str:
        return "forum-moderation"
