"""Accounts, schools, work groups and teams in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail.users.views import groups
from wagtail.users.views.users import DeleteView, EditView, UserViewSet

from content.people.administrators import LastAdministratorError
from content.people.forms import AccountCreationForm, AccountEditForm, WorkGroupForm
from content.people.models import School, StaffTeam, StudentCount, TeamMembership, WorkGroup

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse


class GroupDeleteView(groups.DeleteView):
    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            sentence = gettext("“%(group)s” belongs to a role, a work group, a team or a school and stays with it.")
            messages.error(self.request, sentence % {"group": self.object})
            return redirect(self.index_url_name)


class OfficeGroupViewSet(groups.GroupViewSet):
    """Groups that the platform itself made are not to be deleted."""

    delete_view_class = GroupDeleteView


class AccountEditView(EditView):
    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except LastAdministratorError as error:
            # The others have gone while this form was filled in.
            form.add_error(form.field_that_takes_the_role() or None, error)
            self.produced_error_code, self.produced_error_message = "validation_error", self.get_error_message()
            return self.form_invalid(form)


class AccountDeleteView(DeleteView):
    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except LastAdministratorError as error:
            messages.error(self.request, " ".join(error.messages))
            return redirect(self.index_url_name)


class AccountViewSet(UserViewSet):
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView

    def get_form_class(self, for_update: bool = False) -> type:
        return AccountEditForm if for_update else AccountCreationForm


class WorkGroupViewSet(SnippetViewSet):
    model = WorkGroup
    icon = "group"
    list_display = ("name", "short_name", "order")
    search_fields = ("name", "short_name")
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("short_name"), FieldPanel("slug"), FieldPanel("order")]),
            FieldPanel("mission"),
            FieldPanel("head_position"),
            FieldPanel("reviewers"),
        ],
        base_form_class=WorkGroupForm,
    )


class SchoolViewSet(SnippetViewSet):
    model = School
    icon = "home"
    list_display = ("name", "district", "size")
    list_filter = ("district", "size", "is_expansion")
    search_fields = ("name", "smis_code", "ministry_code", "obec_code")
    panels = (
        FieldPanel("name"),
        FieldPanel("slug"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("smis_code"), FieldPanel("ministry_code"), FieldPanel("obec_code")])],
            heading=_("Codes"),
        ),
        FieldRowPanel([FieldPanel("district"), FieldPanel("province"), FieldPanel("network")]),
        FieldRowPanel([FieldPanel("levels"), FieldPanel("is_expansion"), FieldPanel("size")]),
        FieldRowPanel([FieldPanel("teacher_count"), FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("strengths"),
    )


class StaffTeamViewSet(SnippetViewSet):
    model = StaffTeam
    icon = "pick"
    list_display = ("name", "flower")
    search_fields = ("name", "flower")
    panels = (
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("flower"), FieldPanel("colour"), FieldPanel("slug")]),
        FieldPanel("meaning"),
        FieldPanel("mission"),
        FieldPanel("agreed_rules"),
        FieldPanel("lead_position"),
    )


class StudentCountViewSet(SnippetViewSet):
    model = StudentCount
    icon = "table"
    list_display = ("school", "academic_year", "grade", "male", "female", "rooms")
    list_filter = ("academic_year",)
    panels = (
        FieldPanel("school"),
        FieldRowPanel([FieldPanel("academic_year"), FieldPanel("as_of"), FieldPanel("grade")]),
        FieldRowPanel([FieldPanel("male"), FieldPanel("female"), FieldPanel("rooms")]),
    )


class TeamMembershipViewSet(SnippetViewSet):
    model = TeamMembership
    icon = "user"
    list_display = ("team", "user", "is_lead")
    list_filter = ("team",)
    panels = (FieldPanel("team"), FieldPanel("user"), FieldPanel("is_lead"))


class PeopleGroup(SnippetViewSetGroup):
    menu_label = _("People and schools")
    menu_icon = "group"
    menu_order = 300
    items = (WorkGroupViewSet, StaffTeamViewSet, TeamMembershipViewSet, SchoolViewSet, StudentCountViewSet)
