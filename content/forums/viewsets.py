"""Spaces, categories and blocked words in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet, SnippetViewSetGroup

from content.forums.admin_forms import LoggedForm
from content.forums.models import BlockedWord, Category, Space
from content.people.accounts_field import AccountsField

if TYPE_CHECKING:
    from django import forms
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

NAMED = MultiFieldPanel(
    [FieldPanel("work_group"), FieldPanel("team"), FieldPanel("school")],
    heading=_("For a work group, a team or a school: which one"),
)


class CategoryForm(LoggedForm):
    """A category with its moderators, whom it needs no role to be."""

    moderators = AccountsField(
        label=_("Moderators"),
        required=False,
        help_text=_("They moderate this category and read it. Web editors and administrators moderate every category."),
    )


class PlaceDeleteView(DeleteView):
    """What holds categories or topics stays, and says so."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError:
            messages.error(
                self.request,
                _("“%(name)s” still holds categories or topics. Move them first, or close it for new posts.")
                % {"name": self.object},
            )
            return HttpResponseRedirect(self.get_success_url())


class SpaceViewSet(SnippetViewSet):
    model = Space
    delete_view_class = PlaceDeleteView
    icon = "group"
    list_display = ("name", "readers", "order")
    search_fields = ("name",)
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("description"),
            FieldRowPanel([FieldPanel("emblem"), FieldPanel("order"), FieldPanel("slug")]),
            FieldPanel("readers"),
            NAMED,
        ],
        base_form_class=LoggedForm,
    )


class CategoryViewSet(SnippetViewSet):
    model = Category
    delete_view_class = PlaceDeleteView
    icon = "comment"
    list_display = ("name", "space", "readers", "is_closed", "topic_count", "order")
    list_filter = ("space", "readers", "is_closed")
    search_fields = ("name",)
    edit_handler = ObjectList(
        [
            FieldPanel("space"),
            FieldPanel("name"),
            FieldPanel("description"),
            FieldRowPanel([FieldPanel("emblem"), FieldPanel("order"), FieldPanel("slug")]),
            MultiFieldPanel([FieldPanel("readers"), FieldPanel("starters")], heading=_("Who reads and writes")),
            NAMED,
            MultiFieldPanel(
                [
                    FieldPanel("moderators"),
                    FieldPanel("slow_seconds"),
                    FieldPanel("holds_every_topic"),
                    FieldPanel("is_closed"),
                ],
                heading=_("Moderation"),
            ),
        ],
        base_form_class=CategoryForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        return Category.objects.select_related("space")


class BlockedWordViewSet(SnippetViewSet):
    model = BlockedWord
    icon = "warning"
    list_display = ("text", "action")
    list_filter = ("action",)
    search_fields = ("text",)
    edit_handler = ObjectList([FieldPanel("text"), FieldPanel("action")], base_form_class=LoggedForm)


class ForumGroup(SnippetViewSetGroup):
    menu_label = _("Exchange forums")
    menu_icon = "comment"
    menu_order = 330
    items = (SpaceViewSet, CategoryViewSet, BlockedWordViewSet)
