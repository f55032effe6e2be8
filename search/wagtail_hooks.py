"""A report of the index, and the editors' words, in Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search import terms_views
from search.admin_views import SearchStateView
from search.kept_words import OwnWord, StopWord, SynonymGroup
from search.meaning.admin_views import NearlySameView
from search.word_views import (
    AddSynonymGroupView,
    AddWordView,
    DeleteWordView,
    EditWordView,
    TrySentenceView,
    may_keep_words,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.urls import URLPattern


class SearchStateMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("search.view_pendingchange")


@hooks.register("register_admin_urls")
def register_search_state_urls() -> list[URLPattern]:
    return [
        path("reports/search-index/", SearchStateView.as_view(), name="search_state"),
        path("reports/search-terms/", terms_views.report, name="search_terms"),
        path("reports/search-terms/ask/", terms_views.ask_for, name="search_terms_ask"),
        path("reports/search-terms/<int:pk>/answered/", terms_views.answered, name="search_terms_answered"),
        path("search-words/try/", TrySentenceView.as_view(), name="search_try_sentence"),
        path("reports/search-index/results/", SearchStateView.as_view(results_only=True), name="search_state_results"),
        path("reports/nearly-the-same/", NearlySameView.as_view(), name="search_nearly_same"),
        path(
            "reports/nearly-the-same/results/",
            NearlySameView.as_view(results_only=True),
            name="search_nearly_same_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_search_state_menu_item() -> MenuItem:
    return SearchStateMenuItem(
        _("Search index"), reverse("search_state"), name="search-index", icon_name="search", order=1200
    )


@hooks.register("register_reports_menu_item")
def register_nearly_same_menu_item() -> MenuItem:
    return SearchStateMenuItem(
        _("Nearly the same"), reverse("search_nearly_same"), name="nearly-the-same", icon_name="copy", order=1210
    )


class SearchTermsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(terms_views.MAY_READ)


@hooks.register("register_reports_menu_item")
def register_search_terms_menu_item() -> MenuItem:
    return SearchTermsMenuItem(
        _("What people seek"), reverse("search_terms"), name="search-terms", icon_name="search", order=1220
    )


@hooks.register("register_permissions")
def register_search_permissions() -> QuerySet[Permission]:
    codenames = ("view_pendingchange", "view_searchterm", "add_knowledgewish")
    return Permission.objects.filter(content_type__app_label="search", codename__in=codenames)


class OwnWordViewSet(SnippetViewSet):
    model = OwnWord
    add_view_class = AddWordView
    edit_view_class = EditWordView
    delete_view_class = DeleteWordView
    icon = "pilcrow"
    menu_label = _("Own words")
    list_display = ("word", "parts")


class SynonymGroupViewSet(SnippetViewSet):
    model = SynonymGroup
    add_view_class = AddSynonymGroupView
    edit_view_class = EditWordView
    delete_view_class = DeleteWordView
    icon = "list-ul"
    menu_label = _("Names of one thing")


class StopWordViewSet(SnippetViewSet):
    model = StopWord
    icon = "cross"
    menu_label = _("Stop words")


class SearchWordsGroup(SnippetViewSetGroup):
    items = (OwnWordViewSet, SynonymGroupViewSet, StopWordViewSet)
    menu_icon = "search"
    menu_label = _("Words of search")
    menu_order = 320
    submenu_hook = "register_search_words_menu_item"


class TrySentenceMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_keep_words(request)


@hooks.register("register_search_words_menu_item")
def register_try_sentence_menu_item() -> MenuItem:
    return TrySentenceMenuItem(
        _("How is this cut?"), reverse("search_try_sentence"), name="search-try-sentence", icon_name="cut", order=100
    )


register_snippet(SearchWordsGroup)
