"""What was sent and what failed, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from content.notifications.models import FiredEvent, Message
from content.notifications.services import send_again

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

State = Message.State


class MessageFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=State.choices)

    class Meta:
        model = Message
        fields = ["state"]


class SendAgainColumn(Column):
    """A button beside what failed."""

    cell_template_name = "notifications/send_again_cell.html"

    def get_value(self, instance: Message) -> str:
        return reverse("notices_send_again", args=[instance.pk]) if instance.is_troubled else ""

    def get_cell_context_data(self, instance: Message, parent_context: dict) -> dict[str, object]:
        context = super().get_cell_context_data(instance, parent_context)
        context["url"] = self.get_value(instance)
        context["csrf_token"] = parent_context.get("csrf_token", "")
        return context


class MessageLogView(ReportView):
    """Every message of the last half year: to whom, by which channel, how it went, and why not."""

    model = Message
    page_title = gettext_lazy("Messages sent")
    header_icon = "mail"
    index_url_name = "notices_log"
    index_results_url_name = "notices_log_results"
    permission_policy = ModelPermissionPolicy(Message)
    permission_required = "view"
    filterset_class = MessageFilterSet
    is_searchable = False
    columns = (
        Column("recipient", label=gettext_lazy("To")),
        Column("channel", label=gettext_lazy("Channel")),
        Column("rhythm", accessor="get_rhythm_display", label=gettext_lazy("Rhythm")),
        Column("state", accessor="get_state_display", label=gettext_lazy("State")),
        DateColumn("due_at", label=gettext_lazy("Due at")),
        Column("attempts", label=gettext_lazy("Failed attempts")),
        DateColumn("not_before", label=gettext_lazy("Next attempt")),
        Column("last_error", label=gettext_lazy("Last error")),
        SendAgainColumn("send_again", label=""),
    )
    list_export = ("recipient", "channel", "rhythm", "state", "due_at", "attempts", "last_error")

    def get_queryset(self) -> QuerySet[Message]:
        self.queryset = Message.objects.select_related("recipient").order_by("-due_at", "-pk")
        return super().get_queryset()

    def get_page_subtitle(self) -> str:
        return _("%(troubled)d messages need a look, %(waiting)d are waiting, %(events)d events could not be told.") % {
            "troubled": Message.objects.troubled().count(),
            "waiting": Message.objects.waiting().count(),
            "events": FiredEvent.objects.waiting().filter(attempts__gt=0).count(),
        }

    def get_filename(self) -> str:
        return "messages"


@require_POST
def send_message_again(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("notifications.change_message"):
        raise PermissionDenied
    if send_again([pk]):
        messages.success(request, _("The message is sent once more."))
    else:
        messages.warning(request, _("This message has been sent meanwhile."))
    return HttpResponseRedirect(reverse("notices_log"))
